import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { hasCustomer } from "../../../../../../read-models/customers-of-person"
import { checkDeclared } from "../../../../../../workflows/preferences/check-declared"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { accepted, notFound, validated } from "../../../../../support/validate"
import { correctBody } from "../../validators"

/** Puts right for a customer what was concluded about them, as they asked the shop to. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const customer_id = req.params.customer_id as string
  const { inferred } = validated(correctBody, req.body)
  const declared = accepted(
    checkDeclared(runtime.options, { answers: {}, inferred, topics: undefined })
  )
  if (!(await hasCustomer(runtime.knex, customer_id))) {
    throw notFound("customer", customer_id)
  }
  const at = runtime.clock.now().toISOString()
  await runtime.profile.declarations.save(runtime.knex, customer_id, declared, at)
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "correct",
    entity: "privacy",
    entity_id: "inferred",
  })
  res.json({ corrected: Object.keys(inferred) })
}
