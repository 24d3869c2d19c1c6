import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { normaliseEmail } from "../../core/identity/email"
import type { ErasureReason, ErasureReceipt } from "../../core/privacy/erasure"
import type { DataSubject } from "../../core/privacy/personal-data"
import type { ResolvedOptions } from "../../options/options"
import { addressHashes, customerHashes } from "./address-hash"
import type { RefusalJournal } from "./journal"

export type Erasure = { readonly id: string; readonly erased_at: Date }

/** Something that happened to somebody at a time. */
export type Happened = {
  readonly customer_id?: string | null
  /** Any spelling. */
  readonly email?: string | null
  readonly occurred_at: Date | string
}

const LOCK = "hashtextextended('kairos:erasure', 0)"

/** Who was erased and when, under keyed hashes alone. */
export class ErasureStore {
  constructor(
    private readonly knex: Knex,
    private readonly options: ResolvedOptions,
    private readonly journal: RefusalJournal
  ) {}

  /** From now on nothing older comes back of this person. */
  async begin(
    trx: Knex,
    subject: DataSubject,
    why: { readonly reason: ErasureReason; readonly actor: string }
  ): Promise<Erasure> {
    const id = generateEntityId(undefined, "kera")
    const [row] = await trx("kairos_erasure")
      // The clock, not the transaction's beginning: what happened while it waited is older, too.
      .insert({ id, ...why, erased_at: trx.raw("clock_timestamp()") })
      .returning(["id", "erased_at"])
    const hashes = [
      ...subject.customer_ids.map((one) => customerHashes(this.options, one)[0]),
      ...subject.emails.map((one) => addressHashes(this.options, one)[0]),
    ]
    await trx.raw(
      `insert into kairos_erasure_key (hash, erasure_id, erased_at)
       select hash, ?, ?::timestamptz from unnest(?::text[]) hash order by hash
       on conflict (hash) do update set erasure_id = excluded.erasure_id, erased_at = excluded.erased_at`,
      [id, row.erased_at, hashes] as never
    )
    await this.journal.append(
      trx,
      hashes.map((hash) => ({ kind: "erased" as const, hash, at: row.erased_at.toISOString() }))
    )
    return row as Erasure
  }

  /** Erasures that this database does not know of, as keyed hashes; what it knows to be later stays. */
  async adopt(
    trx: Knex,
    erased: readonly { readonly hash: string; readonly at: string }[],
    actor: string
  ): Promise<void> {
    if (erased.length === 0) {
      return
    }
    const id = generateEntityId(undefined, "kera")
    await trx("kairos_erasure").insert({
      id,
      reason: "requested" satisfies ErasureReason,
      actor,
      finished_at: trx.fn.now(),
    })
    await trx.raw(
      `insert into kairos_erasure_key as k (hash, erasure_id, erased_at)
       select e.hash, ?, max(e.at) from unnest(?::text[], ?::timestamptz[]) as e(hash, at) group by e.hash order by e.hash
       on conflict (hash) do update set erased_at = greatest(k.erased_at, excluded.erased_at)`,
      [id, erased.map(({ hash }) => hash), erased.map(({ at }) => at)] as never
    )
  }

  async finish(id: string, receipt: ErasureReceipt): Promise<void> {
    await this.knex("kairos_erasure")
      .where({ id })
      .update({ receipt: JSON.stringify(receipt), finished_at: this.knex.fn.now() })
  }

  /** Whether anybody ever was: whoever would have to look at many rows asks first. */
  async any(): Promise<boolean> {
    return (await this.knex("kairos_erasure_key").first("hash")) !== undefined
  }

  /** While this transaction lasts nobody writes what an erasure would miss. */
  async exclude(trx: Knex): Promise<void> {
    await trx.raw(`select pg_advisory_xact_lock(${LOCK})`)
  }

  /**
   * What is left when all is taken out that happened to erased people before their erasure.
   * @param trx the transaction that writes what is left: an erasure waits for it, or it sees the erasure
   */
  async without<T extends Happened>(rows: readonly T[], trx?: Knex): Promise<readonly T[]> {
    if (trx === undefined) {
      return this.left(rows, this.knex)
    }
    if (rows.some((row) => this.hashesOf(row).length > 0)) {
      // A statement of its own: the next one must see what was committed while this one waited.
      await trx.raw(`select pg_advisory_xact_lock_shared(${LOCK})`)
    }
    return this.left(rows, trx)
  }

  /**
   * The same in a transaction that holds the lock of the person it is about. Their erasure waits for that one, so that waiting for it
   * here would be waiting for each other.
   */
  async withoutHeld<T extends Happened>(rows: readonly T[], trx: Knex): Promise<readonly T[]> {
    return this.left(rows, trx)
  }

  private async left<T extends Happened>(rows: readonly T[], knex: Knex): Promise<readonly T[]> {
    const keys = rows.map((row) => this.hashesOf(row))
    const asked = [...new Set(keys.flat())]
    if (asked.length === 0) {
      return rows
    }
    const known: { hash: string; erased_at: Date }[] = await knex("kairos_erasure_key").whereIn(
      "hash",
      asked
    )
    const erased = new Map(known.map(({ hash, erased_at }) => [hash, erased_at.getTime()]))
    return rows.filter((row, index) => {
      const at = new Date(row.occurred_at).getTime()
      return !keys[index]!.some((hash) => at <= (erased.get(hash) ?? -Infinity))
    })
  }

  private hashesOf({ customer_id, email }: Happened): readonly string[] {
    const person = normaliseEmail(email ?? "")
    return [
      ...(customer_id == null ? [] : customerHashes(this.options, customer_id)),
      ...(person === null ? [] : addressHashes(this.options, person)),
    ]
  }
}
