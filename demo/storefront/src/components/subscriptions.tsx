import type { Subscription, SubscriptionAnswer } from "medusa-plugin-kairos/storefront"
import { type ReactNode, useRef, useState } from "react"
import { Link } from "react-router-dom"
import { displayTitle, formatDate, formatPrice } from "../lib/format"
import { type Loaded, useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { renewalConsent, renewalTextVersion } from "../texts/consent-texts"
import { AddressQuestion } from "./address-question"
import { Alert } from "./fields"
import { SwitchQuestion } from "./switch-question"

type Ask = "none" | "cancel" | "postpone" | "pause" | "withdraw" | "agree" | "address" | "switch"

/** What is asked before it is done, because it cannot be done by mistake. */
const Question = ({
  text,
  yes,
  testId,
  days,
  onYes,
  onNo,
}: {
  text: string
  yes: string
  testId: string
  /** Among which days one is to be chosen, where one is. */
  days?: { from: string; to: string }
  onYes: (day: string) => void
  onNo: () => void
}) => {
  const { texts } = useShop()
  const [day, setDay] = useState(days?.from ?? "")
  const isChosen = days === undefined || (day >= days.from && day <= days.to)
  return (
    <div className="question" data-testid={`${testId}-question`}>
      <p>{text}</p>
      {days !== undefined && (
        <label className="field">
          {texts.subscriptions.day}
          <input
            type="date"
            required
            min={days.from}
            max={days.to}
            value={day}
            data-testid={`${testId}-day`}
            onChange={(event) => setDay(event.target.value)}
          />
        </label>
      )}
      <div className="actions">
        <button
          type="button"
          className="button"
          data-testid={testId}
          disabled={!isChosen}
          autoFocus
          onClick={() => onYes(day)}
        >
          {yes}
        </button>
        <button type="button" className="button quiet" onClick={onNo}>
          {texts.subscriptions.back}
        </button>
      </div>
    </div>
  )
}

const Charges = ({ subscription }: { subscription: Subscription }) => {
  const { texts, locale } = useShop()
  const { charges, order_id, started_at } = subscription
  const words = texts.subscriptions
  return (
    <details className="charges" data-testid="charges">
      <summary aria-label={words.of(words.charges, displayTitle(subscription.title))}>
        {words.charges}
      </summary>
      {charges.length === 0 && <p className="hint">{words.noCharges}</p>}
      <ul>
        {charges.map(({ at, amount, currency_code, order_id: order }) => (
          <li key={at} data-testid="charge">
            <span>{formatDate(at, locale)}</span>
            <span className="price">{formatPrice(amount, currency_code, locale)}</span>
            {order !== null && <Link to={`/order/${order}`}>{words.order}</Link>}
          </li>
        ))}
        {order_id !== null && (
          <li>
            <span>{formatDate(started_at, locale)}</span>
            <span>{words.firstOrder}</span>
            <Link to={`/order/${order_id}`}>{words.order}</Link>
          </li>
        )}
      </ul>
    </details>
  )
}

/** Does one thing to a subscription at a time, and says what came of it. */
const useActs = (initial: Subscription) => {
  const { texts, kairos } = useShop()
  const [subscription, setSubscription] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [notice, setNotice] = useState("")
  const [error, setError] = useState("")
  const said = useRef<HTMLDivElement>(null)
  const run = async (work: Promise<SubscriptionAnswer>) => {
    setBusy(true)
    setNotice("")
    setError("")
    try {
      const { subscription: now, receipt } = await work
      const { again, done, renewing } = texts.subscriptions
      setSubscription(now)
      setNotice(!receipt.done ? again : receipt.act === "renew" ? renewing : done)
    } catch (failure) {
      setError((failure as Error).message || texts.errors.general)
    }
    setBusy(false)
    // The button that was pressed may be gone: whoever uses the keyboard goes on from what was said.
    said.current?.focus()
  }
  return { subscription, busy, notice, error, said, run, acts: kairos.subscriptions }
}

type Acts = ReturnType<typeof useActs>

const Actions = ({ state, ask }: { state: Acts; ask: (what: Ask) => void }) => {
  const { texts, locale } = useShop()
  const { subscription, busy, run, acts } = state
  const { id, next, status } = subscription
  const words = texts.subscriptions
  const title = displayTitle(subscription.title)
  const button = (testId: string, text: string, onClick: () => void, quiet = true) => (
    <button
      type="button"
      key={testId}
      className={quiet ? "button quiet" : "button"}
      data-testid={testId}
      aria-label={words.of(text, title)}
      disabled={busy}
      onClick={onClick}
    >
      {text}
    </button>
  )
  const active = status === "active"
  const untouched = next !== null && /^(due|notified)$/.test(next.state)
  const amount = next?.amount ?? null
  const price = formatPrice(amount, next?.currency_code, locale)
  const shown: ReactNode[] = [
    subscription.may_renew &&
      amount !== null &&
      button("renew", words.renew(price), () => void run(acts.renew(id, amount)), false),
    subscription.may_resume &&
      button(
        "resume",
        subscription.paused ? words.goOn : words.resume,
        () => void run(acts.resume(id)),
        false
      ),
    active &&
      subscription.may_skip &&
      !subscription.paused &&
      untouched &&
      button("skip", words.skip, () => void run(acts.skip(id))),
    subscription.may_postpone !== null && button("postpone", words.postpone, () => ask("postpone")),
    subscription.may_pause !== null &&
      !subscription.paused &&
      button("pause", words.pause, () => ask("pause")),
    subscription.may_switch && button("switch", words.switchTo, () => ask("switch")),
    subscription.card_url !== null && (
      <a
        key="card"
        className="button quiet"
        href={subscription.card_url}
        data-testid="card"
        aria-label={words.of(words.card, title)}
      >
        {words.card}
      </a>
    ),
    active &&
      untouched &&
      subscription.ships_to !== null &&
      button("address", words.address, () => ask("address")),
    active &&
      subscription.auto_renew &&
      button("auto-off", words.stop, () => void run(acts.autoRenew(id, null))),
    active &&
      !subscription.auto_renew &&
      subscription.may_auto_renew &&
      amount !== null &&
      button("auto-on", words.start, () => ask("agree")),
    subscription.withdraw_until !== null &&
      button("withdraw", words.withdraw, () => ask("withdraw")),
    active && button("cancel", words.cancel, () => ask("cancel")),
  ]
  return <div className="actions">{shown}</div>
}

const SubscriptionCard = ({ initial }: { initial: Subscription }) => {
  const { texts, locale } = useShop()
  const state = useActs(initial)
  const [asked, ask] = useState<Ask>("none")
  const { subscription, notice, error, said, run, acts } = state
  const { every, id, next, plan, started_at } = subscription
  const words = texts.subscriptions
  const price = formatPrice(next?.amount, next?.currency_code, locale)
  const answer = (work: Promise<SubscriptionAnswer>) => {
    ask("none")
    void run(work)
  }
  return (
    <li className="subscription" data-testid="subscription" data-status={subscription.status}>
      <div className="subscription-head">
        <h3>{displayTitle(subscription.title)}</h3>
        <p className="hint">
          {plan} · {words.since(formatDate(started_at, locale))}
        </p>
      </div>
      <p data-testid="subscription-says">{subscription.says}</p>
      <div ref={said} tabIndex={-1}>
        <p className="saved" role="status" data-testid="subscription-notice">
          {notice}
        </p>
        <Alert>{error}</Alert>
      </div>
      {asked === "none" && <Actions state={state} ask={ask} />}
      {asked === "cancel" && (
        <Question
          text={words.cancelMeans(formatDate(subscription.current_until, locale))}
          yes={words.cancelSure}
          testId="cancel-sure"
          onYes={() => answer(acts.cancel(id))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "postpone" && subscription.may_postpone !== null && (
        <Question
          text={words.postponeMeans}
          yes={words.postponeSure}
          testId="postpone-sure"
          days={subscription.may_postpone}
          onYes={(day) => answer(acts.postpone(id, day))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "pause" && subscription.may_pause !== null && (
        <Question
          text={words.pauseMeans}
          yes={words.pauseSure}
          testId="pause-sure"
          days={subscription.may_pause}
          onYes={(day) => answer(acts.pause(id, day))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "withdraw" && subscription.withdraw_until !== null && (
        <Question
          text={words.withdrawMeans(formatDate(subscription.withdraw_until, locale))}
          yes={words.withdrawSure}
          testId="withdraw-sure"
          onYes={() => answer(acts.withdraw(id))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "address" && subscription.ships_to !== null && (
        <AddressQuestion
          address={subscription.ships_to}
          onYes={(address) => answer(acts.changeAddress(id, address))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "switch" && (
        <SwitchQuestion
          subscription={subscription}
          onYes={({ textVersion, ...quote }) => answer(acts.switchTo(id, quote, textVersion))}
          onNo={() => ask("none")}
        />
      )}
      {asked === "agree" && (
        <Question
          text={renewalConsent.text[locale](every, price)}
          yes={words.agree}
          testId="agree"
          onYes={() => answer(acts.autoRenew(id, renewalTextVersion(locale)))}
          onNo={() => ask("none")}
        />
      )}
      <Charges subscription={subscription} />
    </li>
  )
}

export type SubscriptionList = Loaded<readonly Subscription[]>

/** Of whoever is logged in; nothing to be asked for before that is known. */
export const useSubscriptions = (customerId: string | undefined): SubscriptionList => {
  const { kairos, locale } = useShop()
  const key = customerId === undefined ? null : `${customerId} ${locale}`
  return useLoaded(key, () => kairos.subscriptions.list())
}

/** What the shopper is subscribed to: the next date and amount, and everything about it in at most two clicks. */
export const Subscriptions = ({ list }: { list: SubscriptionList }) => {
  const { texts, locale } = useShop()
  const words = texts.subscriptions
  return (
    <section className="panel" aria-labelledby="subscriptions">
      <h2 id="subscriptions">{words.title}</h2>
      {list.status === "loading" && <p role="status">{texts.loading}</p>}
      {list.status === "failed" && <p className="notice">{words.unavailable}</p>}
      {list.status === "ready" && list.value.length === 0 && <p className="hint">{words.none}</p>}
      {list.status === "ready" && (
        <ul className="subscriptions">
          {list.value.map((one) => (
            <SubscriptionCard key={`${one.id} ${locale}`} initial={one} />
          ))}
        </ul>
      )}
    </section>
  )
}
