import { normaliseEmail } from "../../core/identity/email"
import { PURPOSES } from "../../core/consent/consent"
import { refusesProfiling } from "../../core/consent/may-use"
import type { ContactState } from "../../core/consent/consent"
import type { Profile } from "../../core/profile/profile"
import type { TierChangeRecord } from "../../modules/kairos-profile/tiers"
import { tierSentence } from "../../core/value/tier-sentence"
import { loadCustomer } from "../../read-models/snapshots"
import { dueCustomers, notNeededYet, valuedCustomer } from "../../read-models/value-lists"
import type { ConsentStateResponse, ProfileResponse } from "../../types"
import { readChoices } from "../consent/choices"
import type { Runtime } from "../support/runtime"
import { knownFacts } from "./known-facts"
import { presentCoupon, presentDecision } from "./present-decision"
import { presentForecastTest, presentValued } from "./present-value"

const PURCHASES = 10
const DECISIONS = 10
const TIER_CHANGES = 10
const DUE = 5

/** What is held on one customer, for the admin's page of that customer; null when Medusa knows no such customer. */
export async function presentProfile(
  runtime: Runtime,
  customerId: string
): Promise<ProfileResponse["profile"] | null> {
  const customer = await loadCustomer(runtime.knex, customerId)
  if (customer === null) {
    return null
  }
  const email = normaliseEmail(customer.email ?? "")
  const [
    profile,
    contact,
    purchases,
    purchasesCount,
    decisions,
    coupons,
    tiers,
    valued,
    due,
    notYet,
  ] = await Promise.all([
    runtime.profile.readProfile(customerId),
    email === null ? null : runtime.consent.readContact(email),
    runtime.profile.listPurchases(customerId, PURCHASES),
    runtime.profile.countPurchases(customerId),
    runtime.automation.decisions.list({ customer_id: customerId }, { offset: 0, limit: DECISIONS }),
    email === null ? [] : runtime.automation.coupons.listOfPerson(email),
    runtime.profile.tiers.historyOf(customerId, TIER_CHANGES),
    valuedCustomer(runtime.knex, customerId),
    dueCustomers(runtime.knex, customerId, { offset: 0, limit: DUE }),
    notNeededYet(runtime.knex, customerId),
  ])
  const now = runtime.clock.now().toISOString()
  const unprofiled = refusesProfiling(contact, runtime.policy, now)
  const [known, forecastTest] = await Promise.all([
    knownFacts(runtime, customerId, {
      objected: unprofiled,
      changes: unprofiled ? [] : tiers,
    }),
    unprofiled || valued === null ? null : presentForecastTest(runtime, valued.repeats),
  ])
  return {
    customer_id: customerId,
    email: customer.email,
    ...valueOf(profile ?? NO_PURCHASES, unprofiled),
    known,
    tier_changes: unprofiled ? [] : tiers.map(presentTierChange),
    forecast: unprofiled || valued === null ? null : presentValued(valued),
    forecast_test: forecastTest,
    due: unprofiled ? [] : due.rows,
    not_yet: unprofiled ? [] : notYet,
    consents:
      contact === null || email === null ? [] : await presentConsents(runtime, contact, email),
    suppressed: Object.entries(contact?.suppressed ?? {})
      .map(([channel, entry]) => ({ channel, ...entry, until: entry.until ?? null }))
      .filter(({ until }) => until === null || Date.parse(until) > runtime.clock.now().getTime()),
    purchases: purchases.map(({ customer_id: _owner, ...purchase }) => purchase),
    purchases_count: purchasesCount,
    decisions: decisions.rows.map(presentDecision),
    coupons: coupons.map(presentCoupon),
  }
}

const presentTierChange = ({ from_tier, to_tier, at, ...change }: TierChangeRecord) => ({
  ...change,
  at: at.toISOString(),
  from: from_tier,
  to: to_tier,
})

type Value = Omit<Profile, "customer_id" | "profiling_objected">

const NO_PURCHASES: Value = {
  order_count: 0,
  item_count: 0,
  first_order_at: null,
  last_order_at: null,
  spent: {},
  currency_code: null,
  tier: null,
  tier_breakdown: null,
  tier_since: null,
}

/** Purchases are the shop's books; a tier is a profile, and whoever objected has none. */
function valueOf(profile: Value, objected: boolean) {
  const breakdown = objected ? null : profile.tier_breakdown
  return {
    order_count: profile.order_count,
    item_count: profile.item_count,
    first_order_at: profile.first_order_at,
    last_order_at: profile.last_order_at,
    spent: { ...profile.spent },
    currency_code: profile.currency_code,
    tier: objected ? null : profile.tier,
    tier_breakdown: breakdown,
    tier_since: objected ? null : profile.tier_since,
    tier_sentence: breakdown === null ? null : tierSentence(breakdown),
    profiling_objected: objected,
  }
}

/** The choices of a person as they stand now, as the person sees them, in the order of the purposes. */
export async function presentConsents(
  runtime: Runtime,
  contact: ContactState,
  email: string
): Promise<ConsentStateResponse[]> {
  const choices = await readChoices(runtime, contact, email)
  return [...choices].sort(
    (a, b) => rank(a.purpose) - rank(b.purpose) || a.channel.localeCompare(b.channel)
  )
}

const rank = (purpose: string): number => {
  const index = (PURPOSES as readonly string[]).indexOf(purpose)
  return index === -1 ? PURPOSES.length : index
}
