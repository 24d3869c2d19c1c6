import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setBuyerClass } from "../../../../../../workflows/predict/set-buyer-class"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { accepted, notFound, validated } from "../../../../../support/validate"
import { buyerClassBody } from "./validators"

/** Somebody who knows the customer says what they are; what was learned stays beside it. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = req.params.customer_id as string
  const { buyer_class } = validated(buyerClassBody, req.body)
  const set = await setBuyerClass(runtimeOf(req.scope), {
    customer_id: customerId,
    buyer_class,
    set_by: req.auth_context.actor_id,
  })
  if (set === null) {
    throw notFound("customer", customerId)
  }
  res.json({ buyer_class: accepted(set) })
}
