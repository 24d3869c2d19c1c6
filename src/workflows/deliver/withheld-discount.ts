import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AutomationDefinition } from "../../core/decision/automation"
import { judgeRecoveryDiscount } from "../../core/coupon/recovery-discount"
import { note } from "../../core/text/note"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { Settings } from "../../modules/kairos-automation/settings"
import { codePurchases } from "../../read-models/code-purchases"
import type { Runtime } from "../support/runtime"

const NOTHING = { purchases: 0, with_discount: 0 }

/**
 * Leaving a cart again brings no second discount (K7): whoever had theirs lately, or buys by such discounts, gets the reminder
 * without it, so that nobody learns to leave carts for the code.
 * @returns why the step's coupons stay away, or null
 */
export async function withheldDiscount(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  definition: AutomationDefinition,
  { recovery_discounts: policy }: Settings
): Promise<string | null> {
  if (definition.objective !== "recover_cart" || row.coupons.length === 0) {
    return null
  }
  const { max, days, habit } = policy
  if (policy.reminder_first && row.step === definition.steps[0]?.key) {
    return note("reminder_first")
  }
  const count = await runtime.automation.coupons.countForObjective(trx, {
    objective: "recover_cart",
    person: row,
    days,
    except_decision: row.decision_id,
  })
  const bought =
    count < max && habit !== null
      ? await codePurchases(trx, row, { objective: "recover_cart", days: habit.days })
      : NOTHING
  const verdict = judgeRecoveryDiscount({ given: count, ...bought }, policy)
  switch (verdict.kind) {
    case "give":
      return null
    case "had":
      return note("had_discounts", { count, days, max })
    case "waits_for_codes":
      return note("waits_for_codes", { ...verdict, days: habit?.days ?? 0 })
  }
}

/** Whether there is nothing to say without the coupon: it comes alone, or its template cannot do without. */
export async function needsItsCoupon(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow
): Promise<boolean> {
  if (row.coupons.some(({ code }) => code === row.action.code)) {
    return true
  }
  const { template_id: template } = row.action.args
  if (typeof template !== "string") {
    return false
  }
  const known = await runtime.automation.templates.known(trx)
  return known.get(template)?.always.includes("coupon") ?? false
}
