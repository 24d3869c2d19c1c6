import type { Catalog, Subject } from "../catalog/definitions"
import { isOnRequest } from "../catalog/on-request"
import type { ConsentVerdict } from "../consent/consent"
import { mayUse } from "../consent/may-use"
import type { ConsentPolicy } from "../consent/policy"
import type { AutomationDefinition } from "./automation"
import type { Carrier } from "./carriers"
import type { ConsentCheck, Reason } from "./decision"
import { note } from "../text/note"
import { asksOwnHistory, tellsOwnData } from "./own-data"

type Use = { readonly purpose: string; readonly channel: string }

export type Permission = {
  readonly allowed: boolean
  readonly reason: Reason | null
  readonly detail: string | null
  /** Whether the step's coupons may come into being with it. */
  readonly coupons: boolean
  readonly checks: readonly ConsentCheck[]
}

export type PermissionInput = {
  readonly definition: AutomationDefinition
  readonly carrier: Carrier
  readonly subject: Subject
  readonly catalog: Catalog
  readonly policy: ConsentPolicy
}

/**
 * May this go to this person now? Asked when deciding and once more, with a fresh contact, in the transaction that
 * claims a delivery. A service message needs no consent and goes without its coupons where marketing is refused.
 */
export function permissionOf(input: PermissionInput): Permission {
  const { definition, carrier, catalog, subject } = input
  const channel = catalog.channels.get(carrier.channel)
  if (channel === undefined || !isReachable(input) || channel.address_of(subject) === null) {
    return withoutAddress(definition.purpose, carrier.channel)
  }
  const message = ask(usesOf(input, channel.consent_channel), input)
  const coupon =
    carrier.coupons.length > 0 ? ask(couponUses(input, channel.consent_channel), input) : []
  const refusedMessage = message.find(({ allowed }) => !allowed)
  const refusedCoupon = coupon.find(({ allowed }) => !allowed)
  const alone = carrier.coupons.some(({ code }) => code === carrier.action.code)
  const blocking =
    refusedMessage ?? (definition.purpose === "service" && !alone ? undefined : refusedCoupon)
  return {
    allowed: blocking === undefined,
    reason: blocking?.reason ?? null,
    detail: blocking?.detail ?? null,
    coupons: blocking === undefined && refusedCoupon === undefined && carrier.coupons.length > 0,
    checks: distinct([...message, ...coupon]),
  }
}

/** Deliveries belong to a customer; only what is decided while a page loads may be for a visitor. */
function isReachable({ definition, subject, catalog }: PermissionInput): boolean {
  const onRequest = isOnRequest(definition.trigger.code, catalog)
  return onRequest || (subject.customer?.id ?? subject.event.customer_id) !== null
}

/** What a carrier itself needs, coupons aside. */
function usesOf(
  { definition, carrier, catalog }: PermissionInput,
  channel: string
): readonly Use[] {
  const own: Use = { purpose: definition.purpose, channel }
  if (channel !== "on_site") {
    return [own]
  }
  // "Service" may tell about an order; it may not be a way around consent to be shown content by one's history.
  const personal =
    asksOwnHistory(definition, carrier.step, catalog) ||
    (definition.purpose !== "service" && tellsOwnData(definition, carrier.action, catalog))
  const personalisation: Use = { purpose: "personalisation", channel }
  return personal
    ? definition.purpose === "marketing" || definition.purpose === "service"
      ? [personalisation]
      : [own, personalisation]
    : [own]
}

/** A coupon is an offer, whatever its message is for. */
function couponUses(input: PermissionInput, channel: string): readonly Use[] {
  return usesOf({ ...input, definition: { ...input.definition, purpose: "marketing" } }, channel)
}

function ask(uses: readonly Use[], { policy, subject }: PermissionInput): readonly ConsentCheck[] {
  const { contact, now } = subject
  return uses.map(({ purpose, channel }) =>
    checkOf(
      purpose,
      channel,
      mayUse({ purpose, channel, bought_at: boughtAt(subject) }, contact, policy, now)
    )
  )
}

/** When the person last bought something, as far as the decision knows. */
export function boughtAt({ order, profile }: Subject): string | null {
  const known = [order?.created_at, profile?.last_order_at].filter((at) => at != null)
  return known.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

function checkOf(purpose: string, channel: string, verdict: ConsentVerdict): ConsentCheck {
  return verdict.allowed
    ? {
        purpose,
        channel,
        allowed: true,
        basis: verdict.basis,
        reason: null,
        record_id: verdict.record_id,
        detail: null,
        ...(verdict.expires_at === undefined ? {} : { expires_at: verdict.expires_at }),
      }
    : {
        purpose,
        channel,
        allowed: false,
        basis: null,
        reason: verdict.reason,
        record_id: verdict.record_id,
        detail: verdict.detail,
      }
}

function withoutAddress(purpose: string, channel: string): Permission {
  const detail = note("no_address")
  const check: ConsentCheck = {
    purpose,
    channel,
    allowed: false,
    basis: null,
    reason: "no_address",
    record_id: null,
    detail,
  }
  return { allowed: false, reason: "no_address", detail, coupons: false, checks: [check] }
}

function distinct(checks: readonly ConsentCheck[]): readonly ConsentCheck[] {
  const byUse = new Map(checks.map((check) => [`${check.purpose}:${check.channel}`, check]))
  return [...byUse.values()]
}
