import type { Subscription, SwitchTarget } from "medusa-plugin-kairos/storefront"
import { type FormEvent, useId, useState } from "react"
import { displayTitle, formatDate, formatPrice } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { renewalConsent, renewalTextVersion } from "../texts/consent-texts"
import { Check } from "./fields"

export type ChosenSwitch = SwitchTarget & {
  readonly amount: string
  /** Of the text that was agreed to; null: the box stayed empty, or there was none. */
  readonly textVersion: string | null
}

const keyOf = ({ plan_id, variant_id }: SwitchTarget): string => `${plan_id} ${variant_id}`

/** What a subscription may become, each with its price; what its next payment costs then is asked of the shop and stands there before the press. */
export const SwitchQuestion = ({
  subscription,
  onYes,
  onNo,
}: {
  subscription: Subscription
  onYes: (chosen: ChosenSwitch) => void
  onNo: () => void
}) => {
  const { texts, kairos, locale } = useShop()
  const words = texts.subscriptions
  const { id } = subscription
  const field = useId()
  const [picked, pick] = useState<string | null>(null)
  const list = useLoaded(`${id} ${locale}`, () => kairos.subscriptions.switches(id))
  const choices = list.value?.choices ?? []
  const choice = choices.find((one) => keyOf(one) === picked) ?? choices[0]
  const asked = choice === undefined ? null : `${id} ${keyOf(choice)}`
  const priced = useLoaded(asked, () => kairos.subscriptions.switches(id, choice))
  const quote = priced.status === "ready" ? priced.value.quote : null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (quote === null) return
    const agreed = new FormData(event.currentTarget).get("agreed") !== null
    onYes({ ...quote, textVersion: agreed ? renewalTextVersion(locale) : null })
  }
  const failed = list.status === "failed" || priced.status === "failed"
  return (
    <form className="question" data-testid="switch-question" onSubmit={submit}>
      <fieldset className="plans">
        <legend>{words.switchChoose}</legend>
        {choices.map((one, index) => (
          <div className="choice" key={keyOf(one)}>
            <input
              type="radio"
              name="to"
              id={`${field}-${index}`}
              value={keyOf(one)}
              checked={one === choice}
              autoFocus={index === 0}
              data-testid="switch-choice"
              onChange={() => pick(keyOf(one))}
            />
            <label htmlFor={`${field}-${index}`}>
              {displayTitle(one.title)}, {one.plan}:{" "}
              {formatPrice(one.price, one.currency_code, locale)} {one.every}
              {one.back && ` (${words.switchNow})`}
            </label>
          </div>
        ))}
      </fieldset>
      <div role="status">
        {failed && <p className="notice">{words.unavailable}</p>}
        {!failed && quote === null && <p>{texts.loading}</p>}
        {quote !== null && (
          <p data-testid="switch-costs">
            {words.switchCosts(
              formatDate(quote.from, locale),
              formatPrice(quote.amount, quote.currency_code, locale)
            )}{" "}
            {words.switchMeans}
            {choice?.automatic === false && ` ${words.switchByHand}`}
          </p>
        )}
      </div>
      {quote?.asks_consent === true && choice !== undefined && (
        <Check key={keyOf(choice)} name="agreed" data-testid="switch-agree">
          {renewalConsent.text[locale](
            choice.every,
            formatPrice(quote.amount, quote.currency_code, locale)
          )}
          <span className="hint">{words.switchBox}</span>
        </Check>
      )}
      <div className="actions">
        <button
          type="submit"
          className="button"
          data-testid="switch-sure"
          disabled={quote === null}
        >
          {words.switchSure}
        </button>
        <button type="button" className="button quiet" onClick={onNo}>
          {words.back}
        </button>
      </div>
    </form>
  )
}
