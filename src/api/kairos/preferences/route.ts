import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { consentKey } from "../../../core/consent/fold"
import { languageOf } from "../../../core/content/format-value"
import type { Contact, PreferencePatch } from "../../../modules/kairos-consent/contacts"
import { choicesOf } from "../../../workflows/consent/choices"
import {
  changePreferences,
  mailNewLink,
  stopEverything,
  type WantedConsent,
} from "../../../workflows/consent/change-preferences"
import { type Runtime, runtimeOf } from "../../../workflows/support/runtime"
import type { VerifiedToken } from "../../../workflows/support/tokens"
import { openLink } from "../support/open-link"
import { formFields, pageLanguage, sendPage, tokenOf } from "../support/page"
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
  if (action === "save" && person !== null && !isOld(runtime, token)) {
    await save(runtime, person, formFields(req))
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
  notice: (words: Words) => string | null
): Promise<void> {
  const person = await runtime.consent.readPersonById(token.subject)
  const language = pageLanguage(req, person?.locale, runtime.options.locale)
  const said = notice(TEXTS[language])
  const raw = String(tokenOf(req))
  if (isOld(runtime, token)) {
    return sendPage(res, 200, oldLinkPage(language, raw, said))
  }
  sendPage(
    res,
    200,
    preferencesPage({
      language,
      token: raw,
      person,
      choices: person === null ? [] : choicesOf(person, runtime.options.consent.basis),
      time_zone: person?.time_zone ?? runtime.options.timeZone,
      now: runtime.clock.now().toISOString(),
      notice: said,
    })
  )
}

function isOld(runtime: Runtime, token: VerifiedToken): boolean {
  const age = runtime.clock.now().getTime() - token.issued_at.getTime()
  return age > PREFERENCES_DAYS * DAY
}

async function save(
  runtime: Runtime,
  person: Contact,
  fields: Readonly<Record<string, unknown>>
): Promise<void> {
  const language = languageOf(typeof fields.language === "string" ? fields.language : null)
  await changePreferences(runtime, {
    email: person.email,
    consents: wantedConsents(runtime, person, fields),
    patch: {
      ...pausePatch(runtime, fields.pause),
      ...(language === null ? {} : { locale: language }),
    },
    source: "preferences_link",
    actor: "link",
    customer_id: null,
    language,
  })
}

/** A box counts only if it was on the page: one that appeared meanwhile was not left empty by the person. */
function wantedConsents(
  runtime: Runtime,
  person: Contact,
  fields: Readonly<Record<string, unknown>>
): readonly WantedConsent[] {
  const shown = new Set(listOf(fields.shown))
  const granted = new Set(listOf(fields.granted))
  return choicesOf(person, runtime.options.consent.basis)
    .map((choice) => ({ choice, key: consentKey(choice.purpose, choice.channel) }))
    .filter(({ choice, key }) => shown.has(key) && choice.granted !== granted.has(key))
    .map(({ choice: { purpose, channel }, key }) => ({
      purpose,
      channel,
      granted: granted.has(key),
    }))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function pausePatch(runtime: Runtime, value: unknown): PreferencePatch {
  if (value === "0") {
    return { paused_until: null }
  }
  if (value !== "30" && value !== "90") {
    return {}
  }
  const until = new Date(runtime.clock.now().getTime() + Number(value) * DAY)
  return { paused_until: until.toISOString() }
}
