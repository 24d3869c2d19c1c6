import type { HttpTypes } from "@medusajs/framework/types"
import type Medusa from "@medusajs/js-sdk"

export type Product = HttpTypes.StoreProduct
export type Variant = HttpTypes.StoreProductVariant
export type Cart = HttpTypes.StoreCart
export type Region = HttpTypes.StoreRegion
export type Customer = HttpTypes.StoreCustomer
export type Order = HttpTypes.StoreOrder

export const PAGE_SIZE = 24

export type ProductQuery = { readonly q: string; readonly page: number; readonly sort: string }
export type ProductPage = { readonly products: readonly Product[]; readonly count: number }

const CARD_FIELDS = "id,title,handle,thumbnail,*variants.calculated_price"
const PRODUCT_FIELDS =
  "*variants.calculated_price,+variants.inventory_quantity,*options,*images,+metadata"

export const listRegions = async (sdk: Medusa): Promise<readonly Region[]> =>
  (await sdk.store.region.list({ limit: 20 })).regions

export const listProducts = async (
  sdk: Medusa,
  region: Region,
  { q, page, sort }: ProductQuery
): Promise<ProductPage> => {
  const { products, count } = await sdk.store.product.list({
    region_id: region.id,
    fields: CARD_FIELDS,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    order: sort === "name" ? "title" : "-created_at",
    ...(q === "" ? {} : { q }),
  })
  return { products, count }
}

export const findProduct = async (
  sdk: Medusa,
  region: Region,
  handle: string
): Promise<Product | null> => {
  const query = { handle, region_id: region.id, fields: PRODUCT_FIELDS, limit: 1 }
  return (await sdk.store.product.list(query)).products[0] ?? null
}

const RECOMMENDED = 4
/** A hung request holds one of the browser's few connections, which the checkout needs. */
const RECOMMENDATIONS_MS = 1500

/** What is bought together with a product, as Kairos learned it, with the shop's own prices. */
export const listRecommended = async (
  sdk: Medusa,
  region: Region,
  productId: string
): Promise<readonly Product[]> => {
  const { products: found } = await sdk.client.fetch<{ products: { id: string }[] }>(
    "/store/kairos/recommendations",
    {
      query: { kind: "affinity", product_id: productId, limit: RECOMMENDED },
      signal: AbortSignal.timeout(RECOMMENDATIONS_MS),
    }
  )
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return []
  const { products } = await sdk.store.product.list({
    id: ids,
    region_id: region.id,
    fields: CARD_FIELDS,
    limit: RECOMMENDED,
  })
  return products.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

export const productQuery = (search: URLSearchParams): ProductQuery => ({
  q: (search.get("q") ?? "").trim().slice(0, 100),
  page: Math.min(Math.max(Math.trunc(Number(search.get("page"))) || 1, 1), 10_000),
  sort: search.get("sort") === "name" ? "name" : "newest",
})
