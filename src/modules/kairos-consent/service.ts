import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ContactState } from "../../core/consent/consent"
import type { KnownAge } from "../../core/consent/minor"
import { foldConsents } from "../../core/consent/fold"
import { normaliseEmail } from "../../core/identity/email"
import { eraseFrom, type ErasedRows } from "../../core/privacy/erase-sql"
import type { DataSubject } from "../../core/privacy/personal-data"
import { CONSENT_REGISTER } from "../../core/privacy/register-consent"
import { resolveOptions, type ResolvedOptions } from "../../options/options"
import { addressHashes } from "./address-hash"
import { type Contact, ContactStore, NO_CONTACT, type PreferencePatch } from "./contacts"
import { ErasureStore } from "./erasures"
import { type ConsentInput, EvidenceStore } from "./evidence"
import { ExclusionStore } from "./exclusions"

export type SuppressionRow = {
  readonly address_hash: string
  readonly channel: string
  readonly cause: string
  readonly source: string
  readonly created_at: Date
  /** When a pause ends; null for what has no end. */
  readonly until: Date | null
  /** Null once the person's data is erased. */
  readonly email: string | null
}

export type SuppressionInput = {
  readonly email: string
  readonly channel: string
  readonly cause: string
  readonly source: string
  /** A pause that ends by itself. */
  readonly until?: Date
}

/** A pause ends, an unsubscribing leaves service alone, everything else stops all. */
const STRENGTH = (row: string): string =>
  `case when ${row}.until is not null then 0 when ${row}.cause = 'unsubscribed' then 1 else 2 end`

/**
 * Evidence of consent, its fold per person, suppressions. The only writer of those tables. A person is a normalised
 * e-mail: two customer rows with the same one share everything here (requirement E-15).
 */
