import type { Contact } from "../../modules/kairos-consent/contacts"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"

export type UnsubscribeInput = {
  /** The person that the link names. */
  readonly person_id: string
  readonly channel: string
  readonly purpose: string
  readonly source: "one_click" | "unsubscribe_link"
  readonly delivery_id: string | null
}

/**
 * Withdraws every consent to be contacted on a channel: who says stop means all of it, except notices about their own
 * orders. Doing it twice, or for somebody whose data is erased, changes nothing and is no error.
 */
export async function unsubscribe(runtime: Runtime, input: UnsubscribeInput): Promise<void> {
  const known = await runtime.consent.readPersonById(input.person_id)
  if (known === null) {
    return
  }
  await runtime.knex.transaction(async (trx) => {
    const person = await runtime.consent.lockPerson(trx, known.email)
    const entries = purposesToStop(person, input).map((purpose) => ({
      email: person.email,
      purpose,
      channel: input.channel,
      granted: false,
      source: input.source,
      evidence: { delivery_id: input.delivery_id },
      actor: "link",
    }))
    await changeConsent(runtime, entries, trx)
  })
}

function purposesToStop(person: Contact, { purpose, channel }: UnsubscribeInput): string[] {
  const granted = Object.entries(person.consents)
    .filter(([key, entry]) => entry.granted && key.endsWith(`:${channel}`))
    .map(([key]) => key.slice(0, -channel.length - 1))
  return [...new Set(["marketing", purpose, ...granted])].filter(
    (name) =>
      name !== "service" && name !== "" && person.consents[`${name}:${channel}`]?.granted !== false
  )
}
