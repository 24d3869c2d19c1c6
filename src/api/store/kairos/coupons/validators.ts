import { z } from "@medusajs/framework/zod"

/** Longer than any code, short enough to be looked at. */
const CODE = z.string().trim().min(1, "is empty; expected the code of a coupon").max(64)

export const checkCouponSchema = z.strictObject({
  code: CODE,
  cart_id: z.string().min(1, "is empty; expected the id of the cart").max(100),
})

export type CheckCouponBody = z.output<typeof checkCouponSchema>
