import type { Preferences as State } from "medusa-plugin-kairos/storefront"
import { type FormEvent, useState } from "react"
import { inDays, isFuture } from "../lib/clock"
import { formatDate } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { Alert, Check } from "./fields"

const PAUSE_DAYS = 30
type Consent = State["consents"][number]

/** Always offered, whether or not the shop holds a record; others are shown when there is one. */
const OFFERED: readonly Consent[] = [
  { purpose: "marketing", channel: "email" },
  { purpose: "personalisation", channel: "on_site" },
  { purpose: "profiling", channel: "on_site" },
  { purpose: "reviews", channel: "email" },
].map((consent) => ({ ...consent, granted: false, since: null, source: null }))

const nameOf = ({ purpose, channel }: Consent): string => `${purpose}:${channel}`

const shown = (consents: readonly Consent[]): readonly Consent[] => {
  const known = new Map(consents.map((consent) => [nameOf(consent), consent]))
  const offered = OFFERED.map((consent) => known.get(nameOf(consent)) ?? consent)
  const others = consents.filter(
    (consent) =>
      consent.purpose !== "service" && !offered.some((one) => nameOf(one) === nameOf(consent))
  )
  return [...offered, ...others]
}

const ConsentRow = ({ consent }: { consent: Consent }) => {
  const { texts, locale } = useShop()
  const { purposes, hints, channels, since } = texts.account
  const { purpose, channel } = consent
  return (
    <Check
      name={nameOf(consent)}
      defaultChecked={consent.granted}
      data-testid={`preference-${purpose}-${channel}`}
    >
      <strong>{purposes[purpose] ?? purpose}</strong> {channels[channel] ?? channel}
      <span className="hint">
        {hints[purpose]}
        {consent.granted &&
          consent.since !== null &&
          ` (${since(formatDate(consent.since, locale))})`}
      </span>
    </Check>
  )
}

const PreferencesForm = ({ initial }: { initial: State }) => {
  const { texts, locale, kairos, refreshContent } = useShop()
  const [state, setState] = useState(initial)
  const [notice, setNotice] = useState("")
  const [error, setError] = useState("")
  const save = async (patch: Parameters<typeof kairos.preferences.set>[0]) => {
    setNotice("")
    setError("")
    try {
      setState(await kairos.preferences.set(patch))
      setNotice(texts.account.saved)
      refreshContent()
    } catch (failure) {
      setError((failure as Error).message || texts.errors.general)
    }
  }
  const rows = shown(state.consents)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const consents = rows.flatMap(({ purpose, channel, granted }) => {
      const wanted = form.get(`${purpose}:${channel}`) !== null
      return wanted === granted ? [] : [{ purpose, channel, granted: wanted }]
    })
    void save({ consents, locale })
  }
  const paused = isFuture(state.paused_until) ? state.paused_until : null
  return (
    <>
      <form onSubmit={submit} data-testid="preferences-form">
        {rows.map((consent) => (
          <ConsentRow key={nameOf(consent) + String(consent.granted)} consent={consent} />
        ))}
        <p className="saved" role="status" data-testid="preferences-saved">
          {notice}
        </p>
        <Alert>{error}</Alert>
        <button className="button" data-testid="preferences-save">
          {texts.account.save}
        </button>
      </form>
      <div className="pause">
        <h3>{texts.account.pause}</h3>
        <p className="hint">
          {paused === null
            ? texts.account.pauseBody
            : texts.account.pausedUntil(formatDate(paused, locale))}
        </p>
        <button
          type="button"
          className="button quiet"
          data-testid="pause"
          onClick={() => void save({ paused_until: paused === null ? inDays(PAUSE_DAYS) : null })}
        >
          {paused === null ? texts.account.pauseFor(PAUSE_DAYS) : texts.account.resume}
        </button>
      </div>
    </>
  )
}

export const Preferences = ({ customerId }: { customerId: string }) => {
  const { texts, kairos } = useShop()
  const preferences = useLoaded(customerId, () => kairos.preferences.get())
  return (
    <section className="panel preferences" aria-labelledby="preferences">
      <h2 id="preferences">{texts.account.preferences}</h2>
      <p className="hint">{texts.account.preferencesBody}</p>
      {preferences.status === "loading" && <p role="status">{texts.loading}</p>}
      {preferences.status === "failed" && <p className="notice">{texts.account.unavailable}</p>}
      {preferences.status === "ready" && <PreferencesForm initial={preferences.value} />}
    </section>
  )
}
