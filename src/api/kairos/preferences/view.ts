import { consentKey } from "../../../core/consent/fold"
import { dateText } from "../../../core/content/format-value"
import { escapeHtml } from "../../../core/content/render-template"
import type { Language } from "../../../core/text/localized"
import type { Contact } from "../../../modules/kairos-consent/contacts"
import type { ChoiceState } from "../../../workflows/consent/choices"
import { choiceLabel } from "../support/choice-labels"
import { formAction, maskEmail, type Page } from "../support/page"
import { TEXTS } from "./texts"

export type PreferencesView = {
  readonly language: Language
  readonly token: string
  readonly person: Contact | null
  readonly choices: readonly ChoiceState[]
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
      `<form method="post" action="${action}"><input type="hidden" name="action" value="save">`,
      consentsHtml(view),
      pauseHtml(view),
      languageHtml(view),
      `<button type="submit">${escapeHtml(words.save)}</button></form>`,
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
  return `<fieldset><legend>${escapeHtml(TEXTS[language].consents)}</legend>${boxes.join("")}</fieldset>`
}

function pauseHtml({ person, language, time_zone, now }: PreferencesView): string {
  const words = TEXTS[language]
  const until = person?.paused_until ?? null
  const paused = until !== null && Date.parse(until) > Date.parse(now)
  const state = paused
    ? `<p class="hint">${escapeHtml(words.pausedUntil(dateText(until, language, time_zone)))}</p>`
    : ""
  const values = ["keep", "0", "30", "90"] as const
  const options = values
    .filter((value) => paused || value !== "0")
    .map((value) => {
      const checked = value === "keep" ? " checked" : ""
      return `<label><input type="radio" name="pause" value="${value}"${checked}><span>${escapeHtml(words.pauses[value])}</span></label>`
    })
  return `<fieldset><legend>${escapeHtml(words.pause)}</legend>${state}${options.join("")}</fieldset>`
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
