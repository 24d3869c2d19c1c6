import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CouponTerms } from "../../core/coupon/coupon"
import type { Hold } from "../../core/decision/timing"
import { addAmounts, compareAmounts, toAmount } from "../../core/money/money"
import { localTimeOf, startOfDay } from "../../core/schedule/time-zone"
import { note } from "../../core/text/note"
import type { AutomationDefinition } from "../../core/decision/automation"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { redemptions } from "../../read-models/redemptions"
import type { Runtime } from "../support/runtime"

type At = { readonly now: Date; readonly time_zone: string }
type Budget = AutomationDefinition["budget"]

/**
 * Whether an automation has made all the deliveries that its owner allows on one day of the shop: what is left waits for
 * the next. Asked last, because whoever asks holds the automation's budget to the end of the transaction.
 */
export async function dayBudget(
  runtime: Runtime,
  trx: Knex,
  { automation_id }: DeliveryRow,
  budget: Budget,
  { now, time_zone }: At
): Promise<Hold | null> {
  const max = budget?.deliveries_per_day
  if (max == null) {
    return null
  }
  await lockBudget(trx, automation_id)
  const today = new Date(startOfDay(time_zone, now.getTime()))
  const count = await runtime.automation.deliveries.pressure.countSent(trx, automation_id, today)
  return count < max
    ? null
    : {
        kind: "budget",
        max,
        count,
        zone: { zone: time_zone, source: "shop" },
        until: new Date(startOfDay(time_zone, now.getTime(), 1)).toISOString(),
      }
}

/**
 * Why an automation may give no more discount this month, or null. What counts is what its coupons took off this month's
 * orders, and what its open coupons promise as an amount; a percentage counts when it is used, because nobody knows before
 * what it will come to. A coupon that somebody has stays good whatever the budget says.
 */
export async function discountBudget(
  runtime: Runtime,
  trx: Knex,
  { automation_id, decision_id }: DeliveryRow,
  budget: Budget,
  coupons: readonly { readonly key: string; readonly terms: CouponTerms }[],
  at: At
): Promise<string | null> {
  const most = budget?.discount_per_month ?? null
  if (most === null || coupons.length === 0) {
    return null
  }
  await lockBudget(trx, automation_id)
  const keys = coupons.map(({ key }) => key)
  const issued = await runtime.automation.coupons.countIssued(trx, { decision_id, keys })
  if (issued === keys.length) {
    return null
  }
  const { currency_code } = most
  const [given, promised] = await Promise.all([
    givenThisMonth(trx, automation_id, currency_code, at),
    runtime.automation.coupons.promised(trx, automation_id, currency_code),
  ])
  const next = coupons
    .filter(({ terms }) => terms.kind === "fixed" && terms.currency_code === currency_code)
    .reduce((sum, { terms }) => addAmounts(sum, terms.value ?? "0"), "0")
  const spent = addAmounts(given, promised)
  const limit = toAmount(most.amount)
  const fits =
    compareAmounts(spent, limit) < 0 && compareAmounts(addAmounts(spent, next), limit) <= 0
  return fits
    ? null
    : note("discount_budget", {
        given,
        promised,
        most: limit,
        currency: currency_code.toUpperCase(),
      })
}

/** By the shop's calendar, as the results page counts. */
async function givenThisMonth(
  trx: Knex,
  automation_id: string,
  currency_code: string,
  { now, time_zone }: At
): Promise<string> {
  const { year, month, day } = localTimeOf(time_zone, now.getTime())
  const date = (of: number) =>
    [year, String(month).padStart(2, "0"), String(of).padStart(2, "0")].join("-")
  const rows = await redemptions(trx, { from: date(1), to: date(day), time_zone }, automation_id)
  return rows
    .filter((row) => row.currency_code === currency_code)
    .reduce((sum, { discount }) => addAmounts(sum, discount), "0")
}

/**
 * One worker at a time spends the budget of an automation. Always after the person's lock and never before another one, so
 * that no two workers wait for each other.
 */
async function lockBudget(trx: Knex, automation_id: string): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
    `kairos:budget:${automation_id}`,
  ])
}
