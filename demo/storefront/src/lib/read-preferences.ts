import type { Answer, Preferences, PreferencesPatch } from "medusa-plugin-kairos/storefront"
import { inDays } from "./clock"

type Consent = Preferences["consents"][number]

export type DraftPreferences = PreferencesPatch

/** Always offered, whether or not the shop holds a record; others are shown when there is one. */
const OFFERED: readonly Consent[] = [
  { purpose: "marketing", channel: "email" },
  { purpose: "personalisation", channel: "on_site" },
  { purpose: "profiling", channel: "on_site" },
  { purpose: "reviews", channel: "email" },
].map((consent) => ({ ...consent, granted: false, since: null, source: null }))

export const nameOf = ({ purpose, channel }: Consent): string => `${purpose}:${channel}`

export const shownConsents = (consents: readonly Consent[]): readonly Consent[] => {
  const known = new Map(consents.map((consent) => [nameOf(consent), consent]))
  const offered = OFFERED.map((consent) => known.get(nameOf(consent)) ?? consent)
  const others = consents.filter(
    (consent) =>
      consent.purpose !== "service" && !offered.some((one) => nameOf(one) === nameOf(consent))
  )
  return [...offered, ...others]
}

/** How often, by the value of the select. A month is as long as the longest: then no month holds more. */
export const FREQUENCIES: Readonly<Record<string, Preferences["frequency"]>> = {
  shop: null,
  "1/7": { max: 1, days: 7 },
  "2/31": { max: 2, days: 31 },
  "1/31": { max: 1, days: 31 },
}

export const frequencyName = (own: Preferences["frequency"]): string =>
  Object.entries(FREQUENCIES).find(
    ([, one]) => one?.max === own?.max && one?.days === own?.days
  )?.[0] ?? "own"

/** What somebody filled in; null while hours or a day are half filled in. */
export const readPreferences = (form: FormData, state: Preferences): DraftPreferences | null => {
  const text = (name: string) => String(form.get(name) ?? "")
  const [from, to] = [text("quiet_from"), text("quiet_to")]
  const day = text("pause_day")
  if ((from === "") !== (to === "") || (from !== "" && from === to)) return null
  const pause = text("pause")
  if (pause === "day" && day === "") return null
  return {
    consents: shownConsents(state.consents).flatMap((consent) => {
      const granted = form.get(nameOf(consent)) !== null
      const { purpose, channel } = consent
      return granted === consent.granted ? [] : [{ purpose, channel, granted }]
    }),
    ...(text("frequency") === "own" ? {} : { frequency: FREQUENCIES[text("frequency")] ?? null }),
    quiet_hours: from === "" ? null : { from, to },
    topics: form.getAll("topic").map(String),
    time_zone: text("time_zone") || null,
    answers: Object.fromEntries(
      state.questions.map(({ key, kind }) => [key, answerOf(form, key, kind)])
    ),
    inferred: Object.fromEntries(
      state.inferred.flatMap(({ kind, choice, source }) => {
        const wanted = text(`inferred-${kind}`)
        const before = source === "declared" ? (choice ?? "none") : ""
        return wanted === before ? [] : [[kind, wanted || null]]
      })
    ),
    ...pauseOf(pause, day),
  }
}

const answerOf = (
  form: FormData,
  key: string,
  kind: Preferences["questions"][number]["kind"]
): Answer | null => {
  const values = form.getAll(`answer-${key}`).map(String).filter(Boolean)
  const [first] = values
  if (first === undefined) return null
  if (kind === "many") return values
  return kind === "yes_no" ? first === "yes" : kind === "number" ? Number(first) : first
}

const pauseOf = (pause: string, day: string): DraftPreferences => {
  if (pause === "none") return { paused_until: null }
  if (pause === "30") return { paused_until: inDays(30) }
  // Where this browser is, the day begins.
  return pause === "day" ? { paused_until: new Date(`${day}T00:00`).toISOString() } : {}
}
