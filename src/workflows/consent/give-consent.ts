import { hearYes } from "../../core/consent/hear-yes"
import { normaliseEmail } from "../../core/identity/email"
import type { Language } from "../../core/text/localized"
import type { ConsentInput } from "../../modules/kairos-consent/evidence"
import { addressOfCustomer } from "../../read-models/customers-of-person"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"
import { askToConfirm, textOf } from "./confirm-consent"

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

/**
 * Takes a consent that a storefront hands in. Anybody can write anybody's address here, so it can only ever add: a first consent
 * counts at once (or after a confirmation, where the shop asks for double opt-in), but a no is undone by its owner alone, through a
 * link that is mailed to the address, or by the account that said it. Suppressions are never lifted.
 */
export async function giveConsent(runtime: Runtime, request: ConsentRequest): Promise<void> {
  const person = normaliseEmail(request.email)
  if (person === null) {
    return
  }
  const actor = (await isOwn(runtime, request.customer_id, person))
    ? `customer:${request.customer_id}`
    : null
  const heard = await runtime.knex.transaction(async (trx) => {
    // Locked, so that a withdrawal at this very moment comes either before the question or after the answer.
    const contact = await runtime.consent.lockPerson(trx, person)
    const outcome = hearYes(
      request,
      actor === null ? { kind: "guest" } : { kind: "account", actor },
      {
        contact,
        records: await runtime.consent.evidence.listOfPerson(trx, person),
        double_opt_in: runtime.options.consent.doubleOptIn,
        now: runtime.clock.now().toISOString(),
      }
    )
    if (outcome === "taken") {
      const text = textOf(runtime, request)
      await changeConsent(runtime, [{ ...grantOf(request, person, actor), text }], trx)
    }
    return outcome
  })
  if (heard === "unproven") {
    const { purpose, channel, source, text_version, language } = request
    await askToConfirm(runtime, request.email, {
      choices: [{ purpose, channel }],
      source,
      text_version,
      language,
    })
  }
}

function grantOf(request: ConsentRequest, person: string, actor: string | null): ConsentInput {
  return {
    email: person,
    customer_id: actor === null ? null : request.customer_id,
    purpose: request.purpose,
    channel: request.channel,
    granted: true,
    source: request.source,
    text_version: request.text_version,
    locale: request.language,
    actor: actor ?? "guest",
  }
}

async function isOwn(
  runtime: Runtime,
  customerId: string | null,
  person: string
): Promise<boolean> {
  return (
    customerId !== null && (await addressOfCustomer(runtime.knex, customerId))?.person === person
  )
}
