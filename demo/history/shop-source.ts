export type SourceProduct = {
  readonly sku: string
  readonly title: string
  readonly category: string | null
  readonly description: string | null
  /** Decimal string; null for a product that the history only ever gave away. */
  readonly price: string | null
  /** Whether the shop shows it; what past orders name beside goods (postage, vouchers, fees) stays a draft. */
  readonly for_sale: boolean
}

export type SourceCustomer = {
  /** The customer's id in the history. */
  readonly key: string
  readonly email: string
  readonly first_name: string | null
  readonly last_name: string | null
  /** When the shop first saw them; ISO instant. */
  readonly created_at: string
}

export type SourceOrder = {
  readonly order_id: string
  readonly customer_key: string
  readonly occurred_at: string
  readonly currency_code: string
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: number
    readonly unit_price: string
  }[]
}

/** A shop to be built: from a real order history or from the simulation. */
export type ShopSource = {
  /** Prefix of its purchases' ids. */
  readonly name: "csv" | "generated"
  readonly currency_code: string
  readonly products: readonly SourceProduct[]
  readonly customers: readonly SourceCustomer[]
  readonly orders: readonly SourceOrder[]
  /** What was found, in sentences for whoever starts the shop. */
  readonly notes: readonly string[]
}
