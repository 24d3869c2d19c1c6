import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { addressOfCustomer } from "../../../../read-models/customers-of-person"
import { checkDeclared } from "../../../../workflows/preferences/check-declared"
import type { Runtime } from "../../../../workflows/support/runtime"
import { accepted, notFound } from "../../../support/validate"
import type { preferencesBody } from "./validators"

/** The address of whoever is logged in; never one from a body or a query. */
export async function ownAddress(
  runtime: Runtime,
  req: AuthenticatedMedusaRequest
): Promise<string> {
  const id = req.auth_context.actor_id
  const address = await addressOfCustomer(runtime.knex, id)
  if (address === null) {
    throw notFound("customer", id)
  }
  return address.email
}

/** What somebody wants to choose, checked against what the shop asks; to be saved, or to be looked at first. */
export async function draftOf(
  runtime: Runtime,
  req: AuthenticatedMedusaRequest,
  body: z.output<typeof preferencesBody>
) {
  const { consents = [], answers = {}, inferred = {}, ...patch } = body
  const declared = accepted(
    checkDeclared(runtime.options, { answers, inferred, topics: patch.topics })
  )
  return { email: await ownAddress(runtime, req), consents, patch, declared }
}
