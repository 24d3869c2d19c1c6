import type { Runtime } from "../support/runtime"
import { signToken } from "../support/tokens"

/** What the links of a mail lead to; all of them whole addresses. */
export type MessageLinks = {
  readonly shop: string
  readonly cart: string
  readonly unsubscribe: string
  readonly preferences: string
}

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

/** @param about_cart whether the mail is about a cart that waits: then its link brings that cart back */
export async function messageLinks(
  runtime: Runtime,
  personId: string,
  origin: LinkOrigin,
  about_cart: boolean
): Promise<MessageLinks> {
  return {
    shop: runtime.options.storefrontUrl,
    cart:
      about_cart && origin.delivery_id !== null
        ? await cartLink(runtime, origin.delivery_id)
        : `${runtime.options.storefrontUrl}/cart`,
    unsubscribe: await unsubscribeLink(runtime, personId, origin),
    preferences: await preferencesLink(runtime, personId),
  }
}

function linkTo(runtime: Runtime, page: string, token: string): string {
  return `${runtime.options.publicUrl}/kairos/${page}?token=${token}`
}
