import { moneyText } from "../../../core/content/format-value"
import { escapeHtml } from "../../../core/content/render-template"
import { agreementText, agreementVersion } from "../../../core/renewal/agreement"
import type { Term } from "../../../core/renewal/plan"
import { termText } from "../../../core/renewal/renewal-words"
import type { Language } from "../../../core/text/localized"
import { TEXTS } from "./texts"

/** The text that lets it renew by itself, for this term and price, beside a box that is empty. */
export function agreementBox(
  term: Term,
  { amount, currency_code }: { readonly amount: string | null; readonly currency_code: string },
  language: Language
): string {
  const price =
    amount === null ? TEXTS[language].priceOfTheDay : moneyText(amount, currency_code, language)
  const text = agreementText(language, termText(term, language), price)
  return `<label><input type="checkbox" name="agreed" value="${agreementVersion(language)}"><span>${escapeHtml(text)}</span></label>`
}
