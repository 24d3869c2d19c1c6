import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { InboxRow } from "../../../../../../modules/kairos-automation/inbox"
import { hintDrain } from "../../../../../../workflows/support/hint-drain"
import { runtimeOf } from "../../../../../../workflows/support/runtime"
import { notFound } from "../../../../../support/validate"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const event = await runtime.automation.inbox.read(id)
  if (event === null || !(await runtime.automation.inbox.replay(id))) {
    throw notFound("dead letter", id)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action: "replay",
    entity: "event",
    // A line of the audit outlives whoever the event is about.
    entity_id: isAboutCustomer(event) ? event.name : id,
  })
  hintDrain(runtime)
  res.json({ id, object: "event", replayed: true })
}

/** Whether the event's id names the customer, as that of a registration does. */
const isAboutCustomer = ({
  id,
  name,
  customer_id,
}: Pick<InboxRow, "id" | "name" | "customer_id">) =>
  name.startsWith("customer.") || (customer_id !== null && id.includes(customer_id))
