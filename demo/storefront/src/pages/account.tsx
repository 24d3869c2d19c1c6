import type { Kairos } from "medusa-plugin-kairos/storefront"
import { Link, useNavigate } from "react-router-dom"
import { Preferences } from "../components/preferences"
import { Subscriptions, useSubscriptions } from "../components/subscriptions"
import { formatDate, formatPercent, formatPrice } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"

type Coupon = Awaited<ReturnType<Kairos["coupons"]["list"]>>[number]

const CouponCard = ({ coupon }: { coupon: Coupon }) => {
  const { texts, locale, region } = useShop()
  const { account } = texts
  const currency = coupon.currency_code ?? region?.currency_code
  const value =
    coupon.kind === "percent"
      ? account.off(formatPercent(coupon.value ?? 0, locale))
      : coupon.kind === "fixed"
        ? account.off(formatPrice(coupon.value, currency, locale))
        : (account.kinds[coupon.kind] ?? coupon.kind)
  const terms = [
    coupon.minimum === null ? "" : account.from(formatPrice(coupon.minimum, currency, locale)),
    coupon.expires_at && !coupon.ended_by
      ? account.until(formatDate(coupon.expires_at, locale))
      : "",
  ].filter(Boolean)
  return (
    <li className="ticket" data-status={coupon.status} data-testid="own-coupon">
      <strong>{value}</strong>
      <code>{coupon.code}</code>
      <span className="hint">{terms.join(" · ")}</span>
      <span className="badge">
        {coupon.ended_by
          ? account.endedByOrder
          : (account.statuses[coupon.status] ?? coupon.status)}
      </span>
    </li>
  )
}

const Coupons = ({ customerId }: { customerId: string }) => {
  const { texts, kairos } = useShop()
  const coupons = useLoaded(customerId, () => kairos.coupons.list())
  return (
    <section className="panel" aria-labelledby="coupons">
      <h2 id="coupons">{texts.account.coupons}</h2>
      {coupons.status === "loading" && <p role="status">{texts.loading}</p>}
      {coupons.status === "failed" && <p className="notice">{texts.account.couponsUnavailable}</p>}
      {coupons.status === "ready" && coupons.value.length === 0 && (
        <p className="hint">{texts.account.noCoupons}</p>
      )}
      {coupons.status === "ready" && (
        <ul className="tickets">
          {coupons.value.map((coupon) => (
            <CouponCard key={coupon.code} coupon={coupon} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Orders = ({ customerId }: { customerId: string }) => {
  const { texts, locale, sdk } = useShop()
  const orders = useLoaded(customerId, () =>
    sdk.store.order
      .list({
        limit: 20,
        order: "-created_at",
        fields: "id,display_id,created_at,total,currency_code,*items",
      })
      .then((answer) => answer.orders)
  )
  return (
    <section className="panel" aria-labelledby="orders">
      <h2 id="orders">{texts.account.orders}</h2>
      {orders.status === "loading" && <p role="status">{texts.loading}</p>}
      {orders.status === "failed" && <p className="notice">{texts.errors.shopDown}</p>}
      {orders.status === "ready" && orders.value.length === 0 && (
        <p className="hint">{texts.account.noOrders}</p>
      )}
      {orders.status === "ready" && (
        <ul className="orders">
          {orders.value.map((order) => (
            <li key={order.id}>
              <Link to={`/order/${order.id}`}>
                {texts.account.order(`#${order.display_id ?? ""}`)}
              </Link>
              <span className="hint">
                {formatDate(String(order.created_at), locale)} ·{" "}
                {texts.account.items((order.items ?? []).length)}
              </span>
              <span className="price">{formatPrice(order.total, order.currency_code, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const Account = () => {
  const { texts, customer, signedIn, logout, cart, refreshContent } = useShop()
  const navigate = useNavigate()
  const subscriptions = useSubscriptions(customer?.id)
  // Whoever subscribes to nothing comes for something else.
  const subscribes = subscriptions.status === "ready" && subscriptions.value.length > 0
  if (!signedIn) {
    return (
      <div className="wrap narrow page">
        <h1>{texts.account.nav}</h1>
        <p>{texts.account.loginFirst}</p>
        <Link className="button" to="/login?next=/account">
          {texts.auth.toLogin}
        </Link>
      </div>
    )
  }
  const leave = async () => {
    await logout()
    cart.drop()
    refreshContent()
    await navigate("/")
  }
  return (
    <div className="wrap page">
      <div className="section-head">
        <h1>{texts.account.title(customer?.first_name || texts.nav.account)}</h1>
        <button
          type="button"
          className="button quiet"
          data-testid="logout"
          onClick={() => void leave()}
        >
          {texts.auth.logout}
        </button>
      </div>
      {customer === null ? (
        <p role="status">{texts.loading}</p>
      ) : (
        <>
          {subscribes && <Subscriptions list={subscriptions} />}
          <div className="split account">
            <Preferences customerId={customer.id} />
            <div className="stack">
              <Coupons customerId={customer.id} />
              <Orders customerId={customer.id} />
            </div>
          </div>
          {!subscribes && <Subscriptions list={subscriptions} />}
        </>
      )}
    </div>
  )
}
