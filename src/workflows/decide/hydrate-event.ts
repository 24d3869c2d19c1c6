import type { MarketingEvent } from "../../core/event/event"
import { normaliseEmail } from "../../core/identity/email"
import type { InboxRow } from "../../modules/kairos-automation/inbox"
import { loadCustomer, loadOrder } from "../../read-models/snapshots"
import type { Runtime } from "../support/runtime"

/** The event with what it was about, or the reason why it is about nothing. */
export type Hydrated =
  | { readonly kind: "event"; readonly event: MarketingEvent }
  /** It will never enter a trigger: a draft order, a guest's row, an address that is none. */
  | { readonly kind: "ignore"; readonly why: string }
  /** Not there yet: the transaction that wrote it may still be open. */
  | { readonly kind: "missing" }

/**
 * Reads what the event was about and keeps it: a replay needs the order as it was, and carts and orders change.
 * An event that has its snapshot already is taken as it stands.
 */
export async function hydrateEvent(runtime: Runtime, row: InboxRow): Promise<Hydrated> {
  if (row.snapshot !== null) {
    return {
      kind: "event",
      event: toEvent(row, row.snapshot, row.customer_id, row.email, row.occurred_at),
    }
  }
  const provides = runtime.catalog.triggers.get(row.name)?.provides ?? []
  if (provides.includes("order")) {
    return hydrateOrder(runtime, row)
  }
  return hydrateCustomer(runtime, row)
}

async function hydrateOrder(runtime: Runtime, row: InboxRow): Promise<Hydrated> {
  const order = await loadOrder(runtime.container, row.entity_id)
  if (order === null) {
    return { kind: "missing" }
  }
  if (order.is_draft) {
    return { kind: "ignore", why: "draft order" }
  }
  const customer =
    order.customer_id === null ? null : await loadCustomer(runtime.knex, order.customer_id)
  const email = normaliseEmail(order.email ?? customer?.email ?? "")
  const snapshot = { order: order.snapshot, ...(customer === null ? {} : { customer }) }
  return {
    kind: "event",
    event: toEvent(row, snapshot, order.customer_id, email, new Date(order.snapshot.created_at)),
  }
}

async function hydrateCustomer(runtime: Runtime, row: InboxRow): Promise<Hydrated> {
  const id = row.customer_id ?? row.entity_id
  const customer = await loadCustomer(runtime.knex, id)
  if (customer === null) {
    return { kind: "missing" }
  }
  const snapshot = { customer, ...(row.properties === null ? {} : { properties: row.properties }) }
  return {
    kind: "event",
    event: toEvent(
      row,
      snapshot,
      customer.id,
      normaliseEmail(customer.email ?? ""),
      row.occurred_at
    ),
  }
}

const toEvent = (
  row: InboxRow,
  snapshot: MarketingEvent["snapshot"],
  customerId: string | null,
  email: string | null,
  occurredAt: Date
): MarketingEvent => ({
  id: row.id,
  name: row.name,
  entity_id: row.entity_id,
  customer_id: customerId,
  email,
  occurred_at: occurredAt.toISOString(),
  source: row.source,
  snapshot,
})
