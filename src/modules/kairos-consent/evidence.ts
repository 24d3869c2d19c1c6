import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { ConsentRecord, RecordBasis } from "../../core/consent/consent"

/** One act of consent or withdrawal, as it is handed in. */
export type ConsentInput = {
  /** Any spelling; the person is found by its normalised form. */
  readonly email: string
  readonly customer_id?: string | null
  readonly purpose: string
  readonly channel: string
  readonly granted: boolean
  /** `registration`, `checkout`, `preferences`, `unsubscribe_link`, `one_click`, `confirmation`, `import`, `admin`. */
  readonly source: string
  readonly text_version?: string | null
  readonly locale?: string | null
  /** The exact words that the person saw, in that language; archived under their hash. */
  readonly text?: string | null
  /** Of words that are archived already. */
  readonly text_hash?: string | null
  /** The person's own word unless said otherwise. */
  readonly basis?: RecordBasis | null
  /** When it ends by itself. ISO 8601. */
  readonly expires_at?: string | null
  /** What proves it: the cart, the confirmed link. No addresses of machines. */
  readonly evidence?: Readonly<Record<string, unknown>>
  /** Who acted: `customer:cus_…`, `guest`, `link`, `user:user_…`. */
  readonly actor: string
  /** Makes the act idempotent: a second one with the same id changes nothing. */
  readonly id?: string
  /** When it was given elsewhere (an import); without it, now. ISO 8601. */
  readonly occurred_at?: string
}

export type EvidenceRow = ConsentRecord & {
  readonly email: string
  readonly customer_id: string | null
  readonly evidence: Readonly<Record<string, unknown>>
  readonly actor: string
  readonly text_hash: string | null
}

type Stored = Omit<EvidenceRow, "occurred_at" | "expires_at"> & {
  readonly occurred_at: Date
  readonly expires_at: Date | null
}

/** Rows of `kairos_consent`: written once, never changed; a trigger of the database sees to it. */
export class EvidenceStore {
  constructor(private readonly knex: Knex) {}

  /** @returns when it was said, or null where the same act is there already */
  async append(trx: Knex, email: string, input: ConsentInput): Promise<Date | null> {
    const text_hash = await archive(trx, input)
    const rows: { occurred_at: Date }[] = await trx("kairos_consent")
      .insert({
        id: input.id ?? generateEntityId(undefined, "kcns"),
        email,
        customer_id: input.customer_id ?? null,
        purpose: input.purpose,
        channel: input.channel,
        granted: input.granted,
        source: input.source,
        text_version: input.text_version ?? null,
        locale: input.locale ?? null,
        text_hash,
        basis: input.basis ?? null,
        expires_at: input.expires_at ?? null,
        evidence: JSON.stringify(input.evidence ?? {}),
        actor: input.actor,
        // The clock, not the transaction's beginning: whoever got the person's lock last wrote last.
        occurred_at: input.occurred_at ?? trx.raw("clock_timestamp()"),
      })
      .onConflict("id")
      .ignore()
      .returning("occurred_at")
    return rows[0]?.occurred_at ?? null
  }

  async listOfPerson(trx: Knex, email: string): Promise<EvidenceRow[]> {
    const rows = await trx<Stored>("kairos_consent").where({ email }).select("*")
    return rows.map(recordOf)
  }

  /** Those of these ids that are there. */
  async known(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.knex("kairos_consent")
      .whereIn("id", [...ids])
      .select("id")
    return new Set(rows.map(({ id }) => id))
  }

  /** The archived texts, by hash. */
  async texts(hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows: { hash: string; text: string }[] = await this.knex("kairos_consent_text")
      .whereIn("hash", [...new Set(hashes)])
      .select("hash", "text")
    return new Map(rows.map(({ hash, text }) => [hash, text]))
  }

  async list(filter: {
    readonly emails?: readonly string[]
    readonly customer_id?: string
    readonly purpose?: string
    readonly channel?: string
    readonly granted?: boolean
    readonly offset: number
    readonly limit: number
  }): Promise<{ readonly rows: EvidenceRow[]; readonly count: number }> {
    const query = this.knex<Stored>("kairos_consent").where((where) => {
      if (filter.emails !== undefined) {
        void where.whereIn("email", [...filter.emails])
      }
      for (const field of ["customer_id", "purpose", "channel", "granted"] as const) {
        if (filter[field] !== undefined) {
          void where.where(field, filter[field])
        }
      }
    })
    const [{ count } = { count: 0 }] = await query.clone().count({ count: "*" })
    const rows = await query
      .clone()
      .orderBy([
        { column: "occurred_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .offset(filter.offset)
      .limit(filter.limit)
    return { rows: (rows as Stored[]).map(recordOf), count: Number(count) }
  }
}

function recordOf(row: Stored): EvidenceRow {
  return {
    ...row,
    occurred_at: row.occurred_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
  }
}

/** Keeps the words once, whoever saw them; the hash covers the language and the version, so that none can be exchanged. */
async function archive(
  trx: Knex,
  { text, text_hash = null, text_version = null, locale = null }: ConsentInput
): Promise<string | null> {
  if (text === undefined || text === null || text === "") {
    return text_hash
  }
  const hash = createHash("sha256")
    .update(JSON.stringify([text_version, locale, text]))
    .digest("hex")
  await trx("kairos_consent_text")
    .insert({ hash, version: text_version, locale, text })
    .onConflict("hash")
    .ignore()
  return hash
}
