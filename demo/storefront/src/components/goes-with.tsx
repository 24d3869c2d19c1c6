import { listRecommended } from "../lib/shop-api"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { ProductCard } from "./product-card"

/** What is bought together with a product; nothing while nobody knows. */
export const GoesWith = ({ productId }: { productId: string }) => {
  const { texts, sdk, region, data } = useShop()
  // A page without content came from a Kairos that is silent: what would be asked now only waits, and a browser has six connections.
  const isSilent = data.content === null
  const key = region === null || isSilent ? null : `${region.id} ${productId}`
  const load = () =>
    region === null
      ? Promise.reject(new Error("no region"))
      : listRecommended(sdk, region, productId)
  const { value: products } = useLoaded(key, load)
  return products === null || products.length === 0 ? null : (
    <section aria-labelledby="goes-with">
      <h2 id="goes-with" className="small-head">
        {texts.product.goesWith}
      </h2>
      <ul className="grid">
        {products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </ul>
    </section>
  )
}
