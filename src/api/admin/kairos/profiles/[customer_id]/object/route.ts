import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addressOfCustomer } from "../../../../../../read-models/customers-of-person"
import { changeConsent } from "../../../../../../workflows/consent/change-consent"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound, validated } from "../../../../../support/validate"
import { objectForBody } from "../../validators"

/** An objection to profiling that reached the shop in another way, or its withdrawal: both are evidence, with how they came. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const customer_id = req.params.customer_id as string
  const { objected, note } = validated(objectForBody, req.body)
  const address = await addressOfCustomer(runtime.knex, customer_id)
  if (address === null) {
    throw notFound("customer", customer_id)
  }
  const actor = req.auth_context.actor_id
  await changeConsent(runtime, [
    {
      email: address.email,
      customer_id,
      purpose: "profiling",
      channel: "on_site",
      granted: !objected,
      source: "admin",
      evidence: { note },
      actor: `user:${actor}`,
    },
  ])
  await runtime.automation.audit.append({
    actor,
    action: objected ? "object" : "unobject",
    entity: "privacy",
    entity_id: "profiling",
  })
  res.json({ profiling_objected: objected })
}
