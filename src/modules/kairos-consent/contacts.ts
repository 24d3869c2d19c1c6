import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ConsentState, ContactState } from "../../core/consent/consent"
import type { KnownAge } from "../../core/consent/minor"
import { excludedSql } from "../../core/consent/excluded-sql"
import type { LimitedBy } from "../../core/preferences/limits"
import type { ResolvedOptions } from "../../options/options"
import { addressHashes } from "./address-hash"

/** One person by normalised e-mail: the fold of the evidence, suppressions and preferences. */
export type Contact = ContactState & {
  readonly id: string
  readonly email: string
  readonly frequency: { readonly max: number; readonly days: number } | null
  readonly quiet_hours: { readonly from: string; readonly to: string } | null
  readonly topics: readonly string[]
  readonly limited_by: LimitedBy
}

export type PreferencePatch = {
  readonly frequency?: Contact["frequency"]
  readonly quiet_hours?: Contact["quiet_hours"]
  /** ISO 8601. */
  readonly paused_until?: string | null
  readonly topics?: readonly string[]
  readonly locale?: string | null
  readonly time_zone?: string | null
}

/** A change with who asks for which limit once it is saved. */
export type SavedPreferences = PreferencePatch & { readonly limited_by?: LimitedBy }

type ContactRow = {
  readonly id: string
  readonly email: string
  readonly consents: ConsentState
  readonly suppressed: ContactState["suppressed"]
  readonly profiling_objected: boolean
  readonly frequency: Contact["frequency"]
  readonly quiet_hours: Contact["quiet_hours"]
  readonly paused_until: Date | null
  readonly topics: readonly string[]
  readonly locale: string | null
  readonly time_zone: string | null
  readonly limited_by: LimitedBy
  readonly birth_date: string | null
  readonly country_code: string | null
  readonly excluded_by: string | null
}

export const NO_CONTACT: ContactState = {
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
}

/** As it stands in a contact: with an end only where it has one. */
const SUPPRESSION =
  "jsonb_strip_nulls(jsonb_build_object('cause', cause, 'since', created_at, 'until', until))"

const JSON_FIELDS = ["frequency", "quiet_hours", "topics", "limited_by"]

/** Rows of `kairos_contact`. E-mails are normalised by the service. */
export class ContactStore {
  constructor(
    private readonly knex: Knex,
    private readonly options: ResolvedOptions
  ) {}

  async read(email: string, trx: Knex = this.knex): Promise<Contact | null> {
    const row = await contactRow(trx).where({ email }).first()
    return row === undefined ? null : contactOf(row)
  }

  async readById(id: string): Promise<Contact | null> {
    const row = await contactRow(this.knex).where({ id }).first()
    return row === undefined ? null : contactOf(row)
  }

  /**
   * The person's row, made where there is none, locked until the transaction ends. A claim reads the same row `for
   * share`, so of a claim and a withdrawal one waits for the other (requirement A-15). A row that is made takes over the
   * suppressions that outlived an earlier one.
   */
  async lock(trx: Knex, email: string): Promise<Contact> {
    const hashes = addressHashes(this.options, email)
    await trx.raw(
      `insert into kairos_contact (email, address_hash, suppressed)
       select ?, ?, coalesce(
         (select jsonb_object_agg(channel, ${SUPPRESSION})
          from kairos_suppression where address_hash = any(?::text[])),
         '{}'::jsonb)
       on conflict (email) do nothing`,
      [email, hashes[0], [...hashes]]
    )
    const row = await contactRow(trx).where({ email }).forUpdate().first()
    if (row === undefined) {
      throw new Error("the contact's row vanished between being made and being locked; try again")
    }
    return contactOf(row)
  }

  /** As `lock`, for many in the order of their addresses. */
  async lockAll(trx: Knex, emails: readonly string[]): Promise<void> {
    await trx.raw(
      `insert into kairos_contact (email, address_hash)
       select * from unnest(?::text[], ?::text[]) on conflict (email) do nothing`,
      [[...emails], emails.map((email) => addressHashes(this.options, email)[0])]
    )
    await trx.raw(
      `select 1 from kairos_contact where email = any(?::text[]) order by email for update`,
      [[...emails]]
    )
  }

