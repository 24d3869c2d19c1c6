import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { EventSnapshot, EventSource, NewEvent } from "../../core/event/event"

export type InboxRow = {
  readonly id: string
  readonly name: string
  readonly entity_id: string
  readonly customer_id: string | null
  readonly email: string | null
  readonly source: EventSource
  readonly properties: Readonly<Record<string, string | number | boolean | null>> | null
  readonly snapshot: EventSnapshot | null
  readonly occurred_at: Date
  readonly received_at: Date
  readonly attempts: number
  /** The fencing token: a worker whose lease was taken over holds an older one and can no longer write. */
  readonly lock_token: string
  /** The database's clock when the row was claimed. */
  readonly claimed_at: Date
}

/** After so many claims an event is a dead letter: it stands aside and waits for a person. */
export const MAX_INBOX_ATTEMPTS = 8

/**
 * Whether an event that is known by its key still waits. Not `status = 'pending'`, the words of the index of what waits: where
 * statistics were made when nothing waited, Postgres would look through all that waits now for the one row.
 */
const STILL_PENDING = "nullif(status, 'pending') is null"

/** The truth about what happened: insert with a deterministic key, claim by lease, finish with the fencing token. */
export class InboxStore {
  constructor(private readonly knex: Knex) {}

  /** Inserts events; one that is known already changes nothing. Returns the ids that were new. */
  async insert(events: readonly NewEvent[], trx: Knex = this.knex): Promise<string[]> {
    if (events.length === 0) {
      return []
    }
    const rows = events.map((event) => ({
      ...event,
      customer_id: event.customer_id ?? null,
      email: event.email ?? null,
      properties: event.properties ?? null,
      occurred_at: event.occurred_at.toISOString(),
    }))
    const result = await trx.raw(
      `insert into kairos_inbox (id, name, entity_id, customer_id, email, source, properties, occurred_at)
       select id, name, entity_id, customer_id, email, source, properties, occurred_at
       from jsonb_to_recordset(?::jsonb) as e (
         id text, name text, entity_id text, customer_id text, email text, source text, properties jsonb, occurred_at timestamptz)
       on conflict (id) do nothing
       returning id`,
      [JSON.stringify(rows)]
    )
    return result.rows.map((row: { id: string }) => row.id)
  }

  /**
   * Leases up to `limit` events that are due. The attempt counts from the claim, so that one that kills its worker ends, too.
   * @param lane `live`: what Medusa told a moment ago, and nothing that jobs and other systems brought
   */
  async claim(
    limit: number,
    leaseSeconds: number,
    lane: "all" | "live" = "all"
  ): Promise<InboxRow[]> {
    const result = await this.knex.raw(
      `select id, name, entity_id, customer_id, email, source, properties, snapshot, occurred_at, received_at, attempts,
         lock_token, now() as claimed_at
       from ${lane === "live" ? "kairos_inbox_claim_live" : "kairos_inbox_claim"}(?, ?)`,
      [limit, leaseSeconds]
    )
    return result.rows
  }

  /**
   * Closes an event inside the transaction that holds its decisions.
   * @returns false when the lease was taken over meanwhile: the caller must roll back.
   */
  async finish(
    trx: Knex,
    row: InboxRow,
    found: { snapshot: EventSnapshot | null; customer_id: string | null; email: string | null }
  ): Promise<boolean> {
    const changed = await trx("kairos_inbox")
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(STILL_PENDING)
      .update({
        status: "done",
        done_at: trx.fn.now(),
        locked_until: null,
        snapshot: found.snapshot === null ? null : JSON.stringify(found.snapshot),
        customer_id: found.customer_id,
        email: found.email,
        error_class: null,
        error_message: null,
      })
    return changed === 1
  }

  /** Of an event of an erased person nothing is kept. What another worker took over meanwhile is left to it. */
  async forget(trx: Knex, row: InboxRow): Promise<void> {
    await trx("kairos_inbox").where({ id: row.id, lock_token: row.lock_token }).delete()
  }

  /** Closes events that led to nothing, all in one statement. What another worker took over meanwhile is left to it. */
  async finishIdle(rows: readonly InboxRow[]): Promise<void> {
    await this.knex.raw("select kairos_inbox_finish_idle(?::text[], ?::bigint[])", [
      rows.map(({ id }) => id),
      rows.map(({ lock_token }) => lock_token),
    ] as never)
  }

  /** Gives a failed event back with a later due time, or makes it a dead letter after the last attempt. */
  async fail(
    row: InboxRow,
    error: { class: string; message: string },
    delaySeconds: number
  ): Promise<void> {
    await this.knex("kairos_inbox")
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(STILL_PENDING)
      .update({
        status: row.attempts >= MAX_INBOX_ATTEMPTS ? "dead" : "pending",
        locked_until: null,
        due_at: this.knex.raw("now() + make_interval(secs => ?)", [delaySeconds]),
        error_class: error.class,
        error_message: error.message.slice(0, 500),
      })
  }

  /** Ends the leases of events that were claimed and not begun, as if they had not been claimed; due after so many seconds. */
  async giveBack(rows: readonly InboxRow[], delaySeconds = 0): Promise<void> {
    await this.knex("kairos_inbox")
      .whereIn(
        ["id", "lock_token"],
        rows.map(({ id, lock_token }) => [id, lock_token])
      )
      .whereRaw(STILL_PENDING)
      .update({
        locked_until: null,
        attempts: this.knex.raw("greatest(attempts - 1, 0)"),
        due_at: this.knex.raw("greatest(due_at, now() + make_interval(secs => ?))", [delaySeconds]),
      })
  }

  /** Whether more than `limit` events wait; counts no further than that. */
  async waitsMoreThan(limit: number): Promise<boolean> {
    const { rows } = await this.knex.raw<{ rows: unknown[] }>(
      "select 1 from kairos_inbox where status = 'pending' offset ? limit 1",
      [limit]
    )
    return rows.length > 0
  }

  /** Puts a dead letter back in line. @returns whether there was one. */
  async replay(id: string): Promise<boolean> {
    const changed = await this.knex("kairos_inbox")
      .where({ id, status: "dead" })
      .update({ status: "pending", attempts: 0, due_at: this.knex.fn.now(), locked_until: null })
    return changed === 1
  }

  /** Puts all dead letters back in line, or those of one cause. @returns their ids, which are recorded */
  async replayAll(errorClass?: string): Promise<string[]> {
    const rows: { id: string }[] = await this.knex("kairos_inbox")
      .where({ status: "dead", ...(errorClass === undefined ? {} : { error_class: errorClass }) })
      .update({ status: "pending", attempts: 0, due_at: this.knex.fn.now(), locked_until: null })
      .returning("id")
    return rows.map(({ id }) => id)
  }

  /** The customer's newest event of one name that has its snapshot. */
  async newestOf(name: string, customerId: string): Promise<InboxRow | null> {
    const row = await this.knex("kairos_inbox")
      .where({ name, customer_id: customerId })
      .whereNotNull("snapshot")
      .orderBy("occurred_at", "desc")
      .first()
    return row ?? null
  }

  async read(id: string): Promise<(InboxRow & { status: string }) | null> {
    return (await this.knex("kairos_inbox").where({ id }).first()) ?? null
  }
}
