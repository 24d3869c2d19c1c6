import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type SentNotice = {
  readonly event_id: string
  readonly sent_at: Date
  /** What it told. */
  readonly amount: string | null
}

/** Notices of renewals that left, as the ledger of deliveries says, and that the renewals do not know of yet. */
export async function sentNotices(knex: Knex, limit: number): Promise<readonly SentNotice[]> {
  const { rows } = await knex.raw(
    `select r.notice_event_id as event_id, min(d.sent_at) as sent_at, min(i.snapshot #>> '{subscription,amount}') as amount
     from kairos_renewal r
     join kairos_inbox i on i.id = r.notice_event_id
     join kairos_decision c on c.event_id = r.notice_event_id
     join kairos_delivery d on d.decision_id = c.id and d.state = 'sent' and d.purpose = 'service'
     where r.state = 'due' and r.noticed_at is null and r.notice_event_id is not null
     group by r.notice_event_id limit ?`,
    [limit]
  )
  return rows
}
