import { normaliseEmail } from "../../core/identity/email"
import { asShown } from "../../core/coupon/coupon"
import { endedEarlyBy } from "../../core/coupon/refusal"
import { priceDisclosure } from "../../core/content/price-disclosure"
import type { Language } from "../../core/text/localized"
import { readNewBasket } from "../../read-models/coupon-basket"
import { loadCustomer } from "../../read-models/snapshots"
import type { StoreCouponResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** A person's own coupons: by customer id, and by the e-mail for what they were given as a guest. */
export async function listCouponsOfCustomer(
  runtime: Runtime,
  customer_id: string,
  language: Language | null
): Promise<readonly StoreCouponResponse[]> {
  const { emails } = await readNewBasket(runtime.knex, {
    kind: "cart",
    customer_id,
    email: null,
    region_id: null,
    sales_channel_id: null,
    locale: null,
  })
  const coupons = await runtime.automation.coupons.listOfOwner({
    customer_ids: [customer_id],
    emails: emails.map((email) => normaliseEmail(email)).filter((email) => email !== null),
  })
  const customer = await loadCustomer(runtime.knex, customer_id)
  const disclosure = priceDisclosure(
    customer?.country_code,
    language ?? runtime.options.locale,
    runtime.options.priceDisclosures
  )
  const now = runtime.clock.now().toISOString()
  return coupons.map((coupon) => ({
    code: asShown(coupon).code,
    kind: coupon.kind,
    value: coupon.value,
    currency_code: coupon.currency_code,
    minimum: coupon.minimum,
    expires_at: coupon.expires_at,
    // The job that ends coupons may be a minute behind.
    status:
      coupon.expires_at <= now && (coupon.status === "open" || coupon.status === "presented")
        ? "expired"
        : coupon.status,
    ended_by: endedEarlyBy(coupon),
    personalized_price: coupon.personalized_price,
    disclosure: coupon.personalized_price ? disclosure : null,
  }))
}
