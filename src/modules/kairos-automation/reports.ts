import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  LOST_KINDS,
  type LostKind,
  type Report,
  type ReportKind,
  SOFT_KINDS,
} from "../../core/report/report"
import { note } from "../../core/text/note"
import type { DeliveryRow } from "./delivery-rows"

export type ReportRow = Pick<
  Report,
  "id" | "delivery_id" | "attempt" | "kind" | "status" | "machine"
> & {
  readonly occurred_at: Date
}

/** A delivery that a report closed or opened anew. */
export type Settled = Pick<DeliveryRow, "id" | "channel" | "choices" | "refused" | "detail"> & {
  readonly state: "sent" | "failed"
  readonly has_coupons: boolean
}

const DETAILS: Readonly<Record<LostKind, string>> = {
  bounced: note("reported_bounced"),
  soft_bounced: note("reported_soft_bounced"),
  blocked: note("reported_blocked"),
  dropped: note("reported_dropped"),
}

/** What providers reported. The deliveries that a report decides about belong to the same module and commit with it. */
export class ReportStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Keeps those that are about a delivery of ours and were not here before, in one statement.
   * @returns their ids
   */
  async insert(trx: Knex, provider: string, reports: readonly Report[]): Promise<string[]> {
    const column = <T>(value: (report: Report) => T) => reports.map(value)
    const { rows } = await trx.raw<{ rows: { id: string }[] }>(
      `insert into kairos_report (id, provider, delivery_id, attempt, kind, status, link, machine, occurred_at)
       select n.id, ?, n.delivery_id, n.attempt, n.kind, n.status, n.link, n.machine, n.occurred_at
       from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::timestamptz[])
         as n(id, delivery_id, attempt, kind, status, link, machine, occurred_at)
       join kairos_delivery d on d.id = n.delivery_id
       order by n.id
       on conflict (id) do nothing returning id`,
      [
        provider,
        column((one) => `${provider}:${one.id}`),
        column((one) => one.delivery_id),
        column((one) => one.attempt),
        column((one) => one.kind),
        column((one) => one.status),
        column((one) => (one.link === null ? null : hash(one.link))),
        column((one) => one.machine),
        column((one) => one.occurred_at),
      ] as unknown as Knex.RawBinding[]
    )
    return rows.map(({ id }) => id.slice(provider.length + 1))
  }

  /**
   * Lets reports decide about their deliveries: what nobody knew to be sent was sent; what was lost has failed, whatever
   * came before or after it. A delivery that is being sent is left to its worker, and its reports wait (`settleOpen`); about one
   * that went on another channel meanwhile the channel's reports say nothing.
   */
  async settle(trx: Knex, channel: string, deliveryIds: readonly string[]): Promise<Settled[]> {
    const { rows } = await trx.raw<{ rows: Settled[] }>(
      `with mine as (
         select id, state, coupons from kairos_delivery where id = any(:ids::text[]) order by id for update
       ), judged as (
         select distinct on (r.delivery_id) r.delivery_id, r.kind, r.occurred_at
         from kairos_report r join mine on mine.id = r.delivery_id and mine.state <> 'sending'
         order by r.delivery_id, r.attempt desc nulls last, (r.kind = any(:lost::text[])) desc, r.occurred_at
       ), applied as (
         update kairos_report r set applied_at = now() from judged
         where r.delivery_id = judged.delivery_id and r.applied_at is null
       )
       update kairos_delivery d set
         state = case when judged.kind = any(:lost::text[]) then 'failed' else 'sent' end,
         reason = null,
         detail = coalesce(:details::jsonb ->> judged.kind, :sent),
         sent_at = coalesce(d.sent_at, judged.occurred_at),
         hold = null, locked_until = null,
         -- Whoever holds a lease on it may not begin any more.
         lock_token = d.lock_token + 1,
         updated_at = now()
       from judged
       where d.id = judged.delivery_id and d.channel = :channel and (
         d.state = 'unknown'
         or (d.state = 'sent' and judged.kind = any(:lost::text[]))
         -- An attempt that seemed to have failed had arrived.
         or (d.state in ('queued', 'held', 'expired', 'dead') and (
           select a.outcome in ('unknown', 'transient', 'abandoned') from kairos_attempt a
           where a.delivery_id = d.id order by a.attempt desc limit 1)))
       returning d.id, d.state, d.channel, d.choices, d.refused, d.detail, jsonb_array_length(d.coupons) > 0 as has_coupons`,
      {
        channel,
        ids: [...new Set(deliveryIds)],
        lost: [...LOST_KINDS],
        details: JSON.stringify(DETAILS),
        sent: note("reported_sent"),
      }
    )
    return rows
  }

  /** Deliveries whose reports came while they were being sent, and which no worker sends any more. */
  async open(limit: number): Promise<string[]> {
    const { rows } = await this.knex.raw<{ rows: { id: string }[] }>(
      `select distinct r.delivery_id as id from kairos_report r join kairos_delivery d on d.id = r.delivery_id
       where r.applied_at is null and d.state <> 'sending' limit ?`,
      [limit]
    )
    return rows.map(({ id }) => id)
  }

  /**
   * Marks clicks that no person makes (B-27): within two seconds of the delivery, or on two links within one. Asked anew
   * for the whole delivery, because the reports come in any order.
   */
  async markMachines(trx: Knex, deliveryIds: readonly string[]): Promise<void> {
    await trx.raw(
      `update kairos_report c set machine = true
       where c.delivery_id = any(?::text[]) and c.kind = 'clicked' and not c.machine and exists (
         select 1 from kairos_report o where o.delivery_id = c.delivery_id and (
           (o.kind = 'delivered' and c.occurred_at < o.occurred_at + interval '2 seconds')
           or (o.kind = 'clicked' and o.link is distinct from c.link
             and o.occurred_at between c.occurred_at - interval '1 second' and c.occurred_at + interval '1 second')))`,
      [[...new Set(deliveryIds)]]
    )
  }

  /** Whether the provider says that it has this attempt's message: then it was sent, whoever did not hear of it. */
  async knows(delivery_id: string, attempt: number): Promise<boolean> {
    const row = await this.knex("kairos_report")
      .where({ delivery_id })
      .where((query) => void query.where({ attempt }).orWhereNull("attempt"))
      .first("id")
    return row !== undefined
  }

  /** Addresses of these deliveries to which `least` messages or more could not be brought lately and none was. */
  async softBouncing(
    trx: Knex,
    deliveryIds: readonly string[],
    { least, days }: { readonly least: number; readonly days: number }
  ): Promise<string[]> {
    const { rows } = await trx.raw<{ rows: { email: string }[] }>(
      `select d.email from kairos_delivery d
       where d.email in (select email from kairos_delivery where id = any(:ids::text[]) and email is not null)
         and (d.state in ('sent', 'sending', 'unknown') or d.state = 'failed')
         and d.updated_at > now() - make_interval(days => :days)
         and exists (select 1 from kairos_report r where r.delivery_id = d.id and r.kind = any(:soft::text[]))
         and not exists (select 1 from kairos_report r where r.delivery_id = d.id and r.kind = 'delivered')
       group by d.email having count(*) >= :least`,
      { ids: [...new Set(deliveryIds)], soft: [...SOFT_KINDS], days, least }
    )
    return rows.map(({ email }) => email)
  }

  /** Of these deliveries, oldest first. */
  async listOfDeliveries(ids: readonly string[]): Promise<ReportRow[]> {
    return this.knex("kairos_report")
      .select("id", "delivery_id", "attempt", "kind", "status", "machine", "occurred_at")
      .whereIn("delivery_id", [...ids])
      .orderBy(["delivery_id", "occurred_at", "id"])
  }

  /** How a channel's marketing mails were taken since an instant: how many were delivered, how many reported as spam. */
  async judgement(
    channel: string,
    since: Date
  ): Promise<{ readonly delivered: number; readonly complained: number }> {
    const { rows } = await this.knex.raw<{ rows: { kind: ReportKind; count: number }[] }>(
      `select r.kind, count(distinct r.delivery_id)::int as count
       from kairos_report r join kairos_delivery d on d.id = r.delivery_id
       where r.kind in ('delivered', 'complained') and r.occurred_at >= ? and d.channel = ? and d.purpose <> 'service'
       group by r.kind`,
      [since, channel]
    )
    const of = (kind: ReportKind) => rows.find((row) => row.kind === kind)?.count ?? 0
    return { delivered: of("delivered"), complained: of("complained") }
  }

  /** When the provider last said anything, and how much in the last day. */
  async lastSeen(): Promise<{ readonly last_at: Date | null; readonly last_day: number }> {
    const { rows } = await this.knex.raw<{ rows: { last_at: Date | null; last_day: number }[] }>(
      `select (select max(received_at) from kairos_report) as last_at,
         (select count(*)::int from kairos_report where received_at > now() - interval '1 day') as last_day`
    )
    return rows[0] ?? { last_at: null, last_day: 0 }
  }

  /** Forgets what is older, in batches. @returns how many */
  async forget(days: number): Promise<number> {
    let forgotten = 0
    for (;;) {
      const result = await this.knex.raw(
        `delete from kairos_report where id in (
           select id from kairos_report where received_at < now() - make_interval(days => ?) limit 5000)`,
        [days]
      )
      forgotten += Number(result.rowCount)
      if (Number(result.rowCount) < 5000) {
        return forgotten
      }
    }
  }
}

const hash = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 22)
