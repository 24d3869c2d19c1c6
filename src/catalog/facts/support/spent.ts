import BigNumber from "bignumber.js"
import type { Money } from "../../../core/condition/condition"
import type { Profile } from "../../../core/profile/profile"

/** What was spent in the profile's currency, or in the only one there is. */
export function spentOf(profile: Profile): Money | undefined {
  const currencies = Object.keys(profile.spent)
  const currency = profile.currency_code ?? (currencies.length === 1 ? currencies[0] : undefined)
  return currency === undefined
    ? undefined
    : { amount: profile.spent[currency] ?? "0", currency_code: currency }
}

/** Spent per order. The count is over all currencies, so with more than one the quotient would mean nothing. */
export function averageOrderOf(profile: Profile): Money | undefined {
  const spent = spentOf(profile)
  const several = Object.keys(profile.spent).length > 1
  if (spent === undefined || several || profile.order_count === 0) {
    return undefined
  }
  const average = new BigNumber(spent.amount).div(profile.order_count)
  return { amount: average.decimalPlaces(10).toFixed(), currency_code: spent.currency_code }
}
