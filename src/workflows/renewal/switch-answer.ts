import type { Language } from "../../core/text/localized"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { SwitchChoicesResponse } from "../../types"
import { presentSwitchOffer, presentSwitchQuote } from "../present/present-switch"
import type { Runtime } from "../support/runtime"
import type { Refusal } from "./situation"
import { switchOffers } from "./switch-offers"
import { quoteSwitch } from "./switch-subscription"

type Wanted = { readonly plan_id?: string | undefined; readonly variant_id?: string | undefined }

/** What is on offer for a subscription, and what one of it would cost. @returns why not, where it is not to be had */
export async function switchAnswer(
  runtime: Runtime,
  row: SubscriptionRow,
  { plan_id, variant_id }: Wanted,
  language: Language
): Promise<SwitchChoicesResponse | { readonly reason: Refusal }> {
  const asked =
    plan_id === undefined || variant_id === undefined
      ? null
      : await quoteSwitch(runtime, row.id, { plan_id, variant_id })
  if (asked?.kind === "refused") {
    return { reason: asked.reason }
  }
  const offers = await switchOffers(runtime, row)
  return {
    choices: offers.map((offer) => presentSwitchOffer(offer, row, language)),
    quote: asked === null ? null : presentSwitchQuote(asked.quote, row),
  }
}
