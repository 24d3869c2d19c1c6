import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recoverCart } from "../../../../../workflows/carts/recover-cart"
import { LIMITS } from "../../../../../workflows/support/limits"
import { addressOf, answerTooMany, takeEach } from "../../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import type { RecoverCartResponse } from "../../../../../types"
import { salesChannelsOf } from "../../../../support/sales-channels"
import { customerOf } from "../../../../support/session-customer"
import { badRequest, conflict, validated } from "../../../../support/validate"
import { recoverCartSchema } from "../validators"

/** From the link in a reminder to a cart: one's own where it is safe, else a new one with the same things. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { token, cart_id } = validated(recoverCartSchema, req.body)
  const wait = await takeEach(runtime.knex, [
    [LIMITS.recoveries_of_address, addressOf(req)],
    [LIMITS.recoveries_of_link, token],
  ])
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const found = await recoverCart(runtime, {
    token,
    cart_id: cart_id ?? null,
    customer_id: customerOf(req),
    sales_channels: salesChannelsOf(req),
  })
  switch (found.kind) {
    case "invalid":
      throw badRequest([
        { path: "token", message: "is not valid or has expired; open the shop's cart instead" },
      ])
    case "ordered":
      throw conflict("This cart has become an order already; there is nothing left to recover.")
    case "gone":
      throw conflict("This cart cannot be recovered: nothing of it is for sale any more.")
    case "cart": {
      const answer: RecoverCartResponse = {
        cart_id: found.cart_id,
        missing: [...found.missing],
      }
      res.setHeader("Cache-Control", "private, no-store")
      res.json(answer)
    }
  }
}
