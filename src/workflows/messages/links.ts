import type { ContextExtras } from "../../core/content/template-context"
import type { MarketingEvent } from "../../core/event/event"
import type { Runtime } from "../support/runtime"
import { signToken } from "../support/tokens"

/** What the links of a mail lead to; all of them whole addresses. */
export type MessageLinks = ContextExtras["links"]

export type LinkOrigin = {
  readonly purpose: string
  readonly channel: string
  readonly delivery_id: string | null
}

/** Unsubscribes with one click or one button, without login, for as long as the shop exists (requirement B-07). */
export async function unsubscribeLink(
  runtime: Runtime,
  personId: string,
  origin: LinkOrigin
): Promise<string> {
  const token = await signToken(runtime.options, "unsubscribe", personId, {
    channel: origin.channel,
    purpose: origin.purpose,
    delivery: origin.delivery_id,
  })
  return linkTo(runtime, "unsubscribe", token)
}

/** Opens the person's own choices. Good for changing them for `PREFERENCES_DAYS`, for saying no to all for ever. */
export async function preferencesLink(runtime: Runtime, personId: string): Promise<string> {
  return linkTo(runtime, "preferences", await signToken(runtime.options, "preferences", personId))
}

/** Confirms a consent that somebody gave in this person's name. */
export async function confirmLink(
  runtime: Runtime,
  personId: string,
  payload: Readonly<Record<string, unknown>>,
  expires: Date
): Promise<string> {
  const token = await signToken(runtime.options, "confirm", personId, payload, expires)
  return linkTo(runtime, "confirm", token)
}

const CART_LINK_DAYS = 30

/**
 * Leads back to the cart that a reminder is about. It names the delivery, because whoever knows a cart's id sees the address
 * in it, and links end up in logs, forwarded mails and histories.
 */
async function cartLink(runtime: Runtime, deliveryId: string): Promise<string> {
  const expires = new Date(runtime.clock.now().getTime() + CART_LINK_DAYS * 86_400_000)
  const token = await signToken(runtime.options, "cart", deliveryId, {}, expires)
  return `${runtime.options.storefrontUrl}/cart?kairos_cart=${token}`
}

/** What may be done about a subscription from a mail; each has tokens of its own. */
export const SUBSCRIPTION_LINKS = [
  "renew",
  "cancel",
  "skip",
  "card",
  "resume",
  "stop",
  "withdraw",
  "agree",
  "postpone",
  "pause",
  "switch",
] as const
export type SubscriptionLink = (typeof SUBSCRIPTION_LINKS)[number]

/** Whoever is told in October finds the way out at Christmas, too. */
const SUBSCRIPTION_LINK_DAYS = 400

/** It stands on a page that somebody has open, never in a mail. */
const ADDRESS_LINK_DAYS = 1

/** Leads to one act on one period of one subscription; cancelling counts whatever the period. */
export async function subscriptionLink(
  runtime: Runtime,
  act: SubscriptionLink | "address",
  subscription: { readonly id: string; readonly period_index: number }
): Promise<string> {
  const days = act === "address" ? ADDRESS_LINK_DAYS : SUBSCRIPTION_LINK_DAYS
  const expires = new Date(runtime.clock.now().getTime() + days * 86_400_000)
  const period = { period: subscription.period_index }
  const token = await signToken(
    runtime.options,
    `subscriptions.${act}`,
    subscription.id,
    period,
    expires
  )
  return linkTo(runtime, `subscriptions/${act}`, token)
}

type About = {
  /** Whether the mail is about a cart that waits: then its link brings that cart back. */
  readonly cart: boolean
  readonly subscription: { readonly id: string; readonly period_index: number } | null
  /** What it reminds of, where somebody may need it again. */
  readonly due: Due | null
}

type Due = {
  readonly customer_id: string
  readonly product_id: string
  readonly last_bought: string
}

/** Longer than any reminder of one purchase is put off. */
const NOT_YET_DAYS = 120

/** Puts the reminder of one product off; of no other, and of no later purchase. */
export async function notYetLink(runtime: Runtime, due: Due): Promise<string> {
  const expires = new Date(runtime.clock.now().getTime() + NOT_YET_DAYS * 86_400_000)
  const payload = { product: due.product_id, bought: due.last_bought }
  return linkTo(
    runtime,
    "not-yet",
    await signToken(runtime.options, "not_yet", due.customer_id, payload, expires)
  )
}

/** What an event says is needed again; null where it says nothing of the kind. */
export function dueOf({ name, customer_id, snapshot: { properties } }: MarketingEvent): Due | null {
  const { product_id, last_bought } = properties ?? {}
  return name === "product.due" &&
    customer_id !== null &&
    typeof product_id === "string" &&
    typeof last_bought === "string"
    ? { customer_id, product_id, last_bought }
    : null
}

async function subscriptionLinks(
  runtime: Runtime,
  { subscription }: About
): Promise<Pick<MessageLinks, SubscriptionLink>> {
  const links = await Promise.all(
    SUBSCRIPTION_LINKS.map(async (act) => [
      act,
      subscription === null
        ? `${runtime.options.storefrontUrl}/account`
        : await subscriptionLink(runtime, act, subscription),
    ])
  )
  return Object.fromEntries(links) as Pick<MessageLinks, SubscriptionLink>
}

/** Content in the shop leads to the shop's own pages, where the person is known already. */
export function shopLinks({ options }: Runtime): MessageLinks {
  const shop = options.storefrontUrl
  const account = `${shop}/account`
  const acts = Object.fromEntries(SUBSCRIPTION_LINKS.map((act) => [act, account])) as Pick<
    MessageLinks,
    SubscriptionLink
  >
  return {
    ...acts,
    shop,
    cart: `${shop}/cart`,
    not_yet: shop,
    unsubscribe: account,
    preferences: account,
  }
}

export async function messageLinks(
  runtime: Runtime,
  personId: string,
  origin: LinkOrigin,
  about: About
): Promise<MessageLinks> {
  return {
    ...(await subscriptionLinks(runtime, about)),
    shop: runtime.options.storefrontUrl,
    cart:
      about.cart && origin.delivery_id !== null
        ? await cartLink(runtime, origin.delivery_id)
        : `${runtime.options.storefrontUrl}/cart`,
    not_yet:
      about.due === null ? runtime.options.storefrontUrl : await notYetLink(runtime, about.due),
    unsubscribe: await unsubscribeLink(runtime, personId, origin),
    preferences: await preferencesLink(runtime, personId),
  }
}

function linkTo(runtime: Runtime, page: string, token: string): string {
  return `${runtime.options.publicUrl}/kairos/${page}?token=${token}`
}
