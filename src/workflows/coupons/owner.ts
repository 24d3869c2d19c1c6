import type { Coupon } from "../../core/coupon/coupon"
import type { CouponCart } from "../../core/coupon/refusal"
import { addAmounts } from "../../core/money/money"
import { normaliseEmail } from "../../core/identity/email"
import type { Person } from "../../modules/kairos-automation/coupons"
import type { CouponBasket } from "../../read-models/coupon-basket"

/** Whose basket it is. A guest has no session: the basket's customer and e-mail say it. */
export function personOf(basket: CouponBasket): Person {
  return {
    customer_ids: basket.customer_id === null ? [] : [basket.customer_id],
    emails: basket.emails
      .map((email) => normaliseEmail(email))
      .filter((email): email is string => email !== null),
  }
}

/** The same person: the same customer id, or the same normalised e-mail. */
export function owns(person: Person, coupon: Coupon): boolean {
  return person.customer_ids.includes(coupon.customer_id) || person.emails.includes(coupon.email)
}

/** What a coupon asks about the basket. Lines that gifts brought do not count towards a minimum. */
export function couponCartOf(basket: CouponBasket, gift_available: boolean): CouponCart {
  return {
    currency_code: basket.currency_code,
    item_total:
      basket.lines
        ?.filter((line) => line.coupon_id === null)
        .reduce((sum, line) => addAmounts(sum, line.amount), "0") ?? null,
    shop_currency_code: basket.shop_currency_code,
    gift_available,
  }
}
