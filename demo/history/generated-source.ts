import { type GeneratedShop } from "../generator/simulate"
import type { ShopSource } from "./shop-source"

export function sourceOfGenerated(shop: GeneratedShop): ShopSource {
  return {
    name: "generated",
    currency_code: shop.currency_code,
    products: shop.products.map((product) => ({ ...product, for_sale: true })),
    customers: shop.customers.map(({ id, joined_at, country_code: _country, ...person }) => ({
      key: id,
      created_at: joined_at,
      ...person,
    })),
    orders: shop.purchases.map(({ customer_id, discounted: _discounted, ...purchase }) => ({
      customer_key: customer_id,
      currency_code: shop.currency_code,
      ...purchase,
    })),
    notes: [
      `simulated with seed ${shop.seed}: ${shop.customers.length} customers, ` +
        `${shop.purchases.length.toLocaleString("en")} purchases in two years`,
    ],
  }
}
