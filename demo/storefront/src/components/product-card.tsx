import { Link } from "react-router-dom"
import { cardPrice, mayBeTried } from "../lib/card-price"
import { displayTitle, formatPrice } from "../lib/format"
import type { Product } from "../lib/shop-api"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { ProductArt } from "./product-art"

export const ProductPicture = ({
  handle,
  thumbnail,
}: {
  handle: string
  thumbnail: string | null | undefined
}) =>
  thumbnail ? (
    <img className="picture" src={thumbnail} alt="" width="400" height="400" loading="lazy" />
  ) : (
    <ProductArt className="picture" handle={handle} />
  )

export const ProductCard = ({ product }: { product: Product }) => {
  const { texts, locale, kairos, data } = useShop()
  const key = mayBeTried(product) ? product.id : null
  const plans = useLoaded(key, () => kairos.plans(product.id), data.trials[product.id])
  const price = cardPrice(product, plans.value)
  const trialDays = price?.trialDays ?? 0
  return (
    <li className="card">
      <Link to={`/products/${product.handle}`}>
        <ProductPicture handle={product.handle} thumbnail={product.thumbnail} />
        <span className="card-title">{displayTitle(product.title)}</span>
        <span className="price" suppressHydrationWarning>
          {formatPrice(price?.amount, price?.currency, locale)}
        </span>
        {trialDays > 0 && (
          <span className="hint" data-testid="card-trial">
            {texts.plans.trial(trialDays)}
          </span>
        )}
      </Link>
    </li>
  )
}

/** Room for a grid that is still loading. */
export const CardSkeletons = ({ count }: { count: number }) => {
  const { texts } = useShop()
  return (
    <>
      <p className="visually-hidden" role="status">
        {texts.loading}
      </p>
      <ul className="grid" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          <li className="card skeleton" key={index}>
            <span className="picture" />
            <span className="card-title" />
            <span className="price" />
          </li>
        ))}
      </ul>
    </>
  )
}
