import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { BigNumber } from "bignumber.js"
import type { Capture, SentMail } from "../core/renewal/guard"

type Mail = {
  readonly subscription_id: string
  readonly name: string
  readonly period_index: number
  readonly at: Date
  readonly amount: string | null
  readonly links: readonly string[]
}

/** What left for some subscriptions, as the ledger of deliveries and the events behind it say. */
export type SubscriptionMails = {
  readonly notices: ReadonlyMap<string, readonly SentMail[]>
  readonly confirmations: ReadonlyMap<string, readonly SentMail[]>
  readonly receipts: ReadonlyMap<string, readonly SentMail[]>
  /** Subscriptions that got a notice or a confirmation without the link that cancels. */
  readonly without_cancel_link: ReadonlySet<string>
}

/** By subscription, and by subscription and period where it is about one. */
export const periodKey = (id: string, period_index: number): string => `${id}:${period_index}`

export async function subscriptionMails(
  knex: Knex,
  ids: readonly string[]
): Promise<SubscriptionMails> {
  const { rows } = await knex.raw(
    `select i.entity_id as subscription_id, i.name,
       (i.snapshot #>> '{subscription,period_index}')::int as period_index,
       i.snapshot #>> '{subscription,amount}' as amount, d.sent_at as at,
       coalesce(t.compiled -> 'uses', '[]'::jsonb) as links
     from kairos_inbox i
     join kairos_decision c on c.event_id = i.id
     join kairos_delivery d on d.decision_id = c.id and d.state = 'sent' and d.purpose = 'service'
     left join kairos_template t on t.id = d.action #>> '{args,template_id}'
     where i.entity_id = any(?::text[]) and i.name in
       ('subscription.expiring', 'subscription.trial_ending', 'subscription.renewed', 'subscription.cancelled',
        'subscription.withdrawn')
       -- That few uses are left is no notice of a charge.
       and i.snapshot #>> '{subscription,few_left}' is null`,
    [[...ids]]
  )
  const mails = rows as readonly Mail[]
  const of = (names: RegExp, key: (mail: Mail) => string) =>
    grouped(
      mails.filter(({ name }) => names.test(name)),
      key
    )
  const byPeriod = (mail: Mail) => periodKey(mail.subscription_id, mail.period_index)
  return {
    notices: of(/expiring|trial_ending/, byPeriod),
    confirmations: of(/renewed/, byPeriod),
    receipts: of(/cancelled|withdrawn/, ({ subscription_id }) => subscription_id),
    without_cancel_link: new Set(
      mails
        .filter(
          ({ name, links }) => !/cancelled|withdrawn/.test(name) && !links.includes("links.cancel")
        )
        .map(({ subscription_id }) => subscription_id)
    ),
  }
}

/** What Medusa captured for renewals: it knows of them by its carts alone, and ours are not asked what they think was paid. */
export async function renewalCaptures(
  knex: Knex,
  ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Capture[]>> {
  const { rows } = await knex.raw(
    `select o.metadata ->> 'kairos_renewal' as period, o.id as order_id, min(c.created_at) as at, sum(c.amount) as amount
     from "order" o
     join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
     join payment p on p.payment_collection_id = l.payment_collection_id and p.deleted_at is null
     join capture c on c.payment_id = p.id and c.deleted_at is null
     where split_part(o.metadata ->> 'kairos_renewal', ':', 1) = any(?::text[]) and o.deleted_at is null
     group by 1, 2`,
    [[...ids]]
  )
  const captures = rows as readonly {
    period: string
    order_id: string
    at: Date
    amount: string
  }[]
  const found = new Map<string, Capture[]>()
  for (const { period, order_id, at, amount } of captures) {
    const one = { order_id, at: at.toISOString(), amount: new BigNumber(amount).toFixed() }
    found.set(period, [...(found.get(period) ?? []), one])
  }
  return found
}

function grouped(
  mails: readonly Mail[],
  key: (mail: Mail) => string
): ReadonlyMap<string, readonly SentMail[]> {
  const found = new Map<string, SentMail[]>()
  for (const mail of mails) {
    const name = key(mail)
    found.set(name, [
      ...(found.get(name) ?? []),
      { at: mail.at.toISOString(), amount: mail.amount },
    ])
  }
  return found
}
