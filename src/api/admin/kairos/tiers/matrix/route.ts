import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { tierMatrix } from "../../../../../core/value/tier-matrix"
import { tierMoves } from "../../../../../read-models/tier-moves"
import type { TierMatrixResponse } from "../../../../../types"
import { runtimeOf } from "../../../../../workflows/support/runtime"
import { readShopSettings } from "../../../../../workflows/support/shop-settings"
import { validated } from "../../../../support/validate"
import { matrixQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const query = validated(matrixQuery, req.query)
  const { time_zone } = await readShopSettings(runtime)
  const { now, moves, months } = await tierMoves(runtime.knex, query.months, time_zone)
  const answer: TierMatrixResponse = {
    matrix: {
      time_zone,
      months: tierMatrix(now, moves, months).map(({ month, flows }) => ({
        month,
        flows: flows.map((flow) => ({ ...flow })),
      })),
    },
  }
  res.json(answer)
}
