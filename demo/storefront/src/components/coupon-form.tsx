import { type FormEvent, useState } from "react"
import type { Cart } from "../lib/shop-api"
import { useShop } from "../state/shop"
import { textOf } from "./fields"

type Notice = { readonly good: boolean; readonly text: string } | null

/** The reason of a refusal is told to the coupon's owner alone; everybody else reads the same sentence. */
export const CouponForm = ({ cart }: { cart: Cart }) => {
  const { texts, kairos, cart: actions } = useShop()
  const [notice, setNotice] = useState<Notice>(null)
  const [busy, setBusy] = useState(false)

  const whyRefused = (code: string): Promise<string> =>
    kairos.coupons.check(code, cart.id).then(
      ({ valid, reason, message }) => (!valid && reason && message ? message : texts.cart.refused),
      () => texts.cart.refused
    )

  const tryCode = async (code: string): Promise<Notice> => {
    const taken = await actions.applyCode(code)
    return taken
      ? // Codes are written in capitals, however they were typed.
        { good: true, text: texts.cart.applied(code.toUpperCase()) }
      : { good: false, text: await whyRefused(code) }
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const code = textOf(new FormData(form), "coupon")
    if (code === "") return
    setBusy(true)
    const result = await tryCode(code).catch(() => ({ good: false, text: texts.errors.general }))
    setNotice(result)
    setBusy(false)
    if (result?.good) form.reset()
  }

  const remove = async (code: string) => {
    setNotice(null)
    await actions
      .removeCode(code)
      .catch(() => setNotice({ good: false, text: texts.errors.general }))
  }

  const codes = cart.promotions.flatMap((promotion) =>
    promotion.code && promotion.is_automatic !== true ? [promotion.code] : []
  )
  return (
    <div className="coupon">
      <form className="coupon-form" onSubmit={(event) => void submit(event)}>
        <label htmlFor="coupon">{texts.cart.coupon}</label>
        <div>
          <input
            id="coupon"
            name="coupon"
            data-testid="coupon-input"
            autoComplete="off"
            maxLength={64}
            required
          />
          <button className="button quiet" data-testid="coupon-apply" disabled={busy}>
            {texts.cart.apply}
          </button>
        </div>
      </form>
      <p
        className={notice?.good ? "coupon-notice good" : "coupon-notice"}
        role="status"
        data-testid="coupon-notice"
      >
        {notice?.text}
      </p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code data-testid="applied-coupon">{code}</code>
            <button
              type="button"
              className="link"
              aria-label={texts.cart.removeCode(code)}
              onClick={() => void remove(code)}
            >
              {texts.cart.remove}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