  async agesDiffering<T extends KnownAge>(knex: Knex, ages: readonly T[]): Promise<readonly T[]> {
    if (ages.length === 0) {
      return []
    }
    const rows: Pick<ContactRow, "email" | "birth_date" | "country_code">[] = await contactRow(
      knex
    ).whereIn(
      "email",
      ages.map(({ email }) => email)
    )
    const held = new Map(rows.map((row) => [row.email, row]))
    return ages.filter(({ email, birth_date, country_code }) => {
      const row = held.get(email)
      return row?.birth_date !== birth_date || row.country_code !== country_code
    })
  }

  /** Writes down what is known of ages. @returns the addresses of which something new was learnt, in their order */
  async writeAges(trx: Knex, ages: readonly KnownAge[]): Promise<readonly string[]> {
    const sorted = [...ages].sort((a, b) => (a.email < b.email ? -1 : 1))
    await this.lockAll(
      trx,
      sorted.map(({ email }) => email)
    )
    const { rows } = await trx.raw<{ rows: { email: string }[] }>(
      `update kairos_contact c set birth_date = a.birth_date, country_code = a.country_code, updated_at = now()
       from unnest(?::text[], ?::date[], ?::text[]) as a(email, birth_date, country_code)
       where c.email = a.email and (c.birth_date, c.country_code) is distinct from (a.birth_date, a.country_code)
       returning c.email`,
      [
        sorted.map(({ email }) => email),
        sorted.map(({ birth_date }) => birth_date),
        sorted.map(({ country_code }) => country_code),
      ] as unknown as Knex.RawBinding[]
    )
    return rows.map(({ email }) => email).sort()
  }

  /** Brings what is suppressed of these people, under any of the shop's secrets, into their rows. */
  async foldSuppressions(trx: Knex, emails: readonly string[]): Promise<void> {
    const own = emails.flatMap((email) =>
      addressHashes(this.options, email).map((hash) => ({ email, hash }))
    )
    await trx.raw(
      `update kairos_contact c set suppressed = c.suppressed || s.suppressed, updated_at = now()
       from (
         select own.email, jsonb_object_agg(channel, ${SUPPRESSION}) as suppressed
         from unnest(?::text[], ?::text[]) as own(email, hash)
         join kairos_suppression on address_hash = own.hash group by own.email) s
       where c.email = s.email and c.suppressed is distinct from c.suppressed || s.suppressed`,
      [own.map(({ email }) => email), own.map(({ hash }) => hash)]
    )
  }

  async writeConsents(trx: Knex, email: string, consents: ConsentState): Promise<void> {
    const objected = Object.entries(consents).some(
      ([key, entry]) => key.startsWith("profiling:") && !entry.granted
    )
    await trx("kairos_contact")
      .where({ email })
      .update({
        consents: JSON.stringify(consents),
        profiling_objected: objected,
        updated_at: trx.fn.now(),
      })
  }

  async writePreferences(trx: Knex, email: string, patch: SavedPreferences): Promise<void> {
    const values = Object.fromEntries(
      Object.entries(patch as Readonly<Record<string, unknown>>)
        .filter(([, value]) => value !== undefined)
        .map(([field, value]) => [
          field,
          JSON_FIELDS.includes(field) && value !== null ? JSON.stringify(value) : value,
        ])
    )
    await trx("kairos_contact")
      .where({ email })
      .update({ ...values, updated_at: trx.fn.now() })
  }

  async writeSuppressed(
    trx: Knex,
    email: string,
    suppressed: ContactState["suppressed"]
  ): Promise<void> {
    await trx("kairos_contact")
      .where({ email })
      .update({ suppressed: JSON.stringify(suppressed), updated_at: trx.fn.now() })
  }
}

function contactOf(row: ContactRow): Contact {
  return {
    id: row.id,
    email: row.email,
    consents: row.consents,
    suppressed: row.suppressed,
    profiling_objected: row.profiling_objected,
    frequency: row.frequency,
    quiet_hours: row.quiet_hours,
    paused_until: row.paused_until?.toISOString() ?? null,
    topics: row.topics,
    limited_by: row.limited_by,
    locale: row.locale,
    time_zone: row.time_zone,
    birth_date: row.birth_date,
    country_code: row.country_code,
    excluded_by: row.excluded_by,
  }
}

/** A date has no zone; the driver would make an instant of it. */
const contactRow = (knex: Knex) =>
  knex<ContactRow>("kairos_contact").select(
    "*",
    knex.raw(
      `birth_date::text as birth_date, ${excludedSql("kairos_contact.email")} as excluded_by`
    )
  )
