import type { Localized } from "../../../core/catalog/definitions"
import { consentKey } from "../../../core/consent/fold"
import { dateText } from "../../../core/content/format-value"
import { escapeHtml } from "../../../core/content/render-template"
import type { Language } from "../../../core/text/localized"
import type { Named } from "../../../core/preferences/question"
import { localTimeOf } from "../../../core/schedule/time-zone"
import type { Contact } from "../../../modules/kairos-consent/contacts"
import type { ChoiceState } from "../../../workflows/consent/choices"
import { choiceLabel } from "../support/choice-labels"
import { formAction, maskEmail, type Page } from "../support/page"
import { checkedHtml, optionsHtml, zoneHtml } from "./controls"
import { FREQUENCIES, type FormProblem } from "./form"
import { TEXTS } from "./texts"

export type PreferencesView = {
  readonly language: Language
  readonly token: string
  /** As they are or, in a draft, as they would be. */
  readonly person: Contact | null
  /** The pause that counts now, whatever the draft says. */
  readonly paused_until: string | null
  readonly choices: readonly ChoiceState[]
  readonly topics: readonly Named[]
  /** What the choices mean, as they are or as they would be; none where something in the form is wrong. */
  readonly summary: readonly Localized[]
  /** Filled in and not saved. */
  readonly is_draft: boolean
  readonly problems: readonly FormProblem[]
  readonly time_zone: string
  readonly now: string
  readonly notice: string | null
}

const LANGUAGE_NAMES = { en: "English", es: "Español", pt: "Português" } as const

/** Channels and purposes of this person and nothing else of theirs: mails are forwarded (requirement B-34). */
export function preferencesPage(view: PreferencesView): Page {
  const words = TEXTS[view.language]
  const action = formAction("preferences", view.token)
  const who = maskEmail(view.person?.email ?? "")
  const intro = view.person === null ? "" : `<p>${escapeHtml(words.who(who))}</p>`
  return {
    language: view.language,
    title: words.title,
    body: [
      noticeHtml(view.notice),
      intro,
      problemsHtml(view),
      meaningHtml(view),
      `<form method="post" action="${action}">`,
      consentsHtml(view),
      frequencyHtml(view),
      hoursHtml(view),
      topicsHtml(view),
      pauseHtml(view),
      languageHtml(view),
      `<div class="actions"><button type="submit" name="action" value="save">${escapeHtml(words.save)}</button>`,
      `<button class="quiet" type="submit" name="action" value="preview">${escapeHtml(words.preview)}</button></div></form>`,
      stopForm(action, view.language),
    ].join(""),
  }
}

/** A link that may no longer change anything still stops everything (requirement B-07). */
export function oldLinkPage(language: Language, token: string, notice: string | null): Page {
  const words = TEXTS[language]
  const action = formAction("preferences", token)
  return {
    language,
    title: words.oldTitle,
    body: [
      noticeHtml(notice),
      `<p>${escapeHtml(words.old)}</p>`,
      `<form method="post" action="${action}"><input type="hidden" name="action" value="new_link">`,
      `<button type="submit">${escapeHtml(words.newLink)}</button></form>`,
      stopForm(action, language),
    ].join(""),
  }
}

function noticeHtml(notice: string | null): string {
  return notice === null ? "" : `<p class="done" role="status">${escapeHtml(notice)}</p>`
}

function consentsHtml({ choices, language }: PreferencesView): string {
  const boxes = choices.map((choice) => {
    const key = escapeHtml(consentKey(choice.purpose, choice.channel))
    const checked = choice.granted ? " checked" : ""
    return [
      `<input type="hidden" name="shown" value="${key}">`,
      `<label><input type="checkbox" name="granted" value="${key}"${checked}>`,
      `<span>${escapeHtml(choiceLabel(choice, language))}</span></label>`,
    ].join("")
  })
  // What was agreed to is evidence, so the form says in which language it was read.
  const read = `<input type="hidden" name="shown_in" value="${language}">`
  return `<fieldset><legend>${escapeHtml(TEXTS[language].consents)}</legend>${read}${boxes.join("")}</fieldset>`
}

function problemsHtml({ problems, language }: PreferencesView): string {
  const words = TEXTS[language]
  const lines = problems.map((problem) => `<li>${escapeHtml(words[problem])}</li>`)
  return problems.length === 0
    ? ""
    : `<div class="wrong" role="alert"><p>${escapeHtml(words.wrong)}</p><ul>${lines.join("")}</ul></div>`
}

function meaningHtml({ summary, is_draft, language }: PreferencesView): string {
  if (summary.length === 0) {
    return ""
  }
  const words = TEXTS[language]
  const lines = summary.map((sentence) => `<li>${escapeHtml(sentence[language])}</li>`)
  return [
    `<section class="means" aria-labelledby="means"${is_draft ? ` role="status"` : ""}>`,
    `<h2 id="means">${escapeHtml(words.means)}</h2>`,
    is_draft ? `<p class="hint">${escapeHtml(words.notSaved)}</p>` : "",
    `<ul>${lines.join("")}</ul></section>`,
  ].join("")
}

