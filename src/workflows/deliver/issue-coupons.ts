import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { asShown, type Coupon, type CouponTerms } from "../../core/coupon/coupon"
import { checkCouponTerms } from "../../core/coupon/terms"
import type { AutomationDefinition } from "../../core/decision/automation"
import { isPersonalisedPrice } from "../../core/decision/personalised-price"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import { keyOf } from "../../modules/kairos-automation/ids"
import type { WouldIssue } from "../../modules/kairos-automation/shadow-coupons"
import type { Runtime } from "../support/runtime"

const DAY = 86_400_000

export type DueCoupon = { readonly key: string; readonly terms: CouponTerms }

/** One coupon per decision, step and action, whichever of the step's deliveries is claimed first (K4: re-used, not re-issued). */
export function couponsDue(row: DeliveryRow): readonly DueCoupon[] {
  return row.coupons.map((action, index) => {
    const terms = checkCouponTerms(action.args, `step "${row.step}"`)
    if (!terms.ok) {
      throw new Error(`delivery ${row.id}: its coupon cannot be issued`)
    }
    return { key: keyOf(["coupon", row.decision_id, row.step, index]), terms: terms.value }
  })
}

/** What shadow mode notes of a coupon that it would have issued. */
export function wouldIssue({ key, terms }: DueCoupon, now: Date): WouldIssue {
  const { kind, value, currency_code, valid_days } = terms
  const until = new Date(now.getTime() + valid_days * DAY).toISOString()
  return { key, kind, value, currency_code, until }
}

export async function issueCoupons(
  runtime: Runtime,
  trx: Knex,
  row: DeliveryRow,
  definition: AutomationDefinition,
  due: readonly DueCoupon[]
): Promise<Coupon[]> {
  const personalized_price = isPersonalisedPrice(definition, row.step, runtime.catalog)
  const coupons: Coupon[] = []
  for (const { key, terms } of due) {
    if (row.email === null) {
      throw new Error(`delivery ${row.id}: its coupon cannot be issued`)
    }
    const coupon = await runtime.automation.coupons.issue(trx, {
      terms,
      key,
      automation_id: row.automation_id,
      decision_id: row.decision_id,
      delivery_id: row.id,
      customer_id: row.customer_id,
      email: row.email,
      personalized_price,
    })
    coupons.push(asShown(coupon))
  }
  return coupons
}
