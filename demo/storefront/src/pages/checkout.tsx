import type { HttpTypes } from "@medusajs/framework/types"
import { type FormEvent, type ReactNode, useState } from "react"
import { Link, useNavigate } from "react-router-dom"
import { Alert, ConsentChecks, consentsOf, Field, textOf } from "../components/fields"
import { Payment, paymentOf } from "../components/payment"
import { PlanOfLine } from "../components/plan-of-line"
import { Totals } from "../components/totals"
import { countryName, displayTitle, formatPrice } from "../lib/format"
import type { Cart } from "../lib/shop-api"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { CONSENT_NAMES, consentTexts } from "../texts/consent-texts"
import { formatLocales } from "../texts/texts"

const addressOf = (form: FormData) => ({
  first_name: textOf(form, "first_name"),
  last_name: textOf(form, "last_name"),
  address_1: textOf(form, "address_1"),
  postal_code: textOf(form, "postal_code"),
  city: textOf(form, "city"),
  country_code: textOf(form, "country_code"),
  phone: textOf(form, "phone"),
})

const AddressFields = ({ cart }: { cart: Cart }) => {
  const { texts, locale, customer, region } = useShop()
  const known = cart.shipping_address
  const countries = (cart.region?.countries ?? region?.countries ?? []).flatMap(
    ({ iso_2: code }) => (code ? [{ code, name: countryName(code, locale) }] : [])
  )
  return (
    <fieldset>
      <legend>{texts.checkout.address}</legend>
      <div className="columns">
        <Field
          label={texts.checkout.firstName}
          name="first_name"
          autoComplete="given-name"
          defaultValue={known?.first_name ?? customer?.first_name ?? ""}
          maxLength={100}
          required
        />
        <Field
          label={texts.checkout.lastName}
          name="last_name"
          autoComplete="family-name"
          defaultValue={known?.last_name ?? customer?.last_name ?? ""}
          maxLength={100}
          required
        />
      </div>
      <Field
        label={texts.checkout.street}
        name="address_1"
        autoComplete="street-address"
        defaultValue={known?.address_1 ?? ""}
        maxLength={200}
        required
      />
      <div className="columns">
        <Field
          label={texts.checkout.postalCode}
          name="postal_code"
          autoComplete="postal-code"
          defaultValue={known?.postal_code ?? ""}
          maxLength={20}
          required
        />
        <Field
          label={texts.checkout.city}
          name="city"
          autoComplete="address-level2"
          defaultValue={known?.city ?? ""}
          maxLength={100}
          required
        />
      </div>
      <div className="columns">
        <div className="field">
          <label htmlFor="country">{texts.checkout.country}</label>
          <select
            id="country"
            name="country_code"
            autoComplete="country"
            defaultValue={known?.country_code ?? countries[0]?.code}
            required
          >
            {countries
              .sort((a, b) => a.name.localeCompare(b.name))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </select>
        </div>
        <Field
          label={texts.checkout.phone}
          name="phone"
          type="tel"
          autoComplete="tel"
          defaultValue={known?.phone ?? ""}
          maxLength={40}
        />
      </div>
    </fieldset>
  )
}

/** Whoever has an account may have agreed before. */
const MissingConsents = ({ customerId }: { customerId: string }) => {
  const { kairos } = useShop()
  const preferences = useLoaded(customerId, () => kairos.preferences.get())
  const given = CONSENT_NAMES.filter((name) =>
    preferences.value?.consents.some(
      ({ purpose, channel, granted }) =>
        granted && purpose === consentTexts[name].purpose && channel === consentTexts[name].channel
    )
  )
  return preferences.status === "loading" ? null : <ConsentChecks given={given} />
}

const ContactStep = ({ cart, onDone }: { cart: Cart; onDone: () => void }) => {
  const { texts, locale, sdk, customer, cart: actions, giveConsents, signedIn } = useShop()
  const [error, setError] = useState("")
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = textOf(form, "email")
    const address = addressOf(form)
    setBusy(true)
    try {
      await sdk.store.cart.update(cart.id, {
        email,
        // What the shop writes about this order, it writes in the language of this page.
        locale: formatLocales[locale],
        shipping_address: address,
        billing_address: address,
      })
      await giveConsents(email, consentsOf(form), "checkout")
      await actions.reload()
      onDone()
    } catch (failure) {
      setError((failure as Error).message || texts.errors.general)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} data-testid="checkout-address">
      <fieldset>
        <legend>{texts.checkout.contact}</legend>
        <Field
          label={texts.checkout.email}
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={cart.email ?? customer?.email ?? ""}
          maxLength={254}
          required
        />
        {!signedIn && (
          <p className="hint">
            {texts.checkout.hasAccount} <Link to="/login?next=/checkout">{texts.auth.toLogin}</Link>
          </p>
        )}
      </fieldset>
      <AddressFields cart={cart} />
      {customer === null ? <ConsentChecks /> : <MissingConsents customerId={customer.id} />}
      <Alert>{error}</Alert>
      <button className="button" data-testid="to-delivery" disabled={busy}>
        {texts.checkout.toDelivery}
      </button>
    </form>
  )
}

const AddressSummary = ({ cart, onEdit }: { cart: Cart; onEdit: () => void }) => {
  const { texts, locale } = useShop()
  const address = cart.shipping_address
  return (
    <section className="summary-box" aria-label={texts.checkout.address}>
      <p>
        {cart.email}
        <br />
        {address?.first_name} {address?.last_name}, {address?.address_1}, {address?.postal_code}{" "}
        {address?.city}, {countryName(address?.country_code ?? "", locale)}
      </p>
      <button type="button" className="link" onClick={onEdit}>
        {texts.checkout.edit}
      </button>
    </section>
  )
}

