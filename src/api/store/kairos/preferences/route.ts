import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import { addressOfCustomer } from "../../../../read-models/customers-of-person"
import type { PreferencesResponse } from "../../../../types"
import { changePreferences } from "../../../../workflows/consent/change-preferences"
import { choicesOf } from "../../../../workflows/consent/choices"
import { LIMITS } from "../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../workflows/support/rate-limits"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { notFound, validated } from "../../../support/validate"
import { preferencesBody } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  await answer(res, runtime, await ownAddress(runtime, req))
}

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const { consents = [], ...patch } = validated(preferencesBody, req.body)
  const email = await ownAddress(runtime, req)
  const customer_id = req.auth_context.actor_id
  const wait = await takePoints(runtime.knex, LIMITS.preferences_of_customer, customer_id)
  if (wait > 0) {
    return answerTooMany(res, wait)
  }
  const language = languageOf(patch.locale) ?? languageOf(req.get("accept-language"))
  await changePreferences(runtime, {
    email,
    consents,
    patch,
    source: "preferences",
    actor: `customer:${customer_id}`,
    customer_id,
    language,
  })
  await answer(res, runtime, email)
}

/** The address of whoever is logged in; never one from a body or a query. */
async function ownAddress(runtime: Runtime, req: AuthenticatedMedusaRequest): Promise<string> {
  const id = req.auth_context.actor_id
  const address = await addressOfCustomer(runtime.knex, id)
  if (address === null) {
    throw notFound("customer", id)
  }
  return address.email
}

async function answer(res: MedusaResponse, runtime: Runtime, email: string): Promise<void> {
  const person = await runtime.consent.readPerson(email)
  const contact = person ?? (await runtime.consent.readContact(email))
  const preferences: PreferencesResponse["preferences"] = {
    consents: [...choicesOf(contact, runtime.options.consent.basis)],
    paused_until: contact.paused_until,
    locale: contact.locale,
    time_zone: contact.time_zone,
    topics: [...(person?.topics ?? [])],
    frequency: person?.frequency ?? null,
    quiet_hours: person?.quiet_hours ?? null,
  }
  res.set("Cache-Control", "private, no-store").json({ preferences })
}
