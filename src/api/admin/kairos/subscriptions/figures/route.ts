import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { subscriptionFigures } from "../../../../../read-models/subscription-figures"
import type { SubscriptionFiguresResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"

const MONTHS = 12

/** What renewed, what ended and what was won back in the last twelve months, in the shop's zone. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionFiguresResponse>
): Promise<void> {
  const { knex, options } = runtimeOf(req.scope)
  res.json({ months: await subscriptionFigures(knex, options.timeZone, MONTHS) })
}
