import { useShop } from "../state/shop"
import { type Loaded, useLoaded } from "./use-loaded"
import { listProducts, type ProductPage, type ProductQuery } from "./shop-api"

/** `path` is the page that shows them: what came with that very page needs no second request. */
export const useProducts = (query: ProductQuery, path: string): Loaded<ProductPage> => {
  const { sdk, region, regionFailed, data } = useShop()
  const key = region === null ? null : JSON.stringify([region.id, query])
  const load = () =>
    region === null ? Promise.reject(new Error("no region")) : listProducts(sdk, region, query)
  const products = useLoaded(key, load, data.path === path ? data.products : null)
  return regionFailed && region === null ? { status: "failed", value: null } : products
}
