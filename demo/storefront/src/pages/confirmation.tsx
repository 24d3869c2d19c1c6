import { Link, useParams } from "react-router-dom"
import { ProductPicture } from "../components/product-card"
import { Totals } from "../components/totals"
import { displayTitle, formatPrice } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"

export const Confirmation = () => {
  const { texts, sdk, locale } = useShop()
  const { id = "" } = useParams()
  const order = useLoaded(id, () => sdk.store.order.retrieve(id).then((answer) => answer.order))
  if (order.status !== "ready") {
    return (
      <div className="wrap narrow page">
        <p role="status">
          {order.status === "failed" ? texts.confirmation.missing : texts.loading}
        </p>
      </div>
    )
  }
  const { display_id: number, email, items, currency_code: currency } = order.value
  return (
    <div className="wrap narrow page" data-testid="order-confirmation">
      <p className="eyebrow" data-testid="order-number" data-order-id={id}>
        {texts.confirmation.number(`#${number ?? ""}`)}
      </p>
      <h1>{texts.confirmation.title}</h1>
      <p className="lead">{texts.confirmation.body(email ?? "")}</p>
      <div className="panel">
        <ul className="lines small">
          {(items ?? []).map((item) => (
            <li className="line" key={item.id}>
              <ProductPicture handle={item.product_handle ?? item.id} thumbnail={item.thumbnail} />
              <p>
                {item.quantity} × {displayTitle(item.product_title ?? item.title)}
              </p>
              <p className="price">{formatPrice(item.original_total, currency, locale)}</p>
            </li>
          ))}
        </ul>
        <Totals of={order.value} shippingKnown />
      </div>
      <Link className="button" to="/">
        {texts.confirmation.more}
      </Link>
    </div>
  )
}