export class ConsentService {
  readonly erasures: ErasureStore
  readonly evidence: EvidenceStore
  readonly exclusions: ExclusionStore
  private readonly contacts: ContactStore
  private readonly options: ResolvedOptions
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>, options: unknown) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.options = resolveOptions(options)
    this.contacts = new ContactStore(this.knex, this.options)
    this.erasures = new ErasureStore(this.knex, this.options)
    this.evidence = new EvidenceStore(this.knex)
    this.exclusions = new ExclusionStore(this.knex)
  }

  /**
   * Appends evidence and folds it into the person's contact, in one transaction. Waits for claims that read the contact.
   * @throws Error when an e-mail is not one
   */
  async record(entries: readonly ConsentInput[], trx?: Knex): Promise<void> {
    // One order for all: two calls about the same people never wait for each other in a circle.
    const byEmail = [...byPerson(entries)].sort(([a], [b]) => (a < b ? -1 : 1))
    await this.together(trx, async (tx) => {
      for (const [email, own] of byEmail) {
        await this.contacts.lock(tx, email)
        for (const entry of own) {
          await this.evidence.append(tx, email, entry)
        }
        const records = await this.evidence.listOfPerson(tx, email)
        await this.contacts.writeConsents(tx, email, foldConsents(records))
      }
    })
  }

  /** What restricts this person; nothing but surviving suppressions when they are not known. */
  async readContact(email: string): Promise<ContactState> {
    const person = normaliseEmail(email)
    if (person === null) {
      return NO_CONTACT
    }
    return (
      (await this.contacts.read(person)) ?? {
        ...NO_CONTACT,
        suppressed: await this.survivingSuppressions(person),
        excluded_by: await this.exclusions.listOf(person),
      }
    )
  }

  /** The person with their preferences, or null when nothing is known of them. */
  async readPerson(email: string): Promise<Contact | null> {
    const person = normaliseEmail(email)
    return person === null ? null : this.contacts.read(person)
  }

  /** The person that a link names, or null when their data is erased. */
  async readPersonById(id: string): Promise<Contact | null> {
    return this.contacts.readById(id)
  }

  /**
   * The person's row, made where there is none and locked until the transaction ends. For whoever must decide and write
   * while nobody else changes this person's consent.
   */
  async lockPerson(trx: Knex, email: string): Promise<Contact> {
    return this.contacts.lock(trx, personOf(email))
  }

  /** The opaque id that links name this person by; made when there is none. */
  async personId(email: string): Promise<string> {
    const person = personOf(email)
    const known = await this.contacts.read(person)
    return known?.id ?? (await this.together(undefined, (tx) => this.contacts.lock(tx, person))).id
  }

  /** Those of these ages that are not written down yet. */
  async agesDiffering<T extends KnownAge>(
    ages: readonly T[],
    trx: Knex = this.knex
  ): Promise<readonly T[]> {
    return this.contacts.agesDiffering(trx, ages)
  }

  /** @returns the addresses of which something new was learnt */
  async learnAges(trx: Knex, ages: readonly KnownAge[]): Promise<readonly string[]> {
    if (ages.length === 0) {
      return []
    }
    const changed = await this.contacts.writeAges(trx, ages)
    await this.contacts.foldSuppressions(trx, changed)
    return changed
  }

  async savePreferences(email: string, patch: PreferencePatch, trx?: Knex): Promise<void> {
    const person = personOf(email)
    await this.together(trx, async (tx) => {
      await this.contacts.lock(tx, person)
      await this.contacts.writePreferences(tx, person, patch)
    })
  }

  /** Nothing more goes to this address on this channel: hard bounce, spam report, by hand. The first cause stays. */
  async suppress(
    email: string,
    channel: string,
    cause: string,
    source: string,
    trx?: Knex
  ): Promise<void> {
    const entry = { email: personOf(email), channel, cause, source }
    await this.together(trx, (tx) => this.suppressAll(tx, [entry]))
  }

  /**
   * Many addresses in a few statements. Of causes the first stays, but one without an end takes the place of a pause, and one that
   * stops everything that of an unsubscribing. What is no address is left out.
   */
  async suppressAll(trx: Knex, entries: readonly SuppressionInput[]): Promise<void> {
    const byKey = new Map(
      entries.flatMap((entry) => {
        const email = normaliseEmail(entry.email)
        return email === null ? [] : [[`${email} ${entry.channel}`, { ...entry, email }] as const]
      })
    )
    // One order for all, as in `record`.
    const own = [...byKey.values()].sort((a, b) => (a.email < b.email ? -1 : 1))
    if (own.length === 0) {
      return
    }
    const emails = [...new Set(own.map(({ email }) => email))]
    await this.contacts.lockAll(trx, emails)
    await trx.raw(
      `insert into kairos_suppression as s (address_hash, channel, cause, source, until)
       select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
       on conflict (address_hash, channel) do update set
         cause = excluded.cause, source = excluded.source, until = excluded.until, created_at = now()
       where ${STRENGTH("excluded")} > ${STRENGTH("s")} or s.until < excluded.until`,
      [
        own.map(({ email }) => addressHashes(this.options, email)[0]),
        own.map(({ channel }) => channel),
        own.map(({ cause }) => cause),
        own.map(({ source }) => source),
        own.map(({ until }) => until ?? null),
      ] as unknown as Knex.RawBinding[]
    )
    await this.contacts.foldSuppressions(trx, emails)
  }

  /** Takes a suppression back, by a person's decision in the admin. False when there was none. */
  async unsuppress(email: string, channel: string): Promise<boolean> {
    const person = personOf(email)
    return this.together(undefined, async (tx) => {
      const contact = await this.contacts.lock(tx, person)
      const removed = await tx("kairos_suppression")
        .whereIn("address_hash", [...addressHashes(this.options, person)])
        .where({ channel })
        .delete()
      const { [channel]: gone, ...suppressed } = contact.suppressed
      await this.contacts.writeSuppressed(tx, person, suppressed)
      return removed > 0 || gone !== undefined
    })
  }

  /** Preferences go; evidence stays under a keyed hash. In the transaction of an erasure. */
  async erasePerson(trx: Knex, subject: DataSubject): Promise<readonly ErasedRows[]> {
    await trx.raw("select set_config('kairos.erasing', 'on', true)")
    return eraseFrom(
      CONSENT_REGISTER,
      subject,
      async (sql, bindings) => (await trx.raw(sql, bindings as never)).rowCount
    )
  }

  async listSuppressions(filter: {
    readonly email?: string
    readonly channel?: string
    readonly offset: number
    readonly limit: number
  }): Promise<{ readonly rows: SuppressionRow[]; readonly count: number }> {
    const query = this.knex("kairos_suppression as s").where((where) => {
      if (filter.email !== undefined) {
        const person = normaliseEmail(filter.email)
        void where.whereIn(
          "s.address_hash",
          person === null ? [] : [...addressHashes(this.options, person)]
        )
      }
      if (filter.channel !== undefined) {
        void where.where("s.channel", filter.channel)
      }
    })
    const [{ count } = { count: 0 }] = await query.clone().count({ count: "*" })
    const rows = await query
      .clone()
      .leftJoin("kairos_contact as c", "c.address_hash", "s.address_hash")
      .select("s.*", "c.email")
      .orderBy([
        { column: "s.created_at", order: "desc" },
        { column: "s.address_hash" },
        { column: "s.channel" },
      ])
      .offset(filter.offset)
      .limit(filter.limit)
    return { rows: rows as SuppressionRow[], count: Number(count) }
  }

  private async survivingSuppressions(person: string): Promise<ContactState["suppressed"]> {
    const rows = await this.knex<SuppressionRow>("kairos_suppression")
      .whereIn("address_hash", [...addressHashes(this.options, person)])
      .select("channel", "cause", "created_at", "until")
    return Object.fromEntries(
      rows.map((row) => [
        row.channel,
        {
          cause: row.cause,
          since: row.created_at.toISOString(),
          ...(row.until === null ? {} : { until: row.until.toISOString() }),
        },
      ])
    )
  }

  private async together<T>(trx: Knex | undefined, run: (tx: Knex) => Promise<T>): Promise<T> {
    return trx === undefined ? this.knex.transaction(run) : run(trx)
  }
}

function byPerson(entries: readonly ConsentInput[]): ReadonlyMap<string, readonly ConsentInput[]> {
  const groups = new Map<string, ConsentInput[]>()
  for (const entry of entries) {
    const person = personOf(entry.email)
    groups.set(person, [...(groups.get(person) ?? []), entry])
  }
  return groups
}

function personOf(email: string): string {
  const person = normaliseEmail(email)
  if (person === null) {
    throw new Error(
      "consent is kept per e-mail address, and this is not one; expected name@shop.example"
    )
  }
  return person
}
