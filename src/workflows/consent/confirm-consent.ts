import { createHash } from "node:crypto"
import { addressHashes } from "../../modules/kairos-consent/address-hash"
import { normaliseEmail } from "../../core/identity/email"
import { type LimitPatch, notSaidSince } from "../../core/preferences/limits"
import type { Language } from "../../core/text/localized"
import type { ConsentInput } from "../../modules/kairos-consent/evidence"
import { confirmLink } from "../messages/links"
import { sendNotice } from "../messages/notice"
import { savePreferences } from "../preferences/save-preferences"
import { LIMITS } from "../support/limits"
import { takePoints } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"
import type { Choice } from "./choices"

/** What a confirmation's link carries: all that its owner will have agreed to. */
export type ConfirmPayload = {
  readonly choices: readonly Choice[]
  /** Where it was asked for. */
  readonly source: string
  readonly text_version: string | null
  readonly language: Language
  /** A pause, a frequency or hours that an account wants looser, and when it asked (ISO 8601). */
  readonly limits?: { readonly patch: LimitPatch; readonly asked_at: string }
}

const CONFIRMATION_HOURS = 72

/** Asks whoever reads the address whether they agree; so often a day and no more, and never an address that is stopped. */
export async function askToConfirm(
  runtime: Runtime,
  email: string,
  payload: ConfirmPayload
): Promise<void> {
  const person = normaliseEmail(email)
  const limits = Object.keys(payload.limits?.patch ?? {})
  if (person === null || payload.choices.length + limits.length === 0) {
    return
  }
  const key = addressHashes(runtime.options, person)[0]
  if ((await takePoints(runtime.knex, LIMITS.confirmations_of_person, key)) > 0) {
    return
  }
  const expires = new Date(runtime.clock.now().getTime() + CONFIRMATION_HOURS * 3_600_000)
  const id = await runtime.consent.personId(person)
  const link = await confirmLink(runtime, id, payload, expires)
  const { language } = payload
  // Not waited for: how long the answer takes must not tell a stranger what this person said before.
  void sendNotice(runtime, { to: email.trim(), kind: "confirm", language, link })
}

/** Takes a confirmation. The same link counts once: not again after the person has withdrawn. */
export async function confirmConsent(
  runtime: Runtime,
  personId: string,
  token: string,
  payload: ConfirmPayload
): Promise<void> {
  const person = await runtime.consent.readPersonById(personId)
  if (person === null) {
    return
  }
  await runtime.knex.transaction(async (trx) => {
    const contact = await runtime.consent.lockPerson(trx, person.email)
    await changeConsent(runtime, confirmed(runtime, contact.email, token, payload), trx)
    const { patch, asked_at } = payload.limits ?? { patch: {}, asked_at: "" }
    const limits = notSaidSince(patch, asked_at, contact)
    await savePreferences(runtime, trx, contact, limits, { by: "link", proven: true })
  })
}

function confirmed(
  runtime: Runtime,
  email: string,
  token: string,
  payload: ConfirmPayload
): readonly ConsentInput[] {
  const { choices, source, text_version, language } = payload
  const text = textOf(runtime, payload)
  return choices.map(({ purpose, channel }) => ({
    id: `kcns_${idOf(`${token}|${purpose}|${channel}`)}`,
    email,
    purpose,
    channel,
    granted: true,
    source: "confirmation",
    text_version,
    locale: language,
    text,
    evidence: { asked_at: source },
    actor: "link",
  }))
}

const idOf = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 32)

/** The words behind a version, as the shop shows them in this language; null where it never told them. */
export const textOf = (
  { options }: Runtime,
  { text_version, language }: Pick<ConfirmPayload, "text_version" | "language">
): string | null =>
  options.consent.texts.find(
    ({ version, locale }) => version === text_version && locale === language
  )?.text ?? null
