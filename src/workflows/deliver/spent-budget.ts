import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AutomationDefinition } from "../../core/decision/automation"
import { addAmounts, compareAmounts, toAmount } from "../../core/money/money"
import { note } from "../../core/text/note"
import type { DeliveryRow } from "../../modules/kairos-automation/deliveries"
import type { Settings } from "../../modules/kairos-automation/settings"
import { deliveriesToday, discountThisMonth } from "../../read-models/budget"

type Asked = {
  readonly trx: Knex
  readonly row: DeliveryRow
  readonly budget: AutomationDefinition["budget"]
  readonly settings: Pick<Settings, "time_zone">
}

/** Two workers never both take the last of a budget. Always locked after the person, so nobody waits in a circle. */
const lockBudget = async ({ trx, row }: Asked): Promise<void> => {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
    `kairos:budget:${row.automation_id}`,
  ])
}

/** @returns why nothing more of the automation goes today, or null */
export async function spentDeliveries(asked: Asked): Promise<string | null> {
  const max = asked.budget?.deliveries_per_day ?? null
  if (max === null) {
    return null
  }
  await lockBudget(asked)
  const count = await deliveriesToday(asked.trx, asked.row.automation_id, asked.settings.time_zone)
  return count < max ? null : note("daily_budget", { count, max })
}

/** @returns why the automation gives no more discounts this month, or null */
export async function spentDiscount(asked: Asked): Promise<string | null> {
  const limit = asked.budget?.discount_per_month ?? null
  if (limit === null) {
    return null
  }
  await lockBudget(asked)
  const { currency_code } = limit
  const spent = await discountThisMonth(asked.trx, asked.row.automation_id, {
    currency_code,
    time_zone: asked.settings.time_zone,
  })
  const own = asked.row.coupons
    .filter(({ args }) => args.kind === "fixed" && args.currency_code === currency_code)
    .reduce((sum, { args }) => addAmounts(sum, toAmount(args.value as number | string)), "0")
  const max = toAmount(limit.amount)
  const isLeft =
    own === "0" ? compareAmounts(spent, max) < 0 : compareAmounts(addAmounts(spent, own), max) <= 0
  return isLeft ? null : note("monthly_budget", { spent, amount: max, currency: currency_code })
}
