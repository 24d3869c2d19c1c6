import { useTrackProduct } from "medusa-plugin-kairos/storefront/react"
import { type FormEvent, useState } from "react"
import { Link, useParams } from "react-router-dom"
import { Alert } from "../components/fields"
import { GoesWith } from "../components/goes-with"
import { Offer } from "../components/offer"
import { PlanChoice, plansFor, subscriptionOf, usePlans } from "../components/plan-choice"
import { ProductPicture } from "../components/product-card"
import { displayTitle, formatPrice } from "../lib/format"
import { findProduct, type Product, type Variant } from "../lib/shop-api"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"

const canBuy = (variant: Variant | undefined): boolean =>
  variant !== undefined &&
  (variant.manage_inventory !== true ||
    variant.allow_backorder === true ||
    (variant.inventory_quantity ?? 1) > 0)

const BuyBox = ({ product }: { product: Product }) => {
  const { texts, locale, cart } = useShop()
  const plans = usePlans(product)
  const variants = product.variants ?? []
  const [chosen, setChosen] = useState(variants[0]?.id ?? "")
  const [state, setState] = useState<"idle" | "busy" | "added" | "failed">("idle")
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0]
  const price = variant?.calculated_price
  const printed = formatPrice(price?.calculated_amount, price?.currency_code, locale)
  const offered = plansFor(plans, variant?.id)
  const planOnly = product.metadata?.plan_only === true
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setState("busy")
    const metadata = subscriptionOf(form, locale)
    await cart.add(chosen, Number(form.get("quantity")), metadata).then(
      () => setState("added"),
      () => setState("failed")
    )
  }
  return (
    <form className="buy" onSubmit={(event) => void add(event)}>
      <p className="price large" data-testid="product-price" suppressHydrationWarning>
        {printed}
      </p>
      {variants.length > 1 && (
        <div className="field">
          <label htmlFor="variant">{texts.product.variant}</label>
          <select id="variant" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {variants.map(({ id, title }) => (
              <option key={id} value={id}>
                {displayTitle(title)}
              </option>
            ))}
          </select>
        </div>
      )}
      {offered.length > 0 && (
        <PlanChoice key={variant?.id} plans={offered} price={printed} planOnly={planOnly} />
      )}
      <div className="buy-row">
        <div className="field quantity">
          <label htmlFor="quantity">{texts.product.quantity}</label>
          <input
            id="quantity"
            name="quantity"
            type="number"
            min="1"
            max="999"
            defaultValue="1"
            required
          />
        </div>
        <button
          className="button wide"
          data-testid="add-to-cart"
          disabled={state === "busy" || !canBuy(variant) || !price}
        >
          {canBuy(variant) && price ? texts.product.add : texts.product.soldOut}
        </button>
      </div>
      <p className="added" role="status" data-testid="added">
        {state === "added" && (
          <>
            {texts.product.added} · <Link to="/cart">{texts.product.toCart}</Link>
          </>
        )}
      </p>
      <Alert>{state === "failed" && texts.errors.general}</Alert>
    </form>
  )
}

const ProductDetails = ({ product }: { product: Product }) => {
  const { texts } = useShop()
  return (
    <>
      <div className="product-picture">
        <ProductPicture handle={product.handle} thumbnail={product.thumbnail} />
      </div>
      <div className="product-text">
        <h1>{displayTitle(product.title)}</h1>
        <BuyBox key={product.id} product={product} />
        <h2 className="small-head">{texts.product.details}</h2>
        <p className="description">{product.description || texts.product.noDescription}</p>
      </div>
    </>
  )
}

export const ProductPage = () => {
  const { texts, sdk, region, regionFailed, data } = useShop()
  const { handle = "" } = useParams()
  const key = region === null ? null : `${region.id} ${handle}`
  const load = () =>
    region === null ? Promise.reject(new Error("no region")) : findProduct(sdk, region, handle)
  const embedded = data.product?.handle === handle ? data.product : null
  const product = useLoaded<Product | null>(key, load, embedded)
  useTrackProduct(product.value?.id ?? null)
  const failed = product.status === "failed" || (regionFailed && region === null)
  return (
    <div className="wrap page">
      <div className="product">
        {product.value !== null && <ProductDetails product={product.value} />}
        {product.value === null && (
          <>
            <div className="product-picture skeleton">
              <span className="picture" />
            </div>
            <div className="product-text">
              {failed && <p className="notice">{texts.errors.shopDown}</p>}
              {product.status === "ready" && <p className="notice">{texts.product.missing}</p>}
              {product.status === "loading" && !failed && <p role="status">{texts.loading}</p>}
            </div>
          </>
        )}
      </div>
      <Offer
        code="product-offer"
        label={texts.product.offers}
        title={texts.offer.title}
        body={texts.offer.body}
      />
      {product.value !== null && <GoesWith key={product.value.id} productId={product.value.id} />}
    </div>
  )
}
