import type { ServiceEvent } from "../../core/event/check-reported"
import type { IncidentKind } from "../../core/incident/incident"
import { isGoodReview, MOST_STARS } from "../../core/renewal/good-experience"
import { addressOfCustomer, customersOfPerson } from "../../read-models/customers-of-person"
import { followIncidents } from "../profile/follow-incidents"
import { tellReferral } from "../profile/keep-referrals"
import { bringNotices } from "../renewal/bring-notices"
import { countUses } from "../renewal/count-uses"
import type { Runtime } from "../support/runtime"

/** `fresh`: it changed something; `known`: it was so already; else what is wrong with it and how to write it. */
export type ServiceReceipt = "fresh" | "known" | { readonly problem: string }

type Person = { readonly customer_id: string | null; readonly email: string | null }
type Named = Readonly<Record<string, string>>

/** What another system knows of a customer: use of a subscription, a review, what went wrong, its end, who brought them. Done twice, it is one. */
export async function takeServiceEvent(
  runtime: Runtime,
  event: ServiceEvent
): Promise<ServiceReceipt> {
  const [kept] = await runtime.consent.erasures.without([event])
  if (kept === undefined) {
    return "known"
  }
  const person = await personOf(runtime, event)
  switch (event.name) {
    case "subscription.used":
      return used(runtime, event, person)
    case "product.reviewed":
      return reviewed(runtime, event, person)
    case "service.incident":
      return opened(runtime, event, person)
    case "service.answered":
    case "service.resolved":
      return followed(runtime, event, person)
    case "customer.referred":
      return referred(runtime, event, person)
  }
}

async function personOf({ knex }: Runtime, { customer_id, email }: ServiceEvent): Promise<Person> {
  const address = customer_id === null ? null : await addressOfCustomer(knex, customer_id)
  return { customer_id, email: email ?? address?.person ?? null }
}

async function used(
  runtime: Runtime,
  { id, occurred_at, properties }: ServiceEvent,
  person: Person
): Promise<ServiceReceipt> {
  const named = namedIn(properties, ["subscription_id", "product_id"])
  if (typeof named === "string") {
    return { problem: named }
  }
  const { uses = 1 } = properties
  if (typeof uses !== "number" || !Number.isInteger(uses) || uses < 1 || uses > MOST_USES) {
    return { problem: `properties.uses: expected a whole number from 1 to ${MOST_USES}` }
  }
  const counted = await countUses(runtime, { id, person, wanted: named, uses, at: occurred_at })
  if (typeof counted === "object") {
    return {
      problem: `properties.uses: ${uses} cannot be had, ${counted.left} are left until it is renewed`,
    }
  }
  if (counted === "known") {
    return "known"
  }
  const moved = await runtime.renewal.subscriptions.noteUse(person, named, occurred_at)
  return moved > 0 || counted === "counted" ? "fresh" : "known"
}

/** A good review may bring a notice forward; of one that is not nothing is kept, and nobody is asked for money because of it. */
async function reviewed(
  runtime: Runtime,
  { occurred_at, properties }: ServiceEvent,
  person: Person
): Promise<ServiceReceipt> {
  const named = namedIn(properties, ["subscription_id", "product_id"])
  if (typeof named === "string") {
    return { problem: named }
  }
  const { rating } = properties
  if (typeof rating !== "number" || !(rating >= 1 && rating <= MOST_STARS)) {
    return { problem: `properties.rating: expected a number of stars from 1 to ${MOST_STARS}` }
  }
  const moved = isGoodReview(rating) ? await bringNotices(runtime, person, named, occurred_at) : 0
  return moved > 0 ? "fresh" : "known"
}

async function opened(
  runtime: Runtime,
  { id, occurred_at, properties }: ServiceEvent,
  person: Person
): Promise<ServiceReceipt> {
  const { kind = "complaint" } = properties
  const named = namedIn(properties, ["reference", "order_id"])
  if (!isReported(kind)) {
    return { problem: `properties.kind: expected one of ${REPORTED.join(", ")}` }
  }
  if (typeof named === "string") {
    return { problem: named }
  }
  const { reference = id, order_id = null } = named
  const fresh = await runtime.automation.incidents.record([
    {
      id: keyOf(reference),
      kind,
      ...person,
      order_id,
      opened_at: occurred_at,
      answered_at: null,
      closed_at: null,
    },
  ])
  if (fresh.length > 0) {
    await followIncidents(runtime, [person])
  }
  return fresh.length > 0 ? "fresh" : "known"
}

/** Somebody answered, or it is over. */
async function followed(
  { automation: { incidents } }: Runtime,
  { name, occurred_at, properties: { reference } }: ServiceEvent,
  person: Person
): Promise<ServiceReceipt> {
  if (typeof reference !== "string") {
    return {
      problem:
        "properties.reference: is required: the reference of the incident, or the id of its event",
    }
  }
  const key = keyOf(reference)
  const changed =
    name === "service.answered"
      ? await incidents.answer(key, person, occurred_at)
      : await incidents.close(key, person, occurred_at)
  return changed ? "fresh" : "known"
}

async function referred(
  runtime: Runtime,
  { occurred_at, properties: { referrer } }: ServiceEvent,
  { customer_id, email }: Person
): Promise<ServiceReceipt> {
  if (typeof referrer !== "string" || referrer.trim() === "") {
    return {
      problem:
        "properties.referrer: is required: the id, the address or the referral code of the customer who brought them",
    }
  }
  const ids =
    customer_id === null ? await customersOfPerson(runtime.knex, email ?? "") : [customer_id]
  const fresh = await tellReferral(runtime, ids, referrer.trim(), occurred_at)
  if (fresh === null) {
    return {
      problem:
        "properties.referrer: no other customer who was there before them has this id, address or referral code",
    }
  }
  return fresh > 0 ? "fresh" : "known"
}

/** What is there of these, or what is wrong with it: a number in the place of an id is a mistake of whoever reports. */
function namedIn(properties: ServiceEvent["properties"], keys: readonly string[]): Named | string {
  const given = keys.filter((key) => properties[key] !== undefined && properties[key] !== null)
  const wrong = given.find((key) => typeof properties[key] !== "string")
  return wrong === undefined
    ? Object.fromEntries(given.map((key) => [key, properties[key] as string]))
    : `properties.${wrong}: expected an id, or leave it out`
}

/** Of one report: a family at the door, not the typing error of a till. */
const MOST_USES = 100

const keyOf = (reference: string): string => `api:${reference}`

/** Returns, claims, exchanges and refunds come from Medusa alone. */
const REPORTED = ["complaint", "failed_delivery"] as const satisfies readonly IncidentKind[]
const isReported = (kind: unknown): kind is (typeof REPORTED)[number] =>
  (REPORTED as readonly unknown[]).includes(kind)