function frequencyHtml({ person, language }: PreferencesView): string {
  const words = TEXTS[language]
  const own = person?.frequency ?? null
  const known = Object.entries(FREQUENCIES).find(
    ([, one]) => one?.max === own?.max && one?.days === own?.days
  )
  const current = known?.[0] ?? "own"
  const values = [...Object.keys(FREQUENCIES), ...(known === undefined ? ["own"] : [])]
  const labels: Readonly<Record<string, string>> = words.frequencies
  const options = values.map((value) => ({ value, label: labels[value] ?? value }))
  return `<p><label for="frequency">${escapeHtml(words.frequency)}</label><select id="frequency" name="frequency">${optionsHtml(options, current)}</select></p>`
}

function hoursHtml({ person, language }: PreferencesView): string {
  const words = TEXTS[language]
  const quiet = person?.quiet_hours ?? null
  const field = (name: "from" | "to") =>
    [
      `<label for="quiet_${name}">${escapeHtml(words[name])}`,
      `<input type="time" id="quiet_${name}" name="quiet_${name}" value="${escapeHtml(quiet?.[name] ?? "")}"></label>`,
    ].join("")
  return [
    `<fieldset aria-describedby="hours-hint"><legend>${escapeHtml(words.hours)}</legend>`,
    `<p class="hint" id="hours-hint">${escapeHtml(words.hoursHint)}</p>`,
    `<div class="pair">${field("from")}${field("to")}</div>`,
    `<p><label for="time_zone">${escapeHtml(words.zone)}</label>`,
    zoneHtml(person?.time_zone ?? null, words.zoneUnknown),
    "</p></fieldset>",
  ].join("")
}

function topicsHtml({ topics, person, language }: PreferencesView): string {
  if (topics.length === 0) {
    return ""
  }
  const boxes = topics.map(({ value, label }) => {
    const name = escapeHtml(value)
    return [
      `<input type="hidden" name="topics_shown" value="${name}">`,
      `<label><input type="checkbox" name="topic" value="${name}"${checkedHtml(person?.topics.includes(value) ?? false)}>`,
      `<span>${escapeHtml(label[language])}</span></label>`,
    ].join("")
  })
  return `<fieldset><legend>${escapeHtml(TEXTS[language].topics)}</legend>${boxes.join("")}</fieldset>`
}

function pauseHtml(view: PreferencesView): string {
  const { person, language, time_zone, now } = view
  const words = TEXTS[language]
  const running = (until: string | null | undefined): string | null =>
    until != null && Date.parse(until) > Date.parse(now) ? until : null
  const until = running(person?.paused_until)
  const paused = until !== null
  // What was filled in and not saved yet is a day: the same one, whatever it was chosen by.
  const chosen = view.is_draft ? (paused ? "day" : "0") : "keep"
  const values = ["keep", "0", "30", "90"] as const
  const options = values
    .filter((value) => paused || view.is_draft || value !== "0")
    .map(
      (value) =>
        `<label><input type="radio" name="pause" value="${value}"${checkedHtml(value === chosen)}><span>${escapeHtml(words.pauses[value])}</span></label>`
    )
  const day = paused ? localDay(until, time_zone) : ""
  return [
    `<fieldset><legend>${escapeHtml(words.pause)}</legend>${pauseState(view, running(view.paused_until), until)}${options.join("")}`,
    `<label><input type="radio" name="pause" value="day"${checkedHtml(chosen === "day")}><span>${escapeHtml(words.until)}</span></label>`,
    `<label for="pause_day">${escapeHtml(words.day)}<input type="date" id="pause_day" name="pause_day" value="${day}"></label></fieldset>`,
  ].join("")
}

/** What is so, and apart from it what would be: nothing that is not saved is said to be so. */
function pauseState(
  { language, time_zone }: PreferencesView,
  is: string | null,
  would: string | null
): string {
  const words = TEXTS[language]
  const day = (instant: string) => dateText(instant, language, time_zone)
  const lines = [
    ...(is === null ? [] : [words.pausedUntil(day(is))]),
    ...(is === would ? [] : [would === null ? words.wouldNotPause : words.wouldPause(day(would))]),
  ]
  return lines.map((line) => `<p class="hint">${escapeHtml(line)}</p>`).join("")
}

function localDay(instant: string, zone: string): string {
  const { year, month, day } = localTimeOf(zone, Date.parse(instant))
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-")
}

function languageHtml({ language }: PreferencesView): string {
  const options = (Object.keys(LANGUAGE_NAMES) as Language[]).map((code) => {
    const selected = code === language ? " selected" : ""
    return `<option value="${code}"${selected} lang="${code}">${LANGUAGE_NAMES[code]}</option>`
  })
  return `<p><label for="language">${escapeHtml(TEXTS[language].language)}</label><select id="language" name="language">${options.join("")}</select></p>`
}

function stopForm(action: string, language: Language): string {
  const words = TEXTS[language]
  return [
    `<form method="post" action="${action}"><input type="hidden" name="action" value="stop">`,
    `<p class="hint" id="stop-hint">${escapeHtml(words.stopHint)}</p>`,
    `<button class="quiet" type="submit" aria-describedby="stop-hint">${escapeHtml(words.stop)}</button></form>`,
  ].join("")
}
