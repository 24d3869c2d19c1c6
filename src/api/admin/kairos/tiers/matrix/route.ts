import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { tierFlows, tierMatrix, type TierMonth } from "../../../../../core/value/tier-matrix"
import { tierMoves, tierMovesOf } from "../../../../../read-models/tier-moves"
import type { TierMatrixResponse } from "../../../../../types"
import { type Runtime, runtimeOf } from "../../../../../workflows/support/runtime"
import { readShopSettings } from "../../../../../workflows/support/shop-settings"
import { notFound, validated } from "../../../../support/validate"
import { matrixQuery } from "./validators"

/** Of all customers, or of those whom one automation addressed in each month. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { months, automation_id = null } = validated(matrixQuery, req.query)
  const { time_zone } = await readShopSettings(runtime)
  if (
    automation_id !== null &&
    (await runtime.automation.automations.read(automation_id)) === null
  ) {
    throw notFound("automation", automation_id)
  }
  const found = await monthsOf(runtime, months, time_zone, automation_id)
  const answer: TierMatrixResponse = {
    matrix: {
      time_zone,
      automation_id,
      months: found.map(({ month, flows }) => ({
        month,
        flows: flows.map((flow) => ({ ...flow })),
      })),
    },
  }
  res.json(answer)
}

async function monthsOf(
  { knex }: Runtime,
  months: number,
  time_zone: string,
  automation_id: string | null
): Promise<readonly TierMonth[]> {
  if (automation_id !== null) {
    const addressed = await tierMovesOf(knex, automation_id, months, time_zone)
    return tierFlows(addressed.moves, addressed.months)
  }
  const everybody = await tierMoves(knex, months, time_zone)
  return tierMatrix(everybody.now, everybody.moves, everybody.months)
}
