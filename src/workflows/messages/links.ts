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

export async function messageLinks(
  runtime: Runtime,
  personId: string,
  origin: LinkOrigin
): Promise<MessageLinks> {
  return {
    shop: runtime.options.storefrontUrl,
    cart: `${runtime.options.storefrontUrl}/cart`,
    unsubscribe: await unsubscribeLink(runtime, personId, origin),
    preferences: await preferencesLink(runtime, personId),
  }
}

function linkTo(runtime: Runtime, page: string, token: string): string {
  return `${runtime.options.publicUrl}/kairos/${page}?token=${token}`
}
