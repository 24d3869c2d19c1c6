/** One order of a history that is analysed. Amounts are decimal strings. */
export type ShopOrder = {
  readonly customer_id: string
  /** Days since 1970 on the shop's calendar. */
  readonly day: number
  /** Hour of the shop's day, 0 to 23. */
  readonly hour: number
  readonly currency_code: string
  readonly amount: string
  readonly lines: readonly ShopLine[]
}

export type ShopLine = {
  /** Empty where the history has no products. */
  readonly sku: string
  readonly quantity: number
  readonly unit_price: number
}

export type ShopReturn = {
  readonly customer_id: string
  readonly currency_code: string
  readonly amount: string
}

export type ShopHistory = {
  readonly orders: readonly ShopOrder[]
  readonly returns: readonly ShopReturn[]
  readonly titles: ReadonlyMap<string, string>
  /** Lines of the file, and why some could not be used. */
  readonly lines: {
    readonly lines: number
    readonly usable: number
    readonly rejected: Readonly<Record<string, number>>
  }
}

export type AnalysisOptions = {
  /** Days since 1970; null for two thirds of the history. */
  readonly calibrationEnd: number | null
  readonly timeUnit: TimeUnit
  /** Share of the baskets that a pair needs. */
  readonly minSupport: number
  readonly minConfidence: number
}

/** Days in a time unit; a month is a twelfth of a year. */
export const TIME_UNITS = { day: 1, week: 7, month: 365.25 / 12 } as const
export type TimeUnit = keyof typeof TIME_UNITS

/** `2011-12-09` of a day since 1970. */
export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