type Option = HttpTypes.StoreCartShippingOption

const DeliveryOptions = ({
  cart,
  options,
  onError,
}: {
  cart: Cart
  options: readonly Option[]
  onError: (error: Error) => void
}) => {
  const { texts, locale, sdk, cart: actions } = useShop()
  const chosen = cart.shipping_methods?.[0]?.shipping_option_id
  const choose = (id: string) =>
    sdk.store.cart
      .addShippingMethod(cart.id, { option_id: id })
      .then(() => actions.reload())
      .catch(onError)
  return (
    <fieldset>
      <legend>{texts.checkout.delivery}</legend>
      {options.length === 0 && <p className="notice">{texts.checkout.noDelivery}</p>}
      {options.map((option) => (
        <div className="choice" key={option.id}>
          <input
            type="radio"
            id={option.id}
            name="delivery"
            data-testid="shipping-option"
            defaultChecked={chosen === option.id}
            onChange={() => void choose(option.id)}
            required
          />
          <label htmlFor={option.id}>{option.name}</label>
          <span>{formatPrice(option.amount, cart.currency_code, locale)}</span>
        </div>
      ))}
    </fieldset>
  )
}

const DeliveryStep = ({ cart, onEdit }: { cart: Cart; onEdit: () => void }) => {
  const { texts, sdk, cart: actions, refreshContent } = useShop()
  const navigate = useNavigate()
  const [error, setError] = useState("")
  const [busy, setBusy] = useState(false)
  const fail = (failure: unknown) => setError((failure as Error).message || texts.errors.general)
  const options = useLoaded(cart.id, () =>
    sdk.store.fulfillment.listCartOptions({ cart_id: cart.id })
  )

  const place = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    setBusy(true)
    setError("")
    try {
      const fresh = (await actions.reload()) ?? cart
      const payment = paymentOf(new FormData(form))
      await sdk.store.payment.initiatePaymentSession(fresh, payment)
      const result = await sdk.store.cart.complete(cart.id)
      if (result.type !== "order") throw new Error(result.error.message)
      await navigate(`/order/${result.order.id}`)
      actions.drop()
      refreshContent()
    } catch (failure) {
      fail(failure)
      setBusy(false)
    }
  }
  const parcel = (cart.items ?? []).some(({ requires_shipping }) => requires_shipping)
  const ready = !parcel || (cart.shipping_methods ?? []).length > 0
  return (
    <form onSubmit={(event) => void place(event)} data-testid="checkout-delivery">
      <AddressSummary cart={cart} onEdit={onEdit} />
      <div className="deliveries">
        {!parcel && <p className="hint">{texts.checkout.nothingToDeliver}</p>}
        {parcel && options.status === "loading" && <p role="status">{texts.loading}</p>}
        {parcel && options.status === "failed" && <p className="notice">{texts.errors.shopDown}</p>}
        {parcel && options.status === "ready" && (
          <DeliveryOptions cart={cart} options={options.value.shipping_options} onError={fail} />
        )}
      </div>
      <Payment regionId={cart.region_id} />
      <Alert>{error}</Alert>
      <button className="button" data-testid="place-order" disabled={busy || !ready}>
        {busy ? texts.checkout.placing : texts.checkout.place}
      </button>
    </form>
  )
}

const OrderSummary = ({ cart }: { cart: Cart }) => {
  const { texts, locale } = useShop()
  return (
    <section className="panel" aria-labelledby="your-order">
      <h2 id="your-order" className="small-head">
        {texts.checkout.yourOrder}
      </h2>
      <ul className="mini-lines">
        {(cart.items ?? []).map((item) => (
          <li key={item.id}>
            <div>
              {item.quantity} × {displayTitle(item.product_title ?? item.title)}
              <PlanOfLine metadata={item.metadata} />
            </div>
            <span>{formatPrice(item.original_total, cart.currency_code, locale)}</span>
          </li>
        ))}
      </ul>
      <Totals of={cart} shippingKnown={(cart.shipping_methods ?? []).length > 0} />
    </section>
  )
}

const Frame = ({ children }: { children: ReactNode }) => {
  const { texts } = useShop()
  return (
    <div className="wrap page">
      <h1>{texts.checkout.title}</h1>
      {children}
    </div>
  )
}

export const Checkout = () => {
  const { texts, cart: state, signedIn, customer } = useShop()
  const [step, setStep] = useState<"contact" | "delivery">("contact")
  const { cart } = state
  if (state.status === "unknown" || (signedIn && customer === null)) {
    return (
      <Frame>
        <p role="status">{texts.loading}</p>
      </Frame>
    )
  }
  if (cart === null || (cart.items ?? []).length === 0) {
    return (
      <Frame>
        <p>{texts.cart.empty}</p>
        <Link className="button" to="/products">
          {texts.cart.start}
        </Link>
      </Frame>
    )
  }
  return (
    <Frame>
      <div className="split checkout">
        {step === "contact" ? (
          <ContactStep cart={cart} onDone={() => setStep("delivery")} />
        ) : (
          <DeliveryStep cart={cart} onEdit={() => setStep("contact")} />
        )}
        <OrderSummary cart={cart} />
      </div>
    </Frame>
  )
}
