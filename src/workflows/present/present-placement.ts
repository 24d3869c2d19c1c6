import type { PlacementRow } from "../../modules/kairos-automation/placements"
import { plansOfPlacements } from "../../read-models/members-placements"
import type { PlacementResponse } from "../../types"
import type { Runtime } from "../support/runtime"

export async function presentPlacements(
  { knex }: Runtime,
  rows: readonly PlacementRow[]
): Promise<PlacementResponse[]> {
  const plans = await plansOfPlacements(
    knex,
    rows.map(({ code }) => code)
  )
  return rows.map((row) => ({
    ...row,
    reserved_by: plans.get(row.code) ?? [],
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }))
}

export async function presentPlacement(
  runtime: Runtime,
  row: PlacementRow
): Promise<PlacementResponse> {
  return (await presentPlacements(runtime, [row]))[0]!
}
