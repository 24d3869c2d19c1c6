import type { Subject } from "../catalog/definitions"
import { normaliseEmail } from "../identity/email"

/**
 * What stands for the same person, registered or guest: the normalised e-mail, else the customer, else what the event is
 * about (a visitor).
 */
export function personKey({ customer, event }: Subject): string {
  const email = customer?.email ?? event.email
  return (
    (email === null ? null : normaliseEmail(email)) ??
    customer?.id ??
    event.customer_id ??
    event.entity_id
  )
}
