import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { subscriptionCalendar } from "../../../../../read-models/subscription-calendar"
import type { SubscriptionCalendarResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"

/** What ends or renews in the coming twelve months, in the shop's zone. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionCalendarResponse>
): Promise<void> {
  const { knex, options } = runtimeOf(req.scope)
  res.json({ months: await subscriptionCalendar(knex, options.timeZone) })
}
