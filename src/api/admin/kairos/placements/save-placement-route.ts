import { checkOnSiteContent } from "../../../../core/content/on-site"
import type { OnSiteContent } from "../../../../core/content/content"
import type { PlacementRow } from "../../../../modules/kairos-automation/placements"
import type { PlacementResponse } from "../../../../types"
import { allowedHosts } from "../../../../workflows/support/allowed-hosts"
import type { Runtime } from "../../../../workflows/support/runtime"
import { accepted } from "../../../support/validate"

type PlacementInput = {
  readonly code: string
  readonly name: string
  readonly description: string | null
  readonly fallback?: unknown
}

export async function savePlacement(
  runtime: Runtime,
  input: PlacementInput,
  by: string
): Promise<PlacementResponse> {
  const fallback = fallbackOf(runtime, input.fallback)
  const row = await runtime.automation.placements.save({ ...input, fallback })
  await runtime.automation.audit.append({
    actor: by,
    action: "save",
    entity: "placement",
    entity_id: row.code,
    after: input,
  })
  return presentPlacement(row)
}

export const presentPlacement = (row: PlacementRow): PlacementResponse => ({
  ...row,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

function fallbackOf(runtime: Runtime, input: unknown): OnSiteContent | null {
  return input === undefined || input === null
    ? null
    : accepted(checkOnSiteContent(input, "fallback", allowedHosts(runtime.options)))
}
