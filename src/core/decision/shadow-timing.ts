import type { Catalog, Subject } from "../catalog/definitions"
import type { AutomationDefinition, AutomationVersion } from "./automation"
import { carriersOf } from "./carriers"
import { holdReason, isSilenced, type Verdict } from "./decide"
import type { Incident } from "../incident/incident"
import type { WayTaken } from "./decision"
import { type Contacted, type Hold, holdOf, isTimed, type TimingPolicy } from "./timing"

/** A decision of shadow mode, as far as it would have reached its person. */
export type ShadowEntry = {
  readonly definition: AutomationDefinition
  readonly kind: Verdict["kind"]
  /** ISO 8601: when a held one would have gone. */
  readonly until: string | null
  readonly decided_at: string
  /** The channels that were taken, of deliveries that have several. */
  readonly ways?: readonly WayTaken[] | null
}

export type ShadowInput = {
  readonly verdict: Verdict
  readonly automation: AutomationVersion
  readonly subject: Subject
  readonly catalog: Catalog
  readonly policy: TimingPolicy
  /** What reached, or in shadow mode would have reached, the person. */
  readonly contacted: readonly Contacted[]
  /** What went wrong for the person of late. */
  readonly incidents?: readonly Incident[]
}

const MINUTE = 60_000
/** Quiet hours end in a full cap, and the cap's room in quiet hours: no message is asked more often than that. */
const TURNS = 100

/**
 * When the first step would have gone in shadow mode, where nothing leaves and so nothing is claimed: turn by turn through quiet
 * hours and caps, as its claim would have asked. Later steps are followed when they are due (`followedSteps`).
 * @returns the verdict, held until then where it would not have gone at once
 */
export function shadowVerdict({ verdict, contacted, ...input }: ShadowInput): Verdict {
  const { subject, automation, catalog, policy } = input
  const { definition } = automation
  const times = isKnownAtOnce(definition, catalog) ? firstTimes(definition, subject.now) : null
  const channels = timedChannels({ definition, ways: verdict.trace.ways ?? null }, catalog)
  if (verdict.kind === "skip" || times === null || channels.length === 0) {
    return verdict
  }
  const { purpose } = definition
  const incidents = isSilenced(definition.objective) ? (input.incidents ?? []) : []
  let at = times.due
  let last: Hold | null = null
  for (let turn = 0; turn < TURNS && at <= times.expires; turn += 1) {
    const now = new Date(at).toISOString()
    const holds = channels.map((channel) =>
      holdOf({ subject: { ...subject, now }, channel, purpose, policy, contacted, incidents })
    )
    const hold = holds.every((found) => found !== null) ? (holds[0] ?? null) : null
    if (hold === null) {
      break
    }
    last = hold
    at = Date.parse(hold.until)
  }
  return last === null ? verdict : heldUntil(verdict, last, at)
}

/**
 * The steps that shadow mode follows in a ledger of its own, until they are due: all but a first one of which it is known at once
 * whether and when it would have gone.
 */
export function followedSteps(
  definition: AutomationDefinition,
  catalog: Catalog
): readonly string[] {
  const { steps } = definition
  const followed = isKnownAtOnce(definition, catalog) ? steps.slice(1) : steps
  return followed.map(({ key }) => key)
}

/**
 * Not where the first step waits for an event or a date, and not where its claim may still keep it or its discount back: by the
 * budget, or because its person had a discount for leaving a cart before.
 */
function isKnownAtOnce(definition: AutomationDefinition, catalog: Catalog): boolean {
  const { steps, objective, budget } = definition
  const [first] = steps
  if (first === undefined || !("minutes" in first.wait)) {
    return false
  }
  const discounts = carriersOf(definition, catalog).some(
    ({ step, coupons }) => step === first.key && coupons.length > 0
  )
  const judged = objective === "recover_cart" || budget?.discount_per_month != null
  return budget?.deliveries_per_day == null && !(discounts && judged)
}

/** When the journey began, so that what follows the first step waits from when that one would have gone. */
export function shadowStart(
  definition: AutomationDefinition,
  { until }: Pick<Verdict, "until">,
  { now, catalog }: { readonly now: string; readonly catalog: Catalog }
): string {
  const [first] = definition.steps
  return until === null ||
    first === undefined ||
    !("minutes" in first.wait) ||
    !isKnownAtOnce(definition, catalog)
    ? now
    : new Date(Date.parse(until) - first.wait.minutes * MINUTE).toISOString()
}

/**
 * What a decision of shadow mode would have brought, as far as that is known with it: what is followed is counted where it is
 * followed.
 */
export function shadowContacts(entry: ShadowEntry, catalog: Catalog): readonly Contacted[] {
  return isKnownAtOnce(entry.definition, catalog) ? firstContacts(entry, catalog) : []
}

/**
 * What the first step of a decision is about to bring, followed or not: it takes its room before what the same event starts with a
 * lower priority. Nothing when its validity would have ended before there was room.
 */
export function firstContacts(entry: ShadowEntry, catalog: Catalog): readonly Contacted[] {
  const times = firstTimes(entry.definition, entry.decided_at)
  if (entry.kind === "skip" || times === null) {
    return []
  }
  const at = entry.until === null ? times.due : Date.parse(entry.until)
  return at > times.expires
    ? []
    : timedChannels(entry, catalog).map(({ code }) => ({
        channel: code,
        at: new Date(at).toISOString(),
      }))
}

/** Null where the first step waits for an event or a date: nobody knows when that would have been. */
function firstTimes(
  { steps }: AutomationDefinition,
  from: string
): { readonly due: number; readonly expires: number } | null {
  const [first] = steps
  if (first === undefined || !("minutes" in first.wait)) {
    return null
  }
  const due = Date.parse(from) + first.wait.minutes * MINUTE
  return { due, expires: due + first.valid_for_minutes * MINUTE }
}

function timedChannels(
  { definition, ways }: Pick<ShadowEntry, "definition" | "ways">,
  catalog: Catalog
) {
  const [first] = definition.steps
  return carriersOf(definition, catalog).flatMap(({ step, index, channel: own }) => {
    const taken = ways?.find((way) => way.step === step && way.index === index)
    const code = taken?.channel ?? own
    const channel = step === first?.key ? catalog.channels.get(code) : undefined
    return channel !== undefined && isTimed(channel, definition.purpose) ? [channel] : []
  })
}

function heldUntil(verdict: Verdict, hold: Hold, at: number): Verdict {
  const { caps } = verdict.trace
  return {
    ...verdict,
    kind: "hold",
    reason: holdReason(hold),
    until: new Date(at).toISOString(),
    trace: { ...verdict.trace, caps: caps === null ? null : { ...caps, hold } },
  }
}
