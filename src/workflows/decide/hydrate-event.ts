import type {
  CartSnapshot,
  EventSnapshot,
  MarketingEvent,
  ProductSnapshot,
  SubscriptionSnapshot,
} from "../../core/event/event"
import { normaliseEmail } from "../../core/identity/email"
import type { InboxRow } from "../../modules/kairos-automation/inbox"
import { productsById } from "../../read-models/content-products"
import { customersOfPerson } from "../../read-models/customers-of-person"
import { loadCart, loadCustomer, loadOrder } from "../../read-models/snapshots"
import { subscriptionLocale } from "../../read-models/subscription-locale"
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
  if (provides.includes("cart")) {
    return hydrateCart(runtime, row)
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
  const cart = await cartOfOrder(runtime, row)
  const snapshot = {
    order: order.snapshot,
    ...(customer === null ? {} : { customer }),
    ...(cart === null ? {} : { cart }),
    ...(row.properties === null ? {} : { properties: row.properties }),
  }
  return {
    kind: "event",
    event: toEvent(row, snapshot, order.customer_id, email, new Date(order.snapshot.created_at)),
  }
}

/** The cart that an order came from, where the event says which. */
async function cartOfOrder(
  runtime: Runtime,
  { properties }: InboxRow
): Promise<CartSnapshot | null> {
  const id = properties?.cart_id
  return typeof id === "string" ? ((await loadCart(runtime.container, id))?.snapshot ?? null) : null
}

async function hydrateCart(runtime: Runtime, row: InboxRow): Promise<Hydrated> {
  const cart = await loadCart(runtime.container, row.entity_id)
  if (cart === null) {
    // A job saw it a moment ago, so it will not come any more; an event may be ahead of its cart.
    return row.source === "job"
      ? { kind: "ignore", why: "the cart was deleted" }
      : { kind: "missing" }
  }
  const email = normaliseEmail(cart.email ?? row.email ?? "")
  const customerId =
    row.customer_id ?? cart.customer_id ?? (await anyCustomerOf(runtime, email)) ?? null
  const customer = customerId === null ? null : await loadCustomer(runtime.knex, customerId)
  const activity = row.properties?.last_activity_at
  const snapshot = {
    cart: {
      ...cart.snapshot,
      ...(typeof activity === "string" ? { last_activity_at: activity } : {}),
    },
    ...(customer === null ? {} : { customer }),
    ...(row.properties === null ? {} : { properties: row.properties }),
  }
  return {
    kind: "event",
    event: toEvent(
      row,
      snapshot,
      customerId,
      email ?? normaliseEmail(customer?.email ?? ""),
      row.occurred_at
    ),
  }
}

/** A cart with an address and without a customer (an integration wrote it) belongs to whoever has that address. */
async function anyCustomerOf(runtime: Runtime, email: string | null): Promise<string | undefined> {
  return email === null ? undefined : (await customersOfPerson(runtime.knex, email))[0]
}

async function hydrateCustomer(runtime: Runtime, row: InboxRow): Promise<Hydrated> {
  // An event of the shop's own is about something else than a customer and names its customer, or only an address.
  const person = normaliseEmail(row.email ?? "")
  const id = row.customer_id ?? (await anyCustomerOf(runtime, person)) ?? row.entity_id
  const customer = await loadCustomer(runtime.knex, id)
  const properties = await partsOf(runtime, row)
  if (customer === null && row.source !== "job") {
    return { kind: "missing" }
  }
  if (customer === null) {
    // Deleted since the job saw them: decided all the same, so that the reason can be read.
    return {
      kind: "event",
      event: toEvent(row, properties, row.customer_id, row.email, row.occurred_at),
    }
  }
  const products = await productsLookedAt(runtime, row)
  const snapshot = { customer, ...(products === null ? {} : { products }), ...properties }
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

/** The ledger of renewals writes what it is about into the event, so that a notice tells what was noticed. */
async function partsOf(
  { knex }: Runtime,
  { properties }: InboxRow
): Promise<Pick<EventSnapshot, "subscription" | "properties">> {
  if (properties === null) {
    return {}
  }
  const { subscription, ...rest } = properties as Record<string, unknown>
  const about =
    typeof subscription === "object" && subscription !== null
      ? (subscription as SubscriptionSnapshot)
      : null
  return {
    ...(about === null
      ? {}
      : { subscription: { ...about, locale: await subscriptionLocale(knex, about.id) } }),
    ...(Object.keys(rest).length === 0 ? {} : { properties: rest as EventSnapshot["properties"] }),
  }
}

/** The product that an event names; a browsing customer's mail shows it. */
async function productsLookedAt(
  runtime: Runtime,
  { properties }: InboxRow
): Promise<readonly ProductSnapshot[] | null> {
  const id = properties?.product_id
  return typeof id === "string" ? productsById(runtime.knex, [id], null) : null
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
