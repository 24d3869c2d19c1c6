import { type Plan, subscribing } from "medusa-plugin-kairos/storefront"
import { useId, useState } from "react"
import { formatPrice } from "../lib/format"
import type { Product } from "../lib/shop-api"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { renewalConsent, renewalTextVersion } from "../texts/consent-texts"
import type { Locale } from "../texts/texts"
import { Check, textOf } from "./fields"

/** None while they are not known: the product is sold all the same, once. */
export const usePlans = (product: Product): readonly Plan[] => {
  const { kairos, locale, data } = useShop()
  const embedded = data.product?.id === product.id && data.locale === locale ? data.plans : null
  const plans = useLoaded(`${product.id} ${locale}`, () => kairos.plans(product.id), embedded)
  return plans.value ?? []
}

/** Those of a variant, and those of every variant. */
export const plansFor = (plans: readonly Plan[], variantId: string | undefined): readonly Plan[] =>
  plans.filter(({ variant_id }) => variant_id === null || variant_id === variantId)

/** What the cart's line has to say, or nothing for a product that is bought once. */
export const subscriptionOf = (
  form: FormData,
  locale: Locale
): ReturnType<typeof subscribing> | undefined => {
  const plan = textOf(form, "plan")
  const agreed = form.get("auto_renew") !== null
  return plan === "" ? undefined : subscribing(plan, agreed ? renewalTextVersion(locale) : null)
}

type ChoiceProps = {
  readonly plans: readonly Plan[]
  /** Of the product, as it is printed. */
  readonly price: string
  /** Without a plan it is nothing that anybody would want. */
  readonly planOnly: boolean
}

/** The plans in plain words, and a box of its own for automatic renewal: never ticked beforehand, never required. */
export const PlanChoice = ({ plans, price, planOnly }: ChoiceProps) => {
  const { texts, locale } = useShop()
  const id = useId()
  const [chosen, setChosen] = useState(planOnly ? (plans[0]?.id ?? "") : "")
  const plan = plans.find((one) => one.id === chosen)
  const own = plan?.price ?? null
  const each = own === null ? price : formatPrice(own.amount, own.currency_code, locale)
  const option = (value: string, label: string, described: boolean) => (
    <div className="choice" key={value}>
      <input
        type="radio"
        id={`${id}-${value}`}
        name="plan"
        value={value}
        checked={chosen === value}
        onChange={() => setChosen(value)}
        data-testid={value === "" ? "plan-once" : "plan"}
        aria-describedby={described ? `${id}-words` : undefined}
      />
      <label htmlFor={`${id}-${value}`}>{label}</label>
    </div>
  )
  return (
    <fieldset className="plans" data-testid="plans">
      <legend>{texts.plans.how}</legend>
      {!planOnly && option("", texts.plans.once, false)}
      {plans.map((one) => option(one.id, one.name, one.id === chosen))}
      {plan !== undefined && (
        <div className="plan-words">
          <ul id={`${id}-words`} data-testid="plan-words">
            {plan.words.map((sentence, index) => (
              <li key={sentence}>
                {sentence}
                {index === 0 && plan.price === null && ` ${texts.plans.today(price)}`}
              </li>
            ))}
          </ul>
          {plan.automatic && (
            <div role="group" aria-label={texts.plans.consent}>
              <Check
                key={plan.id}
                name="auto_renew"
                data-testid="auto-renew"
                data-text-version={renewalTextVersion(locale)}
              >
                {renewalConsent.text[locale](plan.every, each)}
                <span className="hint">{texts.plans.consentHint}</span>
              </Check>
            </div>
          )}
        </div>
      )}
    </fieldset>
  )
}
