import type { MedusaContainer } from "@medusajs/framework/types"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaShop } from "./shop"

const PRODUCTS = [
  ["Ceramic mug", "mug", 12],
  ["Linen tea towel", "towel", 9.5],
  ["Beeswax candle", "candle", 14],
  ["Enamel lunch box", "lunch-box", 24],
  ["Oak chopping board", "board", 39],
  ["Wool blanket", "blanket", 79],
  ["Glass carafe", "carafe", 28],
  ["Cotton apron", "apron", 22],
  ["Paper star lamp", "lamp", 34],
  ["Garden notebook", "notebook", 7.5],
] as const

/** Ten products for a shop that has no history. */
export async function createProducts(container: MedusaContainer, shop: MedusaShop): Promise<void> {
  await createProductsWorkflow(container).run({
    input: {
      products: PRODUCTS.map(([title, sku, amount]) => ({
        title,
        handle: sku,
        status: "published" as const,
        shipping_profile_id: shop.shipping_profile_id,
        sales_channels: [{ id: shop.sales_channel_id }],
        options: [{ title: "Size", values: ["One size"] }],
        variants: [
          {
            title: "One size",
            sku,
            manage_inventory: false,
            options: { Size: "One size" },
            prices: [{ currency_code: shop.currency_code, amount }],
          },
        ],
      })),
    },
  })
}
