type Args = Readonly<Record<string, unknown>>

const hasValue = (value: unknown) => value !== null && value !== undefined && value !== ""

/** Arguments of `issue_coupon` that a kind has no use for stay away from the form; every other action shows all. */
const COUPON: Record<string, (args: Args) => boolean> = {
  value: ({ kind }) => kind === "percent" || kind === "fixed" || !hasValue(kind),
  // Percent of what is bought needs no currency, unless it is bought for at least so much.
  currency_code: ({ kind, minimum }) => kind === "fixed" || hasValue(minimum),
  gift_variant_id: ({ kind }) => kind === "gift",
}

/** What the catalog calls optional, because it is for one kind, is not when that kind is chosen. */
export const isArgNeeded = (action: string, key: string, args: Args): boolean =>
  action === "issue_coupon" &&
  (key === "value" || key === "gift_variant_id" || key === "currency_code") &&
  isArgAsked(action, key, args)

export const isArgAsked = (action: string, key: string, args: Args): boolean =>
  action === "issue_coupon" ? (COUPON[key]?.(args) ?? true) : true
