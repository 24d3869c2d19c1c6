/** An amount that a trigger waits for: in the shop's currency (then without one), or in the one that it names. */
export type SpendMark = {
  readonly amount: number
  readonly currency_code: string | null
  /** The same for the same argument, also after the shop's currency changed. */
  readonly key: string
}

/** @param input an argument as it is stored: a number, or an amount with its currency; null when it is neither */
export function spendMark(input: unknown): SpendMark | null {
  if (typeof input === "number") {
    return { amount: input, currency_code: null, key: String(input) }
  }
  const { amount, currency_code: currency } = (input ?? {}) as Readonly<Record<string, unknown>>
  return typeof amount === "number" && typeof currency === "string"
    ? { amount, currency_code: currency, key: `${amount} ${currency}` }
    : null
}
