import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { normaliseEmail } from "../../core/identity/email"
import { anchorAt, occurrence } from "../../core/renewal/recurrence"
import { firstCharge } from "../../core/renewal/schedule-renewal"
import { usesEach } from "../../core/renewal/uses"
import { zoneOfCountry } from "../../core/schedule/person-zone"
import type { PlanRow, StoredPayment } from "../../modules/kairos-renewal/rows"
import { toSubscription } from "../../modules/kairos-renewal/rows"
import type { NewSubscription } from "../../modules/kairos-renewal/subscriptions"
import { planLines, type PlanLine } from "../../read-models/plan-lines"
import type { Runtime } from "../support/runtime"
import { settleGrants } from "./grants"
import { subscriptionEvent } from "./subscription-events"
import { plannedFor } from "./planned-for"

/**
 * Starts the subscriptions of an order: one for each line that names a plan of its product. Seen again, by the bus, the sweep
 * or a replay, it starts none twice. A line whose plan does not fit starts none, and the log says why.
 */
export async function startSubscriptions(runtime: Runtime, orderId: string): Promise<void> {
  for (const line of await planLines(runtime.knex, orderId)) {
    const plan = await runtime.renewal.plans.read(line.plan_id)
    const problem = misfitOf(plan, line)
    if (plan === null || problem !== null) {
      runtime.logger.warn(`kairos: order ${orderId} starts no subscription: ${problem}`)
      continue
    }
    if (await runtime.knex.transaction((trx) => start(runtime, trx, plan, line))) {
      await settleGrants(runtime)
    }
  }
}

function misfitOf(plan: PlanRow | null, line: PlanLine): string | null {
  if (plan === null) {
    return `there is no plan "${line.plan_id}"`
  }
  if (plan.status !== "active") {
    return `the plan "${plan.name}" is archived`
  }
  const fits =
    plan.product_id === line.product_id &&
    (plan.variant_id === null || plan.variant_id === line.variant_id)
  return fits ? null : `the plan "${plan.name}" is for another product than the line's`
}

async function start(runtime: Runtime, trx: Knex, plan: PlanRow, line: PlanLine): Promise<boolean> {
  const { subscriptions, renewals } = runtime.renewal
  const row = await subscriptions.start(trx, subscriptionOf(runtime, plan, line))
  if (row === null) {
    return false
  }
  const about = {
    subscription_id: row.id,
    at: row.started_at,
    actor: "customer",
    source: "checkout",
  }
  const { text_version } = row
  await subscriptions.append(trx, [
    { ...about, kind: "started", text_version },
    ...(row.auto_renew_since === null
      ? []
      : [{ ...about, kind: "auto_renew_on" as const, text_version }]),
  ])
  const planned = plannedFor(runtime, toSubscription(row), firstCharge(row))
  await renewals.plan(trx, [{ ...planned, subscription_id: row.id, amount: null }])
  const renewal = {
    period_index: planned.period_index,
    due_at: new Date(planned.due.at),
    amount: null,
    reason: null,
    attempts: 0,
  }
  await runtime.automation.inbox.insert(
    [
      subscriptionEvent({
        moment: "created",
        subscription: row,
        renewal,
        key: "",
        concluded: true,
        now: row.started_at,
      }),
    ],
    trx
  )
  return true
}

/** What was bought, by whom, under which terms, counted from the moment and the place where they live. */
function subscriptionOf(runtime: Runtime, plan: PlanRow, line: PlanLine): NewSubscription {
  const { term, trial_days } = plan.terms
  const zone = zoneOfCountry(line.country_code) ?? runtime.options.timeZone
  const anchor = anchorAt(line.placed_at.getTime(), zone, trial_days)
  // A consent without the text that was agreed to proves nothing.
  const agreed = plan.terms.renewal === "automatic" && line.auto_renew && line.text_version !== null
  const { year, month, day } = anchor.date
  const two = (value: number) => String(value).padStart(2, "0")
  return {
    plan_id: plan.id,
    plan_version: plan.version,
    plan_name: plan.name,
    customer_id: line.customer_id,
    email: normaliseEmail(line.email ?? ""),
    order_id: line.order_id,
    line_item_id: line.line_item_id,
    product_id: line.product_id,
    variant_id: line.variant_id,
    title: line.title,
    quantity: line.quantity,
    currency_code: line.currency_code,
    country_code: line.country_code,
    anchor_date: `${year}-${two(month)}-${two(day)}`,
    anchor_minute: anchor.minute,
    zone,
    terms: plan.terms,
    text_version: line.text_version,
    payment: paymentOf(line),
    started_at: line.placed_at,
    current_until: new Date(occurrence(anchor, term, trial_days > 0 ? 0 : 1).at),
    auto_renew_since: agreed ? line.placed_at : null,
    uses_left: usesEach(term, line.quantity),
  }
}

/** What Stripe and its like need to charge without the shopper; of everything else nothing is kept. */
const METHOD_FIELDS = ["payment_method", "customer", "mandate"] as const

function paymentOf({ provider_id, payment_data }: PlanLine): StoredPayment | null {
  if (provider_id === null) {
    return null
  }
  const data = METHOD_FIELDS.flatMap((field) => {
    const value = payment_data?.[field]
    return typeof value === "string" ? [[field, value] as const] : []
  })
  return { provider_id, data: Object.fromEntries(data) }
}
