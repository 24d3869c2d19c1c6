import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { textOf } from "./fields"

const INVOICE = "pp_system_default"
const CARDS = "pp_demo_cards"
/** As demo/payment-provider knows them. */
const DEMO_CARDS = [
  { id: "card_good", name: "Visa •••• 4242", hint: "cardHint" },
  { id: "card_refused", name: "Mastercard •••• 0341", hint: "cardRefusedHint" },
  { id: "card_expiring", name: "Visa •••• 1881", hint: "cardExpiringHint" },
] as const

/** What was chosen, as Medusa takes it; the card's id is what a renewal pays with later. */
export const paymentOf = (form: FormData) => {
  const payment_method = textOf(form, "payment")
  return DEMO_CARDS.some(({ id }) => id === payment_method)
    ? { provider_id: CARDS, data: { payment_method } }
    : { provider_id: INVOICE }
}

/** On invoice, and by the demo's cards where the shop has their provider. */
export const Payment = ({ regionId }: { regionId: string | undefined }) => {
  const { texts, sdk } = useShop()
  const { card, payLater, payLaterHint, payment } = texts.checkout
  const providers = useLoaded(regionId ?? null, () =>
    sdk.store.payment
      .listPaymentProviders({ region_id: regionId ?? "" })
      .then(({ payment_providers }) => payment_providers.map(({ id }) => id))
  )
  const cards = providers.value?.includes(CARDS) === true ? DEMO_CARDS : []
  return (
    <fieldset>
      <legend>{payment}</legend>
      <div className="choice">
        <input type="radio" id="pay-later" name="payment" value="invoice" defaultChecked />
        <label htmlFor="pay-later">{payLater}</label>
        <span className="hint">{payLaterHint}</span>
      </div>
      {cards.map(({ id, name, hint }) => (
        <div className="choice" key={id}>
          <input type="radio" id={id} name="payment" value={id} data-testid={`pay-${id}`} />
          <label htmlFor={id}>{card(name)}</label>
          <span className="hint">{texts.checkout[hint]}</span>
        </div>
      ))}
    </fieldset>
  )
}
