import type { Localized, Subject } from "../catalog/definitions"
import type { Language } from "../text/localized"

/** What is said beside a personalised price, by country (ISO 3166-1, lower case); `default` where none is named. */
type PriceDisclosures = Readonly<Record<string, Localized>>

const NEW_YORK = "THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA"

/**
 * The Omnibus directive asks for the fact and leaves the words open; New York prescribes them, in English and in capitals.
 * An address seldom tells the state, so all of the United States read New York's.
 */
const PRICE_DISCLOSURES: PriceDisclosures = {
  default: {
    en: "This price was personalised for you on the basis of automated decision-making.",
    es: "Este precio se ha personalizado para ti sobre la base de una toma de decisiones automatizada.",
    pt: "Este preço foi personalizado para você com base em decisões automatizadas.",
  },
  us: { en: NEW_YORK, es: NEW_YORK, pt: NEW_YORK },
}

/** Where the person is, as far as a subject tells. */
export const countryOf = ({ customer, cart, order }: Subject): string | null =>
  customer?.country_code ?? cart?.country_code ?? order?.country_code ?? null

/** @param own the shop's texts, which go before ours */
export function priceDisclosure(
  country: string | null | undefined,
  language: Language,
  own: PriceDisclosures
): string {
  const texts = { ...PRICE_DISCLOSURES, ...own }
  const text = texts[(country ?? "").toLowerCase()] ?? texts["default"]
  return (text as Localized)[language]
}

/** What content discloses: what the law has said beside a personalised price goes before what the marketer wrote. */
export function disclosed(
  written: string | null,
  price: {
    readonly personalized: boolean
    readonly subject: Subject
    readonly language: Language
    readonly own: PriceDisclosures
  }
): { readonly disclosure: string | null; readonly personalized_price: boolean } {
  if (!price.personalized) {
    return { disclosure: written, personalized_price: false }
  }
  const law = priceDisclosure(countryOf(price.subject), price.language, price.own)
  const both = written === null || written === law ? law : `${law} ${written}`
  return { disclosure: both, personalized_price: true }
}
