import {
  capturePaymentWorkflow,
  createOrderPaymentCollectionWorkflow,
  createOrderWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { takeServiceEvent } from "../../src/workflows/ingest/service-events"
import { workSingle } from "../../src/workflows/renewal/charge-renewal"
import { type Act, changeSubscription } from "../../src/workflows/renewal/change-subscription"
import { startSubscriptions } from "../../src/workflows/renewal/start-subscriptions"
import { warnOfCards } from "../../src/workflows/renewal/warn-of-cards"
import { workRenewals } from "../../src/workflows/renewal/work-renewals"
import type { Runtime } from "../../src/workflows/support/runtime"
import type { Offer, Replacement } from "./renewables"
import type { MedusaShop } from "./shop"

export type Subscriber = {
  readonly id: string
  readonly email: string
  readonly first_name: string
  readonly last_name: string
}

type Bought = {
  readonly who: Subscriber
  /** Of what is sold with a plan. */
  readonly sku: string
  readonly daysAgo: number
  readonly card?: "card_good" | "card_refused" | "card_expiring"
  /** Agreed to be charged until told to stop. */
  readonly automatic?: boolean
}

const DAY_MS = 86_400_000
const TEXT_VERSION = "auto-renewal/2026-11/en"

/**
 * Subscriptions in all the states that an admin and a shopper can see: from orders of the past, and what was pressed since. What
 * falls due with the shop's first minute (notices, mails) is left to the shop itself.
 */
export async function createSubscriptions(
  runtime: Runtime,
  shop: MedusaShop,
  offers: ReadonlyMap<string, Offer>,
  people: { readonly customers: readonly Subscriber[]; readonly guests: readonly Subscriber[] }
): Promise<number> {
  const [ana, bruno, clara] = people.customers as [Subscriber, Subscriber, Subscriber]
  const buy = (bought: Bought) => buyThen(runtime, shop, offers, bought)
  const press = (id: string, act: Act) =>
    changeSubscription(runtime, id, act, { actor: "customer", source: "account" })
  // Over its end by a few days, and renewed by hand: one bank pays, the other does not.
  const renewed = await buy({ who: bruno, sku: "BOX-01", daysAgo: 33 })
  const refused = await buy({ who: clara, sku: "BOX-01", daysAgo: 33, card: "card_refused" })
  const work = () => workRenewals(runtime, (single) => workSingle(runtime, single))
  await work()
  await press(renewed, { kind: "renew", amount: null })
  await press(refused, { kind: "renew", amount: null })
  await work()

  await buy({ who: ana, sku: "CLU-01", daysAgo: 150, automatic: true })
  await buy({ who: ana, sku: "BOX-01", daysAgo: 26, automatic: true, card: "card_expiring" })
  await buy({ who: bruno, sku: "CLU-02", daysAgo: 9, automatic: true })
  await buy({ who: bruno, sku: "FIL-01", daysAgo: 80 })
  await press(await buy({ who: clara, sku: "CLU-01", daysAgo: 100 }), { kind: "cancel" })
  await drink(runtime, clara, await buy({ who: clara, sku: "TEN-01", daysAgo: 60 }))
  const guests = [
    { sku: "BOX-01", daysAgo: 12, automatic: true },
    { sku: "CLU-01", daysAgo: 352, automatic: true },
    { sku: "FIL-01", daysAgo: 30 },
  ].slice(0, people.guests.length)
  for (const [index, bought] of guests.entries()) {
    await buy({ ...bought, who: people.guests[index] as Subscriber })
  }
  await warnOfAllCards(runtime)
  return 8 + guests.length
}

/** Seven coffees of a card of ten, as the till of the bar would report them. With two more its holder is told that few are left. */
async function drink(
  runtime: Runtime,
  { id: customer_id, email }: Subscriber,
  subscription_id: string
): Promise<void> {
  for (const [daysAgo, uses] of [
    [52, 2],
    [33, 1],
    [18, 3],
    [4, 1],
  ] as const) {
    const receipt = await takeServiceEvent(runtime, {
      id: `demo-coffee-${daysAgo}`,
      name: "subscription.used",
      customer_id,
      email,
      occurred_at: new Date(runtime.clock.now().getTime() - daysAgo * DAY_MS),
      properties: { subscription_id, uses },
    })
    if (receipt !== "fresh") {
      throw new Error(`A coffee of the demo was not counted: ${JSON.stringify(receipt)}`)
    }
  }
}

/** Members of a shop that was built from a history: the rest of what the generated shop sells would be nothing of its own. */
export async function createMembers(
  runtime: Runtime,
  shop: MedusaShop,
  offers: ReadonlyMap<string, Offer>,
  [ana, bruno, clara]: readonly Subscriber[]
): Promise<void> {
  const buy = (bought: Bought) => buyThen(runtime, shop, offers, bought)
  const automatic = true
  await buy({ who: ana!, sku: "CLU-01", daysAgo: 150, automatic, card: "card_expiring" })
  await buy({ who: bruno!, sku: "CLU-02", daysAgo: 9, automatic })
  await buy({ who: clara!, sku: "CLU-01", daysAgo: 340 })
  await warnOfAllCards(runtime)
}

/** Somebody who is told by their subscription that they need something again, in ten days. */
export async function subscribeTo(
  runtime: Runtime,
  shop: MedusaShop,
  thing: Replacement,
  who: Subscriber
): Promise<void> {
  const bought = { who, sku: thing.sku, daysAgo: Math.max(thing.days - 10, 1) }
  await buyThen(runtime, shop, new Map([[thing.sku, thing]]), bought)
}

/** A week of nights at once, as each asks for the cards of a seventh. */
async function warnOfAllCards(runtime: Runtime): Promise<void> {
  for (const weekday of [0, 1, 2, 3, 4, 5, 6]) {
    await warnOfCards(runtime, weekday)
  }
}

/** An order of so many days ago, paid by card, and the subscription that it began. */
async function buyThen(
  runtime: Runtime,
  shop: MedusaShop,
  offers: ReadonlyMap<string, Offer>,
  bought: Bought
): Promise<string> {
  const offer = offers.get(bought.sku) as Offer
  const order_id = await placeOrder(runtime, shop, offer, bought)
  await pay(runtime, order_id, bought)
  const placed_at = new Date(runtime.clock.now().getTime() - bought.daysAgo * DAY_MS)
  // Before anything else sees it: Medusa has no way to say when an order was placed.
  await runtime.knex("order").where({ id: order_id }).update({ created_at: placed_at })
  await startSubscriptions(runtime, order_id)
  const row = await runtime.knex("kairos_subscription").where({ order_id }).first("id")
  if (row === undefined) {
    throw new Error(`The order of ${bought.sku} began no subscription`)
  }
  return row.id
}

async function placeOrder(
  { container }: Runtime,
  shop: MedusaShop,
  { plan_id, variant_id, parcel }: Offer,
  { who, automatic = false }: Bought
): Promise<string> {
  const { id: customer_id, email, first_name, last_name } = who
  const address = {
    first_name,
    last_name,
    address_1: "12 Market Street",
    city: "Demoville",
    postal_code: "28001",
    country_code: shop.country_code,
  }
  const { option_id, name, amount } = shop.standard_shipping
  const consent = automatic ? { kairos_auto_renew: true, kairos_text_version: TEXT_VERSION } : {}
  const { result } = await createOrderWorkflow(container).run({
    input: {
      region_id: shop.region_id,
      sales_channel_id: shop.sales_channel_id,
      currency_code: shop.currency_code,
      customer_id,
      email,
      shipping_address: address,
      billing_address: { ...address },
      items: [{ variant_id, quantity: 1, metadata: { kairos_plan_id: plan_id, ...consent } }],
      ...(parcel ? { shipping_methods: [{ name, amount, shipping_option_id: option_id }] } : {}),
    } as never,
  })
  return result.id
}

/** Also for a trial, which costs nothing now: who pays later is known from the beginning. */
async function pay({ container }: Runtime, order_id: string, { who, card }: Bought): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "total"],
    filters: { id: order_id },
  })
  const amount = Number((data[0] as { total: unknown }).total)
  const { result } = await createOrderPaymentCollectionWorkflow(container).run({
    input: { order_id, amount },
  })
  const { result: session } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: (result[0] as { id: string }).id,
      provider_id: "pp_demo_cards",
      customer_id: who.id,
      data: { payment_method: card ?? "card_good" },
    },
  })
  if (amount > 0) {
    const payments = container.resolve(Modules.PAYMENT)
    const payment = await payments.authorizePaymentSession(session.id, {})
    if (payment === null) {
      throw new Error("The demo's own provider refused a payment")
    }
    await capturePaymentWorkflow(container).run({ input: { payment_id: payment.id } })
  }
}
