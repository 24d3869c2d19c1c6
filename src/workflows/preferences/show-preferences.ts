import type { ContactState } from "../../core/consent/consent"
import type { Localized } from "../../core/catalog/definitions"
import { consentKey } from "../../core/consent/fold"
import { preferenceSummary } from "../../core/preferences/preference-summary"
import { isTimeZone } from "../../core/schedule/time-zone"
import type { PreferencePatch } from "../../modules/kairos-consent/contacts"
import type { PreferencesResponse } from "../../types"
import type { WantedConsent } from "../consent/change-preferences"
import { readChoices } from "../consent/choices"
import type { Runtime } from "../support/runtime"
import { inferPreferences } from "./infer-preferences"

/** Choices that are looked at before they are saved. */
export type Draft = { readonly consents: readonly WantedConsent[]; readonly patch: PreferencePatch }

/** What choices mean in plain words, as they are or as they would be. */
export async function summariseChoices(
  runtime: Runtime,
  contact: ContactState,
  email: string,
  draft: Draft = { consents: [], patch: {} }
): Promise<readonly Localized[]> {
  const settings = await runtime.automation.settings.read()
  const would = applied(contact, draft)
  const wanted = new Map(
    draft.consents.map(({ purpose, channel, granted }) => [consentKey(purpose, channel), granted])
  )
  const choices = (await readChoices(runtime, contact, email)).map((choice) => ({
    ...choice,
    granted: wanted.get(consentKey(choice.purpose, choice.channel)) ?? choice.granted,
  }))
  const may = (purpose: string, fits: (channel: string) => boolean) =>
    choices.some((one) => one.purpose === purpose && fits(one.channel) && one.granted)
  return preferenceSummary(
    {
      marketing: may("marketing", (channel) => channel !== "on_site"),
      personal: may("personalisation", () => true),
      profiling: may("profiling", () => true),
      frequency: would.frequency ?? null,
      quiet_hours: would.quiet_hours ?? null,
      paused_until: would.paused_until,
      topics: topicNames(runtime, would.topics ?? []),
    },
    {
      now: runtime.clock.now().toISOString(),
      time_zone: isTimeZone(would.time_zone) ? would.time_zone : settings.time_zone,
      shop: { quiet_hours: settings.quiet_hours, caps: settings.caps },
    }
  )
}

function applied(contact: ContactState, { patch }: Draft): ContactState {
  const given = Object.entries(patch as Readonly<Record<string, unknown>>)
  return {
    ...contact,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  }
}

function topicNames(runtime: Runtime, topics: readonly string[]): readonly Localized[] {
  const named = runtime.options.preferences.topics
  return topics.map(
    (topic) =>
      named.find(({ value }) => value === topic)?.label ?? { en: topic, es: topic, pt: topic }
  )
}

/** All that a customer may choose and has chosen, for their account. */
export async function showPreferences(
  runtime: Runtime,
  customer_id: string,
  email: string
): Promise<Omit<PreferencesResponse["preferences"], "unconfirmed">> {
  const person = await runtime.consent.readPerson(email)
  const contact: ContactState = person ?? (await runtime.consent.readContact(email))
  const zone = isTimeZone(contact.time_zone) ? contact.time_zone : runtime.options.timeZone
  const [consents, summary, { answers }, inferred] = await Promise.all([
    readChoices(runtime, contact, email),
    summariseChoices(runtime, contact, email),
    runtime.profile.declarations.read(customer_id),
    inferPreferences(runtime, { customer_id, objected: contact.profiling_objected, zone }),
  ])
  return {
    consents: [...consents],
    paused_until: contact.paused_until,
    locale: contact.locale,
    time_zone: contact.time_zone,
    topics: [...(contact.topics ?? [])],
    frequency: contact.frequency ?? null,
    quiet_hours: contact.quiet_hours ?? null,
    summary: [...summary],
    topics_offered: runtime.options.preferences.topics,
    questions: runtime.options.preferences.questions.map((question) => ({
      ...question,
      answer: answers[question.key]?.value ?? null,
      answered_at: answers[question.key]?.at ?? null,
    })),
    inferred: [...inferred],
  }
}
