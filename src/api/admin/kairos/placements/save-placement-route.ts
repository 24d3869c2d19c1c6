import { checkOnSiteContent } from "../../../../core/content/on-site"
import type { OnSiteContent } from "../../../../core/content/content"
import type { PlacementResponse } from "../../../../types"
import { presentPlacement } from "../../../../workflows/present/present-placement"
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
  return presentPlacement(runtime, row)
}

function fallbackOf(runtime: Runtime, input: unknown): OnSiteContent | null {
  return input === undefined || input === null
    ? null
    : accepted(checkOnSiteContent(input, "fallback", allowedHosts(runtime.options)))
}
