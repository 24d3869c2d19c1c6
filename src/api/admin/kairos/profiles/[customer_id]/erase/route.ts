import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { erasePerson } from "../../../../../../workflows/privacy/erase-person"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { badRequest, notFound, validated } from "../../../../../support/validate"
import { eraseBody } from "../../validators"

/** Erases the person from all that Kairos holds and answers the receipt, which names nobody. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const customerId = req.params.customer_id as string
  const { customer_id, reason } = validated(eraseBody, req.body)
  if (customer_id !== customerId) {
    throw badRequest([
      {
        path: "customer_id",
        message:
          "is not the customer of this address; write the same id again, because an erasure cannot be taken back",
      },
    ])
  }
  const runtime = runtimeOf(req.scope)
  const actor = req.auth_context.actor_id
  const receipt = await erasePerson(runtime, { customer_id, reason, actor })
  if (receipt === null) {
    throw notFound("customer", customerId)
  }
  res.json({ receipt })
}
