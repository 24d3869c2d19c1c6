import { type ChangeEvent, useEffect, useRef, useState } from "react"
import { Link, useSearchParams } from "react-router-dom"
import { CouponForm } from "../components/coupon-form"
import { Alert } from "../components/fields"
import { Offer } from "../components/offer"
import { PlanOfLine } from "../components/plan-of-line"
import { ProductPicture } from "../components/product-card"
import { Totals } from "../components/totals"
import { displayTitle, formatPrice } from "../lib/format"
import type { Cart } from "../lib/shop-api"
import { useShop } from "../state/shop"
import type { Recovery } from "../state/use-cart"

type Item = NonNullable<Cart["items"]>[number]

const Line = ({ item, currency }: { item: Item; currency: string }) => {
  const { texts, locale, cart } = useShop()
  const [failed, setFailed] = useState(false)
  const title = displayTitle(item.product_title ?? item.title)
  const run = (work: Promise<void>) => {
    setFailed(false)
    work.catch(() => setFailed(true))
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const commit = (input: HTMLInputElement) => {
    clearTimeout(timer.current)
    const quantity = Number(input.value)
    if (Number.isInteger(quantity) && quantity > 0 && quantity !== item.quantity) {
      run(cart.setQuantity(item.id, quantity))
    }
  }
  /** The arrows of a number field never lose focus, so a short rest counts as "done" too. */
  const changeSoon = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    clearTimeout(timer.current)
    timer.current = setTimeout(() => commit(input), 600)
  }
  return (
    <li className="line" data-testid="cart-line">
      <ProductPicture handle={item.product_handle ?? item.id} thumbnail={item.thumbnail} />
      <div>
        <Link to={`/products/${item.product_handle ?? ""}`}>{title}</Link>
        <p className="hint">{formatPrice(item.unit_price, currency, locale)}</p>
        <PlanOfLine metadata={item.metadata} />
        <button
          type="button"
          className="link"
          aria-label={texts.cart.removeItem(title)}
          onClick={() => run(cart.remove(item.id))}
        >
          {texts.cart.remove}
        </button>
        <Alert>{failed && texts.errors.general}</Alert>
      </div>
      <input
        type="number"
        min="1"
        max="999"
        defaultValue={item.quantity}
        aria-label={texts.cart.quantityOf(title)}
        onChange={changeSoon}
        onBlur={(event) => commit(event.currentTarget)}
        onKeyDown={(event) => event.key === "Enter" && commit(event.currentTarget)}
      />
      <p className="price">{formatPrice(item.original_total, currency, locale)}</p>
    </li>
  )
}

const FilledCart = ({ cart }: { cart: Cart }) => {
  const { texts } = useShop()
  return (
    <div className="split">
      <ul className="lines">
        {(cart.items ?? []).map((item) => (
          <Line key={item.id} item={item} currency={cart.currency_code} />
        ))}
      </ul>
      <section className="panel" aria-label={texts.cart.summary}>
        <Totals of={cart} shippingKnown={(cart.shipping_methods ?? []).length > 0} />
        <Link className="button wide" to="/checkout" data-testid="to-checkout">
          {texts.cart.checkout}
        </Link>
        <CouponForm cart={cart} />
      </section>
    </div>
  )
}

/** A reminder's link is used once and then leaves the address, so that it is neither shared nor bookmarked. */
const useRecovery = (): Recovery | null => {
  const { recover } = useShop().cart
  const [query, setQuery] = useSearchParams()
  const [came, setCame] = useState<Recovery | null>(null)
  const used = useRef<string | null>(null)
  const token = query.get("kairos_cart")
  useEffect(() => {
    if (token === null || used.current === token) return
    used.current = token
    setQuery(
      (before) => {
        before.delete("kairos_cart")
        return before
      },
      { replace: true }
    )
    void recover(token).then(setCame)
  }, [token, recover, setQuery])
  return came
}

const RecoveryNotice = ({ came }: { came: Recovery }) => {
  const { recovery } = useShop().texts.cart
  return (
    <p role="status" className="hint" data-testid="recovery">
      {came.kind === "recovered"
        ? came.missing.length === 0
          ? recovery.done
          : recovery.without(came.missing.join(", "))
        : recovery[came.kind]}
    </p>
  )
}

export const CartPage = () => {
  const { texts, cart, data } = useShop()
  const came = useRecovery()
  const filled = cart.cart !== null && (cart.cart.items ?? []).length > 0
  return (
    <div className="wrap page">
      <h1>{texts.cart.title}</h1>
      <Offer
        code="cart-banner"
        label={texts.cart.banner}
        title={texts.cart.bannerTitle}
        body={texts.cart.bannerBody}
        cartId={cart.cart?.id ?? (cart.status === "unknown" ? data.cartId : null)}
      />
      {came !== null && <RecoveryNotice came={came} />}
      {cart.status === "unknown" && <p role="status">{texts.loading}</p>}
      {cart.status === "known" && !filled && (
        <div className="empty">
          <p>{texts.cart.empty}</p>
          <Link className="button" to="/products">
            {texts.cart.start}
          </Link>
        </div>
      )}
      {cart.cart !== null && filled && <FilledCart cart={cart.cart} />}
    </div>
  )
}
