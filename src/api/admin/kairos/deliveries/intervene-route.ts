import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Intervention } from "../../../../workflows/deliver/intervene"
import { presentDeliveries } from "../../../../workflows/present/present-decision"
import { hintDrain } from "../../../../workflows/support/hint-drain"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { conflict, notFound } from "../../../support/validate"

/** What `retry` and `cancel` share. */
export async function intervene(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  act: (runtime: Runtime, id: string, by: string) => Promise<Intervention>,
  impossible: string
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const outcome = await act(runtime, id, req.auth_context.actor_id)
  const row = await runtime.automation.deliveries.read(id)
  if (outcome === "not_found" || row === null) {
    throw notFound("delivery", id)
  }
  if (outcome === "not_possible") {
    throw conflict(`state: this delivery is "${row.state}"; ${impossible}`)
  }
  hintDrain(runtime)
  const [delivery] = await presentDeliveries(runtime, [row])
  res.json({ delivery })
}
