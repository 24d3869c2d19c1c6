import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OccasionOver } from "../../core/decision/decision"
import { note, type NoteKey } from "../../core/text/note"
import type { MarketingEvent, SubscriptionSnapshot } from "../../core/event/event"
import { foldCart } from "../../core/cart/fold-cart"
import { sellablePart } from "../../core/cart/sellable-part"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import { boughtSince, type BoughtOrder } from "../../read-models/bought-since"
import { cartSightings } from "../../read-models/changed-carts"
import { hasCustomer } from "../../read-models/customers-of-person"
import { viewOver } from "../../read-models/moments/abandoned-browsing"
import { type Unsellable, unsellable, unsellableProduct } from "../../read-models/sellable"
import { loadCart } from "../../read-models/snapshots"
import { methodPrint } from "../renewal/subscription-events"
import type { Runtime } from "../support/runtime"

/**
 * Whether what the event was about still stands: the person is there, has not bought meanwhile, and the cart lies as it was
 * left. Asked when the event is decided and once more, in the claim's transaction, before anything leaves: hours or days
 * may lie between. Whether its products can be bought is another question (`sellableNow`).
 * @returns what ended it, or null
 */
export async function occasionOver(
  runtime: Runtime,
  trx: Knex,
  event: MarketingEvent
): Promise<OccasionOver | null> {
  if (event.customer_id !== null && !(await hasCustomer(trx, event.customer_id))) {
    return over("unavailable", note("customer_deleted"))
  }
  const trigger = runtime.catalog.triggers.get(event.name)
  const since = trigger?.open_since?.(event) ?? null
  const order = since === null ? null : await boughtSince(trx, event, since)
  if (order !== null) {
    return bought(order)
  }
  if (await isCardReplaced(runtime, trx, event)) {
    return over("expired", note("card_replaced"))
  }
  if (await isPutOff(runtime, trx, event)) {
    return over("expired", note("put_off"))
  }
  if (await isAnswered(runtime, trx, event)) {
    return over("expired", note("incident_answered"))
  }
  if (await isNotNeededYet(runtime, trx, event)) {
    return over("expired", note("not_yet"))
  }
  const cart = leftCart(event)
  const view = await lookOver(trx, event)
  if (view !== null || cart === null) {
    return view
  }
  return cartOver(runtime, trx, cart)
}

/**
 * A left cart as it can be bought this moment: what cannot, or only in part, is neither shown nor counted beyond that. Asked at the claim and not at the
 * decision, because stock comes and goes.
 * The same of a product that somebody looked at.
 * @returns `over` when nothing of it can be bought
 */
export async function sellableNow(
  trx: Knex,
  event: MarketingEvent
): Promise<{ readonly event: MarketingEvent; readonly over: OccasionOver | null }> {
  const { cart, properties } = event.snapshot
  const lying = leftCart(event)
  if (lying === null || cart === undefined) {
    const { product_id, viewed_at } = properties ?? {}
    const looked = typeof product_id === "string" && typeof viewed_at === "string"
    const gone = looked ? await unsellableProduct(trx, product_id) : null
    return { event, over: gone === null ? null : over("unavailable", because(gone)) }
  }
  const wanted = cart.items.flatMap(({ variant_id, quantity }) =>
    variant_id === null ? [] : [{ variant_id, quantity }]
  )
  const gone = await unsellable(trx, wanted, await channelOf(trx, lying.id))
  if (gone.length === 0) {
    return { event, over: null }
  }
  const left = new Map(gone.map(({ variant_id, available }) => [variant_id, available]))
  const rest = sellablePart(cart, left)
  return {
    event: { ...event, snapshot: { ...event.snapshot, cart: rest } },
    over:
      rest.items.length > 0
        ? null
        : over("unavailable", note("nothing_sellable", { notes: gone.map(because).join("; ") })),
  }
}

/** The event with the cart as it costs now: prices may have changed since it was left, and a mail must not promise the old ones. */
export async function withCartNow(
  runtime: Runtime,
  event: MarketingEvent
): Promise<MarketingEvent> {
  const left = leftCart(event)
  const now = left === null ? null : await loadCart(runtime.container, left.id)
  return now === null
    ? event
    : {
        ...event,
        snapshot: {
          ...event.snapshot,
          cart: { ...now.snapshot, last_activity_at: left?.last_activity_at ?? null },
        },
      }
}

/** A card that expires is nobody's worry any more when another one pays, or when nothing is charged without asking. */
async function isCardReplaced(
  { renewal }: Runtime,
  trx: Knex,
  { snapshot: { subscription } }: MarketingEvent
): Promise<boolean> {
  if (subscription?.card === undefined) {
    return false
  }
  const row = await renewal.subscriptions.read(subscription.id, trx)
  return (
    row === null ||
    row.status !== "active" ||
    row.auto_renew_since === null ||
    methodPrint(row) !== subscription.card.print
  )
}

/** What ends a subscription may be answered with an offer; all else is said to who stays. */
const ENDINGS = /^subscription\.(cancelled|withdrawn|expired)$/

/**
 * Whoever ended a subscription meanwhile is not thanked for staying: what is commercial is over, what is owed still comes.
 * @param purpose of the automation
 */
export async function subscriptionLeft(
  { renewal }: Runtime,
  trx: Knex,
  { name, snapshot: { subscription } }: MarketingEvent,
  purpose: string
): Promise<OccasionOver | null> {
  if (subscription === undefined || purpose === "service" || ENDINGS.test(name)) {
    return null
  }
  const row = await renewal.subscriptions.read(subscription.id, trx)
  return row?.status === "active" ? null : over("expired", note("subscription_left"))
}

