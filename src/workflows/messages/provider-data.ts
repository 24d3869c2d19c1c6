import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { ComposedMessage } from "./compose"
import type { HeaderSupport } from "./header-support"

type Sent = {
  readonly row: Pick<DeliveryRow, "id">
  readonly attempt: number
  readonly message: Pick<ComposedMessage, "to" | "headers">
  /** Null where the channel is not e-mail. */
  readonly support: HeaderSupport | null
}

/** What the provider gets beside the content: the headers, where its kind of provider looks for them. */
export function providerData(sent: Sent): Record<string, unknown> {
  return new NeverKept({
    headers: sent.message.headers,
    ...(sent.support === "personalizations" ? { personalizations: [personalization(sent)] } : {}),
  })
}

/**
 * Medusa writes `provider_data` into its notification and keeps it for ever, and the headers hold a link that acts for the person
 * without a login. The provider is handed the data itself; as JSON, which is what the database gets, they are empty. A class, because
 * Medusa's data layer clones what it writes, and a clone keeps nothing but own properties and the prototype.
 */
class NeverKept {
  readonly [name: string]: unknown

  constructor(data: Readonly<Record<string, unknown>>) {
    Object.assign(this, data)
  }

  toJSON(): object {
    return {}
  }
}

/** Where Medusa's own SendGrid provider takes headers and custom arguments from; SendGrid refuses Reply-To among them. */
function personalization({ row, attempt, message }: Sent) {
  const { "Reply-To": _elsewhere, ...headers } = message.headers
  return {
    to: message.to,
    headers,
    customArgs: { kairos_delivery_id: row.id, kairos_attempt: String(attempt) },
  }
}
