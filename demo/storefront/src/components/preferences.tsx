import type { Preferences as State } from "medusa-plugin-kairos/storefront"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { Link } from "react-router-dom"
import {
  type DraftPreferences,
  nameOf,
  readPreferences,
  shownConsents,
} from "../lib/read-preferences"
import { formatDate } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"
import { Alert, Check } from "./fields"
import { PreferenceFields } from "./preference-fields"

type Consent = State["consents"][number]
const TYPING_MS = 300

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

/** What the choices on the page mean, as they are filled in; asked once somebody stops changing them. */
const useMeaning = (state: State) => {
  const { kairos } = useShop()
  const [draft, setDraft] = useState<DraftPreferences | null>(null)
  const [meaning, setMeaning] = useState({ of: state, summary: state.summary })
  useEffect(() => {
    if (draft === null) return undefined
    let current = true
    const timer = setTimeout(() => {
      kairos.preferences.preview(draft).then(
        (summary) => current && setMeaning({ of: state, summary }),
        () => undefined
      )
    }, TYPING_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [draft, kairos, state])
  return { summary: meaning.of === state ? meaning.summary : state.summary, look: setDraft }
}

const PreferencesForm = ({ initial }: { initial: State }) => {
  const { texts, locale, kairos, refreshContent } = useShop()
  const [state, setState] = useState(initial)
  // What was asked for and does not count yet is not what the fields show: each answer draws them anew.
  const [answers, setAnswers] = useState(0)
  const [notice, setNotice] = useState("")
  const [error, setError] = useState("")
  const form = useRef<HTMLFormElement>(null)
  const { summary, look } = useMeaning(state)
  const rows = shownConsents(state.consents)
  const changed = () => {
    setNotice("")
    const draft = form.current === null ? null : readPreferences(new FormData(form.current), state)
    if (draft !== null) look(draft)
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setNotice("")
    setError("")
    const draft = readPreferences(new FormData(event.currentTarget), state)
    if (draft === null) return setError(texts.account.hoursWrong)
    try {
      const saved = await kairos.preferences.set({ ...draft, locale })
      setState(saved)
      setAnswers((count) => count + 1)
      setNotice(saved.unconfirmed.length === 0 ? texts.account.saved : texts.account.confirmByMail)
      refreshContent()
    } catch (failure) {
      setError((failure as Error).message || texts.errors.general)
    }
  }
  return (
    <form
      ref={form}
      onSubmit={(event) => void submit(event)}
      onChange={changed}
      data-testid="preferences-form"
    >
      <fieldset>
        <legend>{texts.account.consents}</legend>
        {rows.map((consent) => (
          <ConsentRow key={`${nameOf(consent)} ${answers}`} consent={consent} />
        ))}
      </fieldset>
      <PreferenceFields key={answers} state={state} />
      <section className="meaning" aria-labelledby="meaning">
        <h3 id="meaning">{texts.account.meaning}</h3>
        <ul aria-live="polite" data-testid="preferences-meaning">
          {summary.map((sentence) => (
            <li key={sentence.en}>{sentence[locale]}</li>
          ))}
        </ul>
      </section>
      <p className="saved" role="status" data-testid="preferences-saved">
        {notice}
      </p>
      <Alert>{error}</Alert>
      <button className="button" data-testid="preferences-save">
        {texts.account.save}
      </button>
    </form>
  )
}

export const Preferences = ({ customerId }: { customerId: string }) => {
  const { texts, kairos } = useShop()
  const preferences = useLoaded(customerId, () => kairos.preferences.get())
  return (
    <section className="panel preferences" aria-labelledby="preferences">
      <h2 id="preferences">{texts.account.preferences}</h2>
      <p className="hint">{texts.account.preferencesBody}</p>
      <p>
        <Link to="/account/privacy" data-testid="to-privacy">
          {texts.privacy.link}
        </Link>
      </p>
      {preferences.status === "loading" && <p role="status">{texts.loading}</p>}
      {preferences.status === "failed" && <p className="notice">{texts.account.unavailable}</p>}
      {preferences.status === "ready" && <PreferencesForm initial={preferences.value} />}
    </section>
  )
}
