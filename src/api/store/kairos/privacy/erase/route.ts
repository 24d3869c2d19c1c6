import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { eraseOwn } from "../../../../../workflows/privacy/erase-person"
import { LIMITS } from "../../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../support/validate"
import { eraseOwnBody } from "../validators"

/** Erases what hangs on the customer who is logged in, and answers the receipt, which names nobody. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  validated(eraseOwnBody, req.body)
  const customerId = req.auth_context.actor_id
  const wait = await takePoints(runtime.knex, LIMITS.preferences_of_customer, customerId)
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const receipt = await eraseOwn(runtime, customerId)
  if (receipt === null) {
    throw notFound("customer", customerId)
  }
  res.json({ receipt })
}
