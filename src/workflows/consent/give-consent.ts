import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { addressHashes } from "../../modules/kairos-consent/address-hash"
import type { Contact } from "../../modules/kairos-consent/contacts"
import type { ConsentInput } from "../../modules/kairos-consent/evidence"
import type { ConsentEntry } from "../../core/consent/consent"
import { consentKey, hasEnded } from "../../core/consent/fold"
import { normaliseEmail } from "../../core/identity/email"
import type { Language } from "../../core/text/localized"
import { addressOfCustomer } from "../../read-models/customers-of-person"
import { confirmLink } from "../messages/links"
import { sendNotice } from "../messages/notice"
import { LIMITS } from "../support/limits"
import { takePoints } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"

export type ConsentRequest = {
  readonly email: string
  readonly purpose: string
  readonly channel: string
  readonly source: string
  readonly text_version: string
  readonly language: Language
  /** The customer who is logged in, if one is. */
  readonly customer_id: string | null
}

const CONFIRMATION_HOURS = 72

/**
 * Takes a consent that a storefront hands in. Anybody can write anybody's address here, so without a login it can only
 * ever add: a first consent counts at once (or after a confirmation, where the shop asks for double opt-in), but a
 * withdrawal is lifted by its owner alone, through a link that is mailed to the address, or by the account that made it. Suppressions
 * are never lifted.
 */
export async function giveConsent(runtime: Runtime, request: ConsentRequest): Promise<void> {
  const person = normaliseEmail(request.email)
  if (person === null) {
    return
  }
  const own = await isOwn(runtime, request.customer_id, person)
  const outcome = await runtime.knex.transaction(async (trx) => {
    // Locked, so that a withdrawal at this very moment comes either before the question or after the answer.
    const contact = await runtime.consent.lockPerson(trx, person)
    const said = wordOf(contact, request)
    if (said?.granted === true && !hasEnded(said, runtime.clock.now().toISOString())) {
      return "known" as const
    }
    const refused = said?.granted === false ? said : null
    if (!own && (refused !== null || runtime.options.consent.doubleOptIn)) {
      return "unproven" as const
    }
    if (refused !== null && !(await isTheirNo(runtime, trx, refused, request, person))) {
      return "unproven" as const
    }
    const text = textOf(runtime, request)
    await changeConsent(runtime, [{ ...grantOf(request, person, own), text }], trx)
    return "taken" as const
  })
  if (outcome === "unproven") {
    await askToConfirm(runtime, request, person)
  }
}

function grantOf(request: ConsentRequest, person: string, own: boolean): ConsentInput {
  return {
    email: person,
    customer_id: own ? request.customer_id : null,
    purpose: request.purpose,
    channel: request.channel,
    granted: true,
    source: request.source,
    text_version: request.text_version,
    locale: request.language,
    actor: own ? `customer:${request.customer_id}` : "guest",
  }
}

/**
 * Whether it was this account that said no. Medusa verifies no addresses: what a guest said, or whoever holds a link of a mail,
 * is not undone by a checkbox of an account that was made with the same address (E-13).
 */
async function isTheirNo(
  { consent }: Runtime,
  trx: Knex,
  { record_id }: ConsentEntry,
  { customer_id }: ConsentRequest,
  person: string
): Promise<boolean> {
  const records = await consent.evidence.listOfPerson(trx, person)
  return records.some((one) => one.id === record_id && one.customer_id === customer_id)
}

/** What the person said themselves; what the law implies of an inquiry is no word of theirs. */
function wordOf(
  { consents }: Contact,
  { purpose, channel }: ConsentRequest
): ConsentEntry | undefined {
  const entry = consents[consentKey(purpose, channel)]
  return entry?.basis === "inquiry" ? undefined : entry
}

/** The words behind a version, as the shop shows them in this language; null where it never told them. */
const textOf = (
  { options }: Runtime,
  { text_version, language }: Pick<ConsentRequest, "text_version" | "language">
): string | null =>
  options.consent.texts.find(
    ({ version, locale }) => version === text_version && locale === language
  )?.text ?? null

async function isOwn(
  runtime: Runtime,
  customerId: string | null,
  person: string
): Promise<boolean> {
  return (
    customerId !== null && (await addressOfCustomer(runtime.knex, customerId))?.person === person
  )
}

/** What a confirmation's link carries: all that its owner will have agreed to. */
export type ConfirmPayload = Pick<
  ConsentRequest,
  "purpose" | "channel" | "source" | "text_version" | "language"
>

async function askToConfirm(
  runtime: Runtime,
  request: ConsentRequest,
  person: string
): Promise<void> {
  const key = addressHashes(runtime.options, person)[0]
  if ((await takePoints(runtime.knex, LIMITS.confirmations_of_person, key)) > 0) {
    return
  }
  const { purpose, channel, source, text_version, language } = request
  const payload: ConfirmPayload = { purpose, channel, source, text_version, language }
  const expires = new Date(runtime.clock.now().getTime() + CONFIRMATION_HOURS * 3_600_000)
  const id = await runtime.consent.personId(person)
  const link = await confirmLink(runtime, id, payload, expires)
  // Not waited for: how long the answer takes must not tell a stranger what this person said before.
  void sendNotice(runtime, { to: request.email.trim(), kind: "confirm", language, link })
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
  const { purpose, channel, source, text_version, language } = payload
  const id = `kcns_${createHash("sha256").update(token).digest("base64url").slice(0, 32)}`
  await changeConsent(runtime, [
    {
      id,
      email: person.email,
      purpose,
      channel,
      granted: true,
      source: "confirmation",
      text_version,
      locale: language,
      text: textOf(runtime, payload),
      evidence: { asked_at: source },
      actor: "link",
    },
  ])
}
