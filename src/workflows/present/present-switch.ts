import { moneyText } from "../../core/content/format-value"
import { planText, termText } from "../../core/renewal/renewal-words"
import type { Language } from "../../core/text/localized"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { SwitchChoiceResponse, SwitchQuoteResponse } from "../../types"
import type { SwitchOffer } from "../renewal/switch-offers"
import type { SwitchQuote } from "../renewal/switch-subscription"

/** What may be chosen, in plain words; a trial is none of it, because a switch begins none. */
export function presentSwitchOffer(
  { plan_id, variant_id, plan_name, title, price, terms, back }: SwitchOffer,
  { currency_code }: Pick<SubscriptionRow, "currency_code">,
  language: Language
): SwitchChoiceResponse {
  return {
    plan_id,
    variant_id,
    plan: plan_name,
    title,
    words: planText(
      { ...terms, trial_days: 0 },
      moneyText(price, currency_code, language),
      language
    ),
    every: termText(terms.term, language, terms.renewal),
    automatic: terms.renewal === "automatic",
    price,
    currency_code,
    back,
  }
}

export const presentSwitchQuote = (
  { offer, amount, due_at, asks }: SwitchQuote,
  { currency_code }: Pick<SubscriptionRow, "currency_code">
): SwitchQuoteResponse => ({
  plan_id: offer.plan_id,
  variant_id: offer.variant_id,
  amount,
  currency_code,
  from: due_at.toISOString(),
  asks_consent: asks,
})
