import { currencyDigits } from "../../src/core/money/money"
import { isMerchandise } from "../../src/core/predict/service-codes"

/** Titles that somebody typed to remember why stock was booked. */
const NOTES = /^(unknown|ebay|check|damages?|damaged|lost|found|\?+)$/i

type Candidate = { readonly sku: string; readonly title: string; readonly price: string | null }

/**
 * Whether a shop would show it: it has a price that is not nothing in its currency, and it is neither a service, a voucher
 * nor a note. What is not shown stays a draft, so that past purchases still name it.
 */
export function isForSale({ sku, title, price }: Candidate, currencyCode: string): boolean {
  const smallest = 10 ** -(currencyDigits(currencyCode) ?? 2)
  return (
    price !== null && Number(price) >= smallest && isMerchandise(sku) && !NOTES.test(title.trim())
  )
}
