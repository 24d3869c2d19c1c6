import type { RateLimit } from "./rate-limits"

/**
 * Every limit of ours, at one place; docs/security.md lists them and a test compares. Each is counted per key: an address
 * (an IPv6 subscriber's /64), a person, a cart, a link. Routes that only read what is everybody's or one's own have none.
 */
export const LIMITS = {
  /** A shop's checkout sends a few consents per order; whoever sends more is filling our tables. */
  consents_of_address: { name: "consents_of_address", points: 60, seconds: 600 },
  /** Each may cost a mail, so there is an end to all of them together. */
  consents_of_all: { name: "consents_of_all", points: 6000, seconds: 600 },
  confirmations_of_person: { name: "confirmations_of_person", points: 3, seconds: 86_400 },
  new_links_of_person: { name: "new_links_of_person", points: 3, seconds: 86_400 },
  /** Every change of mind is evidence that is kept. */
  preferences_of_customer: { name: "preferences_of_customer", points: 60, seconds: 600 },
  /** In events. Behind one address there may be an office, behind one visitor there is one person. */
  events_of_address: { name: "events_of_address", points: 6000, seconds: 600 },
  events_of_visitor: { name: "events_of_visitor", points: 1200, seconds: 600 },
  recoveries_of_address: { name: "recoveries_of_address", points: 30, seconds: 3600 },
  recoveries_of_link: { name: "recoveries_of_link", points: 20, seconds: 3600 },
  /** The twentieth wrong code is not even looked at (C-13). */
  wrong_codes_of_basket: { name: "wrong_codes_of_basket", points: 19, seconds: 600 },
  /** Wider, because many shoppers may share one address. */
  wrong_codes_of_address: { name: "wrong_codes_of_address", points: 300, seconds: 600 },
  /** Only tokens that are none: a mail provider's few addresses unsubscribe thousands with good ones (RFC 8058). */
  bad_links_of_address: { name: "bad_links_of_address", points: 100, seconds: 600 },
  /** All but unsubscribing, which nothing may stand in the way of. */
  uses_of_link: { name: "uses_of_link", points: 60, seconds: 600 },
  /** An Idempotency-Key of somebody whom nobody knows: each is a row for a day. */
  keys_of_address: { name: "keys_of_address", points: 600, seconds: 600 },
} as const satisfies Readonly<Record<string, RateLimit>>
