import type { Localized } from "../../core/catalog/definitions"
import { normaliseEmail } from "../../core/identity/email"
import type { Answers } from "../../core/preferences/answers"
import { answerText } from "../../core/preferences/question"
import { isTimeZone } from "../../core/schedule/time-zone"
import { ownBreakdown } from "../../core/value/own-breakdown"
import { type FoundProof, renewalProof } from "../../core/privacy/renewal-proof"
import { tierSentence } from "../../core/value/tier-sentence"
import { ownSubjectOf } from "../../read-models/data-subject"
import { type Dossier, othersAt, readDossier } from "../../read-models/dossier"
import { findRenewalProof } from "../../read-models/renewal-proof"
import { loadCustomer } from "../../read-models/snapshots"
import type { OwnPrivacyResponse, PrivacyResponse } from "../../types"
import type { Runtime } from "../support/runtime"
import { inferPreferences } from "../preferences/infer-preferences"
import { explain } from "./present-decision"
import { presentConsents } from "./present-profile"
import { presentOwnReview } from "./present-reviews"
import { tellDecisions } from "./tell-decisions"

const DECISIONS = 20

/**
 * The dossier of one customer; null when Medusa knows no such customer. What hangs on the address alone is in it, except where
 * another customer row has the same address: nobody's account shows what is another's.
 */
export async function presentPrivacy(
  runtime: Runtime,
  customerId: string
): Promise<PrivacyResponse["privacy"] | null> {
  const customer = await loadCustomer(runtime.knex, customerId)
  if (customer === null) {
    return null
  }
  const email = normaliseEmail(customer.email ?? "")
  const others = email === null ? [] : await othersAt(runtime.knex, customerId, email)
  const subject = {
    customer_ids: [customerId],
    emails: email === null || others.length > 0 ? [] : [email],
  }
  const [dossier, proof] = await Promise.all([
    readDossier(runtime.knex, subject),
    findRenewalProof(runtime.knex, subject),
  ])
  return {
    ...(await present(runtime, customerId, customer.email, { ...dossier, proof })),
    same_address: others.map((one) => ({ ...one })),
  }
}

/** The dossier for the customer who is logged in: by the address alone only their choices, as long as it is theirs alone. */
export async function presentOwnPrivacy(
  runtime: Runtime,
  customerId: string
): Promise<OwnPrivacyResponse["privacy"] | null> {
  const [customer, subject] = await Promise.all([
    loadCustomer(runtime.knex, customerId),
    ownSubjectOf(runtime.knex, customerId),
  ])
  if (customer === null || subject === null) {
    return null
  }
  const own = { customer_ids: [customerId], emails: [] }
  const [dossier, proof] = await Promise.all([
    readDossier(runtime.knex, subject, own),
    findRenewalProof(runtime.knex, own),
  ])
  return present(runtime, customerId, customer.email, { ...dossier, proof })
}

async function present(
  runtime: Runtime,
  customerId: string,
  address: string | null,
  { proof, ...dossier }: Dossier & { readonly proof: FoundProof | null }
): Promise<OwnPrivacyResponse["privacy"]> {
  const email = normaliseEmail(address ?? "")
  const [contact, decisions, profile, declaration, reviews] = await Promise.all([
    email === null ? null : runtime.consent.readContact(email),
    runtime.automation.decisions.list({ customer_id: customerId }, { offset: 0, limit: DECISIONS }),
    runtime.profile.readProfile(customerId),
    runtime.profile.declarations.read(customerId),
    runtime.automation.reviews.listOfCustomer(customerId),
  ])
  const objected = contact?.profiling_objected ?? false
  const zone = isTimeZone(contact?.time_zone) ? contact.time_zone : runtime.options.timeZone
  const [told, inferred] = await Promise.all([
    tellDecisions(runtime, decisions.rows),
    inferPreferences(runtime, { customer_id: customerId, objected, zone }),
  ])
  const breakdown = objected ? null : (profile?.tier_breakdown ?? null)
  return {
    customer_id: customerId,
    email: address,
    made_at: runtime.clock.now().toISOString(),
    ...dossier,
    consents:
      contact === null || email === null ? [] : await presentConsents(runtime, contact, email),
    suppressed: Object.entries(contact?.suppressed ?? {}).map(([channel, { cause, since }]) => ({
      channel,
      cause,
      since,
    })),
    decisions: decisions.rows.map((row, index) => ({
      id: row.id,
      automation_name: row.automation_name,
      decided_at: row.decided_at.toISOString(),
      kind: row.kind,
      because: explain(runtime, row).headline,
      told: told[index] as Localized,
    })),
    profiling_objected: objected,
    value:
      breakdown === null
        ? null
        : { tier: breakdown.tier, sentence: tierSentence(ownBreakdown(breakdown)) },
    answers: answersOf(runtime, declaration.answers),
    preferences_inferred: [...inferred],
    reviews: reviews.map(presentOwnReview),
    renewal_proof: renewalProof(proof, false),
  }
}

/** An answer to a question that is asked no more is shown by its key. */
const answersOf = (runtime: Runtime, answers: Answers) =>
  Object.entries(answers).map(([key, { value, at }]) => {
    const question = runtime.options.preferences.questions.find((one) => one.key === key)
    return {
      label: question?.label ?? { en: key, es: key, pt: key },
      value: answerText(question, value),
      at,
    }
  })
