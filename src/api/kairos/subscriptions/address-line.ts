import { escapeHtml } from "../../../core/content/render-template"
import { maskAddress } from "../../../core/renewal/shipping-address"
import type { Language } from "../../../core/text/localized"
import type { SubscriptionRow } from "../../../modules/kairos-renewal/rows"
import { subscriptionLink } from "../../../workflows/messages/links"
import { shipsTo } from "../../../workflows/renewal/ships-to"
import type { Runtime } from "../../../workflows/support/runtime"
import { ADDRESS_TEXTS } from "./address-texts"

type About = {
  readonly runtime: Runtime
  readonly language: Language
  readonly subscription: SubscriptionRow
  readonly period_index: number
}

/** Where it goes, as far as whoever holds a link may read it, and the way to another address. Empty where nothing is sent. */
export async function addressLine(about: About): Promise<string> {
  const { runtime, language, subscription } = about
  const address = await shipsTo(runtime, subscription)
  if (address === null) {
    return ""
  }
  const words = ADDRESS_TEXTS[language]
  const sent = escapeHtml(words.sentTo(maskAddress(address, language)))
  return `<p>${sent} <a href="${await path(about, "address")}">${escapeHtml(words.elsewhere)}</a></p>`
}

/** From the changed address back to the button, with the price that holds now. */
export const backToRenewal = async (about: About): Promise<string> =>
  `<p><a href="${await path(about, "renew")}">${escapeHtml(ADDRESS_TEXTS[about.language].again)}</a></p>`

async function path(
  { runtime, subscription, period_index }: About,
  act: "address" | "renew"
): Promise<string> {
  const link = new URL(await subscriptionLink(runtime, act, { id: subscription.id, period_index }))
  return escapeHtml(link.pathname + link.search)
}
