import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type Retention = {
  readonly attemptDays: number
  readonly decisionMonths: number
  /** 0: none is kept, and those that are there go. */
  readonly messageDays: number
}

/** What may still move is kept, however old it is. */
const OPEN = "('held', 'queued', 'sending', 'unknown')"

/** Each deletes what is older, so many rows at most, and answers how many went; together with what belongs to them. */
const SWEEPS = {
  attempts_forgotten: {
    older: "attemptDays",
    sql: `delete from kairos_attempt where (delivery_id, attempt) in (
      select a.delivery_id, a.attempt from kairos_attempt a join kairos_delivery d on d.id = a.delivery_id
      where a.started_at < now() - make_interval(days => :older) and d.state not in ${OPEN} limit :batch)`,
  },
  decisions_forgotten: {
    older: "decisionMonths",
    sql: `with old as (
        select id from kairos_decision d
        where d.decided_at < now() - make_interval(months => :older) and not exists (
          select from kairos_delivery where decision_id = d.id and state in ${OPEN}) and not exists (
          select from kairos_coupon where decision_id = d.id and status in ('open', 'presented'))
        order by d.decided_at limit :batch),
      sent as (delete from kairos_delivery where decision_id in (select id from old) returning id),
      followed as (delete from kairos_shadow_delivery where decision_id in (select id from old)),
      tried as (delete from kairos_attempt where delivery_id in (
        select id from kairos_delivery where decision_id in (select id from old))),
      read as (delete from kairos_kept_message where delivery_id in (
        select id from kairos_delivery where decision_id in (select id from old))),
      given as (delete from kairos_coupon where decision_id in (select id from old))
      delete from kairos_decision where id in (select id from old)`,
  },
  messages_forgotten: {
    older: "messageDays",
    sql: `delete from kairos_kept_message where delivery_id in (
      select delivery_id from kairos_kept_message where kept_at < now() - make_interval(days => :older) limit :batch)`,
  },
  exposures_forgotten: {
    older: "decisionMonths",
    sql: `delete from kairos_exposure where id in (
      select id from kairos_exposure where occurred_at < now() - make_interval(months => :older) limit :batch)`,
  },
  reviews_forgotten: {
    older: "decisionMonths",
    sql: `delete from kairos_review where id in (
      select id from kairos_review where closed_at < now() - make_interval(months => :older) limit :batch)`,
  },
  events_forgotten: {
    older: "decisionMonths",
    sql: `delete from kairos_inbox where id in (
      select i.id from kairos_inbox i
      where i.received_at < now() - make_interval(months => :older) and i.status = 'done' and not exists (
        select from kairos_decision where event_id = i.id) limit :batch)`,
  },
  /** Three years, which the database guards itself. */
  audit_forgotten: { older: null, sql: "select kairos_audit_end(:batch)" },
} as const satisfies Readonly<Record<string, { older: keyof Retention | null; sql: string }>>

/** Short transactions: whoever reads the ledger or decides meanwhile waits for no more than one batch. */
const BATCH = 2000
/** A first night on years of data goes on in the next one. */
const BATCHES_A_NIGHT = 500

/** Deletes what its time has come for (B-29). */
export class RetentionStore {
  constructor(private readonly knex: Knex) {}

  /** @param isOver asked between two batches: a process that stops leaves the rest to the next night */
  async end(
    retention: Retention,
    isOver: () => boolean,
    { batch = BATCH, batches = BATCHES_A_NIGHT } = {}
  ): Promise<Readonly<Record<keyof typeof SWEEPS, number>>> {
    const gone = {
      attempts_forgotten: 0,
      messages_forgotten: 0,
      decisions_forgotten: 0,
      exposures_forgotten: 0,
      reviews_forgotten: 0,
      events_forgotten: 0,
      audit_forgotten: 0,
    }
    let left = batches
    for (const name of Object.keys(SWEEPS) as (keyof typeof SWEEPS)[]) {
      const { older, sql } = SWEEPS[name]
      for (let deleted = batch; deleted === batch && left > 0 && !isOver(); left -= 1) {
        const result = await this.knex.raw<{ rowCount: number }>(sql, {
          ...(older === null ? {} : { older: retention[older] }),
          batch,
        })
        deleted = result.rowCount
        gone[name] += deleted
      }
    }
    return gone
  }
}
