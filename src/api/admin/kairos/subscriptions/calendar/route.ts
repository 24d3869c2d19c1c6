import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  subscriptionCalendar,
  subscriptionWeeks,
} from "../../../../../read-models/subscription-calendar"
import type { SubscriptionCalendarResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"

/** What ends or renews in the coming twelve months and the coming eight weeks, in the shop's zone. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionCalendarResponse>
): Promise<void> {
  const { knex, options } = runtimeOf(req.scope)
  const [months, weeks] = await Promise.all([
    subscriptionCalendar(knex, options.timeZone),
    subscriptionWeeks(knex, options.timeZone),
  ])
  res.json({ months, weeks })
}
