import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cartWeeks } from "../../../../../read-models/carts"
import type { CartWeeksResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { validated } from "../../../../support/validate"
import { cartWeeksQuery } from "../validators"

/** How many carts were left week by week, and how many of those became an order. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<CartWeeksResponse>
): Promise<void> {
  const { knex, options } = runtimeOf(req.scope)
  const { weeks } = validated(cartWeeksQuery, req.query)
  res.json({ weeks: [...(await cartWeeks(knex, { weeks, time_zone: options.timeZone }))] })
}
