import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { consentKey } from "../../../core/consent/fold"
import { languageOf } from "../../../core/content/format-value"
import type { Language } from "../../../core/text/localized"
import type { Contact } from "../../../modules/kairos-consent/contacts"
import { type Choice, type ChoiceState, readChoices } from "../../../workflows/consent/choices"
import {
  changePreferences,
  mailNewLink,
  stopEverything,
} from "../../../workflows/consent/change-preferences"
import { summariseChoices } from "../../../workflows/preferences/show-preferences"
import { type Runtime, runtimeOf } from "../../../workflows/support/runtime"
import type { VerifiedToken } from "../../../workflows/support/tokens"
import { openLink } from "../support/open-link"
import { choiceLabel } from "../support/choice-labels"
import { formFields, pageLanguage, sendPage, tokenOf } from "../support/page"
import { readForm, type ReadForm } from "./form"
import { TEXTS } from "./texts"
import { oldLinkPage, preferencesPage } from "./view"

const DAY = 86_400_000
/** After this a link may be in other hands: it stops everything, and changes nothing else (requirement B-07). */
const PREFERENCES_DAYS = 90

export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "preferences")
  if (token === null) {
    return
  }
  await show(req, res, runtime, token, () => null)
}

export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const token = await openLink(req, res, "preferences", {
    stops: formFields(req).action === "stop",
  })
  if (token === null) {
    return
  }
  const { action } = formFields(req)
  const person = await runtime.consent.readPersonById(token.subject)
  if (action === "stop") {
    await stopEverything(runtime, token.subject)
    return show(req, res, runtime, token, (words) => words.saved)
  }
  if (action === "new_link") {
    const language = pageLanguage(req, person?.locale, runtime.options.locale)
    await mailNewLink(runtime, token.subject, language)
    return show(req, res, runtime, token, (words) => words.mailed)
  }
  if ((action === "save" || action === "preview") && person !== null && !isOld(runtime, token)) {
    const choices = await readChoices(runtime, person, person.email)
    const form = readForm(runtime, person, choices, formFields(req))
    if (action === "preview" || form.problems.length > 0) {
      return show(req, res, runtime, token, () => null, form)
    }
    await save(runtime, person, form)
    return show(req, res, runtime, token, (words) => words.saved)
  }
  // A form of another page, or of none: nothing is changed, and the page says what can be.
  await show(req, res, runtime, token, () => null)
}

type Words = (typeof TEXTS)[keyof typeof TEXTS]

async function show(
  req: MedusaRequest,
  res: MedusaResponse,
  runtime: Runtime,
  token: VerifiedToken,
  notice: (words: Words) => string | null,
  draft?: ReadForm
): Promise<void> {
  const person = await runtime.consent.readPersonById(token.subject)
  const wished = draft?.patch.locale ?? person?.locale
  const language = pageLanguage(req, wished, runtime.options.locale)
  const said = notice(TEXTS[language])
  const raw = String(tokenOf(req))
  if (isOld(runtime, token)) {
    return sendPage(res, 200, oldLinkPage(language, raw, said))
  }
  const settings = await runtime.automation.settings.read()
  sendPage(
    res,
    200,
    preferencesPage({
      language,
      token: raw,
      person: person === null ? null : { ...person, ...draft?.patch },
      paused_until: person?.paused_until ?? null,
      choices: person === null ? [] : await choicesIn(runtime, person, draft),
      topics: runtime.options.preferences.topics,
      summary:
        person === null || (draft?.problems.length ?? 0) > 0
          ? []
          : await summariseChoices(runtime, person, person.email, draft),
      is_draft: draft !== undefined,
      problems: draft?.problems ?? [],
      time_zone: person?.time_zone ?? settings.time_zone,
      now: runtime.clock.now().toISOString(),
      notice: said,
    })
  )
}

async function choicesIn(
  runtime: Runtime,
  person: Contact,
  draft: ReadForm | undefined
): Promise<readonly ChoiceState[]> {
  const wanted = new Map(
    draft?.consents.map((one) => [consentKey(one.purpose, one.channel), one.granted])
  )
  return (await readChoices(runtime, person, person.email)).map((choice) => ({
    ...choice,
    granted: wanted.get(consentKey(choice.purpose, choice.channel)) ?? choice.granted,
  }))
}

function isOld(runtime: Runtime, token: VerifiedToken): boolean {
  const age = runtime.clock.now().getTime() - token.issued_at.getTime()
  return age > PREFERENCES_DAYS * DAY
}

async function save(runtime: Runtime, person: Contact, form: ReadForm): Promise<void> {
  await changePreferences(runtime, {
    email: person.email,
    consents: form.consents,
    patch: form.patch,
    source: "preferences_link",
    actor: "link",
    customer_id: null,
    language: form.shown_in ?? languageOf(form.patch.locale),
    // Without the language that it was read in nobody knows what the box said.
    words: (choice) => (form.shown_in === null ? null : wordsOf(choice, form.shown_in)),
  })
}

/** A box of the page, as it reads under its heading. */
const wordsOf = (choice: Choice, language: Language): string =>
  `${TEXTS[language].consents}: ${choiceLabel(choice, language)}`
