import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BEHAVIOUR_KEY_DAYS, type BehaviourEvent } from "../../core/behaviour/behaviour"
import { foldSession, type VisitorSession } from "../../core/behaviour/session"
import { dropOldPartitions, ensurePartitions, isMissingPartition } from "./partitions"

export type Visitor = {
  readonly visitor_id: string
  readonly customer_id: string | null
  readonly session: VisitorSession | null
}

export type VisitorBatch = {
  readonly visitor_id: string
  /** Who is logged in; null leaves the visitor linked to whom they were. */
  readonly customer_id: string | null
  readonly time_zone: string | null
  readonly events: readonly BehaviourEvent[]
  /** Host of the shop itself, which is no source of a visit. */
  readonly own_host: string | null
}

type VisitorRow = {
  visitor_id: string
  customer_id: string | null
  session_started_at: Date | null
  session_seen_at: Date | null
  entry_path: string | null
  entry_referrer_host: string | null
  entry_utm: Record<string, string>
}

/**
 * Set-based: one statement for a whole batch, whatever its size. The visitor's row is made or locked first, because the rest reads from
 * it: two batches of one visitor wait for each other. Ids are inserted in order, so batches never deadlock.
 */
const STORE_SQL = `
  with visitor as (
    insert into kairos_visitor (visitor_id) values (?)
    on conflict (visitor_id) do update set last_seen_at = now()
    returning visitor_id, customer_id, session_started_at, session_seen_at, entry_path, entry_referrer_host, entry_utm
  ),
  input as (
    select distinct on (id) e.* from visitor, jsonb_to_recordset(?::jsonb) as e(
      id text, name text, occurred_at timestamptz, path text, product_id text, from_product_id text,
      seconds double precision, properties jsonb)
    order by id
  ),
  fresh as (
    insert into kairos_behaviour_key (id) select id from input order by id on conflict (id) do nothing returning id
  ),
  stored as (
    insert into kairos_behaviour (id, visitor_id, customer_id, name, path, product_id, from_product_id, seconds, properties,
      occurred_at)
    select i.id, v.visitor_id, coalesce(?::text, v.customer_id), i.name, i.path, i.product_id, i.from_product_id, i.seconds,
      i.properties, i.occurred_at
    from visitor v, input i join fresh using (id)
  )
  select v.*, array(select id from fresh) as fresh from visitor v`

/** Rows of `kairos_behaviour*` and `kairos_visitor`. Whether they may be written is decided before. */
export class BehaviourStore {
  constructor(private readonly knex: Knex) {}

  /** The customer that a visitor is linked to; null also for a visitor who is not known. */
  async customerOf(visitor_id: string, trx: Knex = this.knex): Promise<string | null> {
    const row: { customer_id: string | null } | undefined = await trx("kairos_visitor")
      .where({ visitor_id })
      .first("customer_id")
    return row?.customer_id ?? null
  }

  /**
   * Keeps a batch, and the visit that it belongs to. An event that is known by its id changes nothing.
   * @returns how many were new
   */
  async record(trx: Knex, batch: VisitorBatch): Promise<number> {
    const { rows } = await trx.raw<{ rows: (VisitorRow & { fresh: string[] })[] }>(STORE_SQL, [
      batch.visitor_id,
      JSON.stringify(batch.events),
      batch.customer_id,
    ] as never)
    const before = visitorOf(rows[0]!)
    const customer_id = batch.customer_id ?? before.customer_id
    const fresh = new Set(rows[0]!.fresh)
    // Somebody else on the same device is another visit: nobody's session shows what another person looked at.
    const changed = before.customer_id !== null && before.customer_id !== customer_id
    const session = foldSession(
      changed ? null : before.session,
      batch.events.filter(({ id }) => fresh.has(id)),
      batch.own_host
    )
    await this.writeVisitor(trx, batch, customer_id, session)
    if (customer_id !== null && before.customer_id === null) {
      await trx("kairos_behaviour")
        .where({ visitor_id: batch.visitor_id })
        .whereNull("customer_id")
        .update({ customer_id })
    }
    return fresh.size
  }

  /**
   * Forgets visitors, by their own ids or by their customers: what they did, and whom they belong to. The keys of their
   * events stay for their time, so that what was withdrawn does not come back by a late repetition.
   */
  async forget(
    who: { readonly visitor_id: string } | { readonly customer_ids: readonly string[] },
    trx?: Knex
  ): Promise<void> {
    const [column, ids] =
      "visitor_id" in who
        ? ["visitor_id", [who.visitor_id]]
        : ["customer_id", [...who.customer_ids]]
    // The visitor first, in the order in which a batch locks; and all or nothing.
    const deleteAll = async (tx: Knex): Promise<void> => {
      await tx("kairos_visitor").whereIn(column, ids).delete()
      await tx("kairos_behaviour").whereIn(column, ids).delete()
    }
    await (trx === undefined ? this.knex.transaction(deleteAll) : deleteAll(trx))
  }

  ensurePartitions(): Promise<number> {
    return ensurePartitions(this.knex)
  }

  isMissingPartition(error: unknown): boolean {
    return isMissingPartition(error)
  }

  /** What its time has come for: months, visitors who were not seen since, and ids that cannot come again. */
  async endRetention(months: number): Promise<Readonly<Record<string, number>>> {
    const dropped = await dropOldPartitions(this.knex, months)
    const visitors = await this.knex.raw(
      "delete from kairos_visitor where last_seen_at < date_trunc('month', now()) - make_interval(months => ?)",
      [months]
    )
    const keys = await this.knex.raw(
      "delete from kairos_behaviour_key where received_at < now() - make_interval(days => ?)",
      [BEHAVIOUR_KEY_DAYS]
    )
    return {
      behaviour_months_dropped: dropped,
      visitors_forgotten: visitors.rowCount as number,
      behaviour_keys_forgotten: keys.rowCount as number,
    }
  }

  private async writeVisitor(
    trx: Knex,
    { visitor_id, time_zone }: VisitorBatch,
    customer_id: string | null,
    session: VisitorSession | null
  ): Promise<void> {
    await trx("kairos_visitor")
      .where({ visitor_id })
      .update({
        customer_id,
        linked_at: trx.raw(
          "case when customer_id is distinct from ?::text then now() else linked_at end",
          [customer_id]
        ),
        ...(time_zone === null ? {} : { time_zone }),
        ...(session === null
          ? {}
          : {
              session_started_at: session.started_at,
              session_seen_at: session.last_seen_at,
              entry_path: session.entry.path,
              entry_referrer_host: session.entry.referrer_host,
              entry_utm: JSON.stringify(session.entry.utm),
            }),
      })
  }
}

function visitorOf(row: VisitorRow): Visitor {
  return {
    visitor_id: row.visitor_id,
    customer_id: row.customer_id,
    session:
      row.session_started_at === null || row.session_seen_at === null
        ? null
        : {
            started_at: row.session_started_at.toISOString(),
            last_seen_at: row.session_seen_at.toISOString(),
            entry: {
              path: row.entry_path,
              referrer_host: row.entry_referrer_host,
              utm: row.entry_utm,
            },
          },
  }
}
