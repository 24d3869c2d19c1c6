import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recoverCart } from "../../../../../workflows/carts/recover-cart"
import {
  addressOf,
  answerTooMany,
  type RateLimit,
  secondsToWait,
  spendPoints,
} from "../../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import type { RecoverCartResponse } from "../../../../../types"
import { customerOf } from "../../../../support/session-customer"
import { badRequest, conflict, validated } from "../../../../support/validate"
import { recoverCartSchema } from "../validators"

const PER_ADDRESS: RateLimit = { name: "recover_address", points: 30, seconds: 3600 }
const PER_LINK: RateLimit = { name: "recover_link", points: 20, seconds: 3600 }

/** From the link in a reminder to a cart: one's own where it is safe, else a new one with the same things. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { token, cart_id } = validated(recoverCartSchema, req.body)
  const keys = [
    [PER_ADDRESS, addressOf(req)],
    [PER_LINK, token],
  ] as const
  const waits = await Promise.all(
    keys.map(([limit, key]) => secondsToWait(runtime.knex, limit, key))
  )
  if (Math.max(...waits) > 0) {
    answerTooMany(res, Math.max(...waits))
    return
  }
  await Promise.all(keys.map(([limit, key]) => spendPoints(runtime.knex, limit, key)))
  const found = await recoverCart(runtime, {
    token,
    cart_id: cart_id ?? null,
    customer_id: customerOf(req),
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
