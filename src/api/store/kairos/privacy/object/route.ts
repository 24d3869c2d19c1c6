import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../../core/content/format-value"
import { addressOfCustomer } from "../../../../../read-models/customers-of-person"
import { changePreferences } from "../../../../../workflows/consent/change-preferences"
import { LIMITS } from "../../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../support/validate"
import { objectBody } from "../validators"

/** The switch: no score, no tier, neutral content; orders and service messages go on. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { objected } = validated(objectBody, req.body)
  const customer_id = req.auth_context.actor_id
  const address = await addressOfCustomer(runtime.knex, customer_id)
  if (address === null) {
    throw notFound("customer", customer_id)
  }
  const wait = await takePoints(runtime.knex, LIMITS.preferences_of_customer, customer_id)
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const { choices: unconfirmed } = await changePreferences(runtime, {
    email: address.email,
    consents: [{ purpose: "profiling", channel: "on_site", granted: !objected }],
    patch: {},
    source: "preferences",
    actor: `customer:${customer_id}`,
    customer_id,
    language: languageOf(req.get("accept-language")),
  })
  // Whoever reads the address objected: they alone take it back, by the link that was mailed to them.
  res.json({ profiling_objected: objected || unconfirmed.length > 0, unconfirmed })
}