/** A notice that did not leave yet, of a date that was put off or a price that changed meanwhile, would tell what is no longer so. */
async function isPutOff(
  { renewal }: Runtime,
  trx: Knex,
  { id, name, snapshot: { subscription } }: MarketingEvent
): Promise<boolean> {
  if (name !== "subscription.expiring" || subscription === undefined) {
    return false
  }
  if (subscription.few_left === true) {
    return areFewNoMore(await renewal.subscriptions.read(subscription.id, trx), subscription)
  }
  const row = await renewal.renewals.read(trx, subscription)
  return row?.state === "due" && row.notice_event_id !== id
}

/** Nobody is told that they wait for an answer that they have. */
async function isAnswered(
  { automation }: Runtime,
  trx: Knex,
  { name, snapshot: { properties } }: MarketingEvent
): Promise<boolean> {
  if (name !== "service.unanswered") {
    return false
  }
  const incident = await automation.incidents.read(String(properties?.incident_id), trx)
  return incident === null || incident.answered_at !== null || incident.closed_at !== null
}

/** Whoever said "not yet" to one reminder is spared the others of that purchase, until the day that they named. */
async function isNotNeededYet(
  { profile }: Runtime,
  trx: Knex,
  { name, customer_id, snapshot: { properties } }: MarketingEvent
): Promise<boolean> {
  if (
    name !== "product.due" ||
    customer_id === null ||
    typeof properties?.product_id !== "string"
  ) {
    return false
  }
  const { product_id, last_bought, due_on, known_by } = properties
  const said = await profile.notYets.read(trx, customer_id, product_id)
  if (said === null || typeof last_bought !== "string" || said.last_bought < last_bought) {
    return false
  }
  return known_by !== "told" || typeof due_on !== "string" || due_on < said.remind_on
}

/** The last of its uses is used, new ones came, or it goes on no more. */
function areFewNoMore(
  row: Pick<SubscriptionRow, "status" | "uses_left"> | null,
  { uses_left = 0 }: SubscriptionSnapshot
): boolean {
  const left = row?.status === "active" ? (row.uses_left ?? 0) : 0
  return left === 0 || left > uses_left
}

/** A look at a product is over when the product lies in a cart, or when its customer had it forgotten. */
async function lookOver(trx: Knex, event: MarketingEvent): Promise<OccasionOver | null> {
  const { product_id, viewed_at } = event.snapshot.properties ?? {}
  if (
    event.customer_id === null ||
    typeof product_id !== "string" ||
    typeof viewed_at !== "string"
  ) {
    return null
  }
  const state = await viewOver(trx, { customer_id: event.customer_id, product_id, viewed_at })
  switch (state) {
    case "in_cart":
      return over("expired", note("in_cart"))
    case "forgotten":
      return over("unavailable", note("visits_forgotten"))
    case null:
      return null
  }
}

type LeftCart = { readonly id: string; readonly last_activity_at: string }

/** The cart that lies there since then; null when the event is not about a cart that waits. */
function leftCart({ snapshot }: MarketingEvent): LeftCart | null {
  const at = snapshot.properties?.last_activity_at
  return snapshot.cart === undefined || typeof at !== "string"
    ? null
    : { id: snapshot.cart.id, last_activity_at: at }
}

/** The fold of carts runs once a minute; here the cart is folded as it stands this moment, and nothing is written. */
async function cartOver(runtime: Runtime, trx: Knex, left: LeftCart): Promise<OccasionOver | null> {
  const [seen] = await cartSightings(trx, [left.id])
  if (seen === undefined) {
    return over("unavailable", note("cart_gone"))
  }
  const known = await runtime.profile.carts.read(left.id, trx)
  const cart = foldCart(known, seen, { abandoned_after_minutes: Infinity, baseline: false })
  switch (cart.state) {
    case "placed":
    case "recovered":
      return over(
        "already_bought",
        cart.order_id === null
          ? note("cart_ordered")
          : note("cart_ordered_as", { id: cart.order_id })
      )
    case "emptied":
      return over("unavailable", note(seen.deleted_at === null ? "cart_emptied" : "cart_deleted"))
    default:
      return cart.last_activity_at > left.last_activity_at
        ? over("expired", note("came_back", { at: cart.last_activity_at }))
        : null
  }
}

const WHY: Readonly<Record<Unsellable["why"], NoteKey>> = {
  gone: "product_gone",
  unpublished: "product_unpublished",
  not_in_channel: "product_not_in_channel",
  out_of_stock: "product_out_of_stock",
}

const because = ({ title, why }: Pick<Unsellable, "title" | "why">): string =>
  note(WHY[why], { title })

async function channelOf(trx: Knex, cartId: string): Promise<string | null> {
  const row = await trx("cart").where({ id: cartId }).first("sales_channel_id")
  return (row?.sales_channel_id as string | null | undefined) ?? null
}

const bought = (order: BoughtOrder): OccasionOver => ({
  reason: "already_bought",
  detail: note("bought", {
    id: order.display_id === null ? order.id : `#${order.display_id}`,
    at: order.placed_at,
  }),
  order,
})

const over = (reason: OccasionOver["reason"], detail: string): OccasionOver => ({
  reason,
  detail,
  order: null,
})
