import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ContactState } from "../../core/consent/consent"
import type { KnownAge } from "../../core/consent/minor"
import { consentKey, foldConsents } from "../../core/consent/fold"
import { normaliseEmail } from "../../core/identity/email"
import { eraseFrom, type ErasedRows } from "../../core/privacy/erase-sql"
import type { DataSubject } from "../../core/privacy/personal-data"
import { CONSENT_REGISTER } from "../../core/privacy/register-consent"
import { resolveOptions, type ResolvedOptions } from "../../options/options"
import { addressHashes } from "./address-hash"
import { type Contact, ContactStore, NO_CONTACT, type SavedPreferences } from "./contacts"
import { ErasureStore } from "./erasures"
import { type ConsentInput, EvidenceStore } from "./evidence"
import { ExclusionStore } from "./exclusions"
import { type NewJournalEntry, RefusalJournal } from "./journal"

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

export type SuppressionByHash = Omit<SuppressionInput, "email" | "until"> & {
  readonly hash: string
  readonly until?: Date | string | null
  /** Since when; now without it. */
  readonly at?: string
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
  readonly journal: RefusalJournal
  private readonly contacts: ContactStore
  private readonly options: ResolvedOptions
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>, options: unknown) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.options = resolveOptions(options)
    this.contacts = new ContactStore(this.knex, this.options)
    this.journal = new RefusalJournal(this.knex)
    this.erasures = new ErasureStore(this.knex, this.options, this.journal)
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
        const before = await this.contacts.lock(tx, email)
        for (const entry of own) {
          const at = await this.evidence.append(tx, email, entry)
          if (at !== null) {
            await this.journal.append(tx, this.toldOf(before, entry, at))
          }
        }
        const records = await this.evidence.listOfPerson(tx, email)
        await this.contacts.writeConsents(tx, email, foldConsents(records))
      }
    })
  }

  /** What the journal is told of an act: every no, and a yes after a no. What the law implies is neither. */
  private toldOf(before: Contact, entry: ConsentInput, at: Date): readonly NewJournalEntry[] {
    const { purpose, channel, granted, basis } = entry
    const again = before.consents[consentKey(purpose, channel)]?.granted === false
    if (basis === "inquiry" || (granted && !again)) {
      return []
    }
    const kind = granted ? ("given_again" as const) : ("withdrawn" as const)
    return [{ kind, hash: this.hashOf(before.email), purpose, channel, at: at.toISOString() }]
  }

  private hashOf(person: string): string {
    return addressHashes(this.options, person)[0]
  }

  /** What restricts this person; nothing but surviving suppressions when they are not known. */
  async readContact(email: string, trx: Knex = this.knex): Promise<ContactState> {
    const person = normaliseEmail(email)
    if (person === null) {
      return NO_CONTACT
    }
    return (
      (await this.contacts.read(person, trx)) ?? {
        ...NO_CONTACT,
        suppressed: await this.survivingSuppressions(person, trx),
        excluded_by: await this.exclusions.listOf(person, trx),
      }
    )
  }

  /** The person with their preferences, or null when nothing is known of them. */
  async readPerson(email: string, trx: Knex = this.knex): Promise<Contact | null> {
    const person = normaliseEmail(email)
    return person === null ? null : this.contacts.read(person, trx)
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

  async savePreferences(email: string, patch: SavedPreferences, trx?: Knex): Promise<void> {
    const person = personOf(email)
    await this.together(trx, async (tx) => {
      const before = await this.contacts.lock(tx, person)
      await this.contacts.writePreferences(tx, person, patch)
      const until = patch.paused_until
      if (until !== undefined && until !== before.paused_until) {
        await this.journal.append(tx, [{ kind: "paused", hash: this.hashOf(person), until }])
      }
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
    const written = await this.writeSuppressions(
      trx,
      own.map(({ email, ...rest }) => ({ ...rest, hash: this.hashOf(email) }))
    )
    await this.journal.append(
      trx,
      written.map(({ address_hash: hash, channel, cause, until }) => ({
        kind: "suppressed" as const,
        hash,
        channel,
        cause,
        until: until?.toISOString() ?? null,
      }))
    )
    await this.contacts.foldSuppressions(trx, emails)
  }

  /** Suppressions that are known by their hash alone, each since its own time; `emails` are those of them whom this database knows. */
  async adoptSuppressions(
    trx: Knex,
    rows: readonly SuppressionByHash[],
    emails: readonly string[]
  ): Promise<void> {
    const own = [...emails].sort()
    await this.contacts.lockAll(trx, own)
    await this.writeSuppressions(trx, rows)
    await this.contacts.foldSuppressions(trx, own)
  }

  /** @returns those that were new or stronger than what was there */
  private async writeSuppressions(
    trx: Knex,
    rows: readonly SuppressionByHash[]
  ): Promise<readonly Omit<SuppressionRow, "email">[]> {
    const { rows: written } = await trx.raw<{ rows: Omit<SuppressionRow, "email">[] }>(
      `insert into kairos_suppression as s (address_hash, channel, cause, source, until, created_at)
       select hash, channel, cause, source, until, coalesce(at, now())
       from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
         as given(hash, channel, cause, source, until, at)
       on conflict (address_hash, channel) do update set
         cause = excluded.cause, source = excluded.source, until = excluded.until, created_at = excluded.created_at
       where ${STRENGTH("excluded")} > ${STRENGTH("s")} or s.until < excluded.until
       returning *`,
      [
        rows.map(({ hash }) => hash),
        rows.map(({ channel }) => channel),
        rows.map(({ cause }) => cause),
        rows.map(({ source }) => source),
        rows.map(({ until }) => until ?? null),
        rows.map(({ at }) => at ?? null),
      ] as unknown as Knex.RawBinding[]
    )
    return written
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
      await this.journal.append(tx, [{ kind: "lifted", hash: this.hashOf(person), channel }])
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

  private async survivingSuppressions(
    person: string,
    trx: Knex
  ): Promise<ContactState["suppressed"]> {
    const rows = await trx<SuppressionRow>("kairos_suppression")
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
