import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { normaliseEmail } from "../../../../core/identity/email"
import type { EvidenceRow } from "../../../../modules/kairos-consent/evidence"
import { addressOfCustomer } from "../../../../read-models/customers-of-person"
import { inquiryEnd } from "../../../../workflows/consent/inquiry-end"
import { changeConsent } from "../../../../workflows/consent/change-consent"
import { readChoices } from "../../../../workflows/consent/choices"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { notFound, validated } from "../../../support/validate"
import { consentBody, consentListQuery } from "./validators"

/** The evidence, newest first. Of a customer: of the person, whichever of their rows it came through. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { offset, limit, email, customer_id, granted, ...filter } = validated(
    consentListQuery,
    req.query
  )
  const emails = await peopleOf(runtime, email, customer_id)
  const { rows, count } = await runtime.consent.evidence.list({
    ...filter,
    ...(emails === null ? {} : { emails }),
    ...(granted === undefined ? {} : { granted: granted === "true" }),
    offset,
    limit,
  })
  const texts = await runtime.consent.evidence.texts(rows.flatMap((row) => row.text_hash ?? []))
  res.json({
    consents: rows.map((row) => presentEvidence(row, texts)),
    count,
    offset,
    limit,
  })
}

/** What a person said elsewhere, taken down by hand. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { note, ...consent } = validated(consentBody, req.body)
  const by = req.auth_context.actor_id
  const end = inquiryEnd(runtime, consent.basis)
  const record = { ...consent, ...end, source: "admin", evidence: { note }, actor: `user:${by}` }
  await runtime.knex.transaction(async (trx) => {
    await changeConsent(runtime, [record], trx)
    const { purpose, channel, granted } = consent
    await runtime.automation.audit.append(
      {
        actor: by,
        action: "save",
        entity: "consent",
        // Whose it is stands in the evidence, which an erasure reaches.
        entity_id: `${purpose}:${channel}`,
        after: { granted },
      },
      trx
    )
  })
  const contact = await runtime.consent.readContact(consent.email)
  res.status(201).json({ consents: await readChoices(runtime, contact, consent.email) })
}

async function peopleOf(
  runtime: Runtime,
  email: string | undefined,
  customerId: string | undefined
): Promise<readonly string[] | null> {
  if (email !== undefined) {
    return [normaliseEmail(email) ?? ""]
  }
  if (customerId === undefined) {
    return null
  }
  const address = await addressOfCustomer(runtime.knex, customerId)
  if (address === null) {
    throw notFound("customer", customerId)
  }
  return [address.person]
}

const presentEvidence = (row: EvidenceRow, texts: ReadonlyMap<string, string>) => ({
  id: row.id,
  email: row.email,
  customer_id: row.customer_id,
  purpose: row.purpose,
  channel: row.channel,
  granted: row.granted,
  source: row.source,
  basis: row.basis ?? "consent",
  expires_at: row.expires_at ?? null,
  text_version: row.text_version,
  text_hash: row.text_hash,
  /** The words themselves, where they were archived. */
  text: texts.get(row.text_hash ?? "") ?? null,
  locale: row.locale,
  evidence: row.evidence,
  actor: row.actor,
  occurred_at: row.occurred_at,
})
