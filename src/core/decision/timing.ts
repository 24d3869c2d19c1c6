import type { ChannelDefinition, Subject } from "../catalog/definitions"
import { type Incident, type IncidentKind, silenceOf } from "../incident/incident"
import { type PersonZone, personZone } from "../schedule/person-zone"
import { type QuietHours, quietUntil } from "../schedule/quiet-hours"
import { startOfDay } from "../schedule/time-zone"

/** At most `max` messages in `days` calendar days of the person's zone, today included. */
export type Cap = {
  /** One channel, or null for all channels that interrupt together. */
  readonly channel: string | null
  readonly max: number
  readonly days: number
}

/** What the shop asks for. */
export type TimingPolicy = {
  readonly time_zone: string
  readonly quiet_hours: QuietHours | null
  readonly caps: readonly Cap[]
}

/** One message that reached, or may have reached, the person. */
export type Contacted = { readonly at: string; readonly channel: string }

/** Why something waits, and until when (ISO 8601). */
export type Hold =
  | {
      readonly kind: "quiet_hours"
      readonly quiet_hours: QuietHours
      readonly chosen_by: "person" | "shop"
      readonly zone: PersonZone
      readonly until: string
    }
  | {
      readonly kind: "cap"
      readonly cap: Cap
      readonly count: number
      readonly chosen_by: "person" | "shop"
      readonly zone: PersonZone
      readonly until: string
    }
  | {
      /** Something went wrong for the person: nothing is offered until that is over. */
      readonly kind: "incident"
      readonly incident: IncidentKind
      readonly since: string
      /** Whether it still goes on: then `until` is when it is asked again. */
      readonly open: boolean
      readonly count: number
      readonly zone: PersonZone
      readonly until: string
    }
  | {
      /** The automation has made as many deliveries today as its owner allows. */
      readonly kind: "budget"
      readonly max: number
      readonly count: number
      /** The shop's: a budget is kept by the shop's days. */
      readonly zone: PersonZone
      readonly until: string
    }
  | {
      readonly kind: "rival"
      readonly automation_id: string
      readonly priority: number
      readonly until: string
    }

export type TimingInput = {
  readonly subject: Subject
  readonly channel: ChannelDefinition
  readonly purpose: string
  readonly policy: TimingPolicy
  readonly contacted: readonly Contacted[]
  /** What went wrong for the person of late; nothing where it does not matter to this message. */
  readonly incidents?: readonly Incident[]
}

/** The longest window of a shop's cap, in days. */
export const LONGEST_CAP_DAYS = 90

/** How many days of contacts may count: a person may ask for a longer window than any of the shop's. */
export const longestWindow = (contact: Subject["contact"]): number =>
  Math.max(LONGEST_CAP_DAYS, contact?.frequency?.days ?? 0)

/**
 * Whether quiet hours or caps apply at all: to what interrupts a person, and not to service messages, which the person is
 * owed (an order confirmation at midnight, after an order at midnight).
 */
export const isTimed = (channel: ChannelDefinition, purpose: string): boolean =>
  channel.obeys_quiet_hours && purpose !== "service"

/** What this message has to wait for now, or null: first what went wrong for the person, then their quiet hours, then the first cap that is full. */
export function holdOf(input: TimingInput): Hold | null {
  if (!isTimed(input.channel, input.purpose)) {
    return null
  }
  const zone = personZone(input.subject, input.policy.time_zone)
  return incidentHold(input, zone) ?? quietHold(input, zone) ?? capHold(input, zone)
}

function incidentHold({ subject, incidents = [] }: TimingInput, zone: PersonZone): Hold | null {
  const silence = silenceOf(incidents, subject.now)
  return silence === null ? null : { kind: "incident", ...silence, zone }
}

function quietHold({ subject, policy }: TimingInput, zone: PersonZone): Hold | null {
  const own = subject.contact?.quiet_hours ?? null
  const quiet = own ?? policy.quiet_hours
  const until = quietUntil(quiet, zone.zone, Date.parse(subject.now))
  return until === null || quiet === null
    ? null
    : {
        kind: "quiet_hours",
        quiet_hours: quiet,
        chosen_by: own === null ? "shop" : "person",
        zone,
        until: new Date(until).toISOString(),
      }
}

function capHold(input: TimingInput, zone: PersonZone): Hold | null {
  const { subject, contacted } = input
  for (const { cap, chosen_by } of capsOf(input)) {
    const within = countedIn(cap, contacted, zone.zone, subject.now)
    if (within.length >= cap.max) {
      return {
        kind: "cap",
        cap,
        count: within.length,
        chosen_by,
        zone,
        until: roomAgain(cap, within, zone.zone, subject.now),
      }
    }
  }
  return null
}

/** How many more messages fit now: the least over all caps; Infinity where there is none. */
export function roomOf(input: TimingInput): number {
  const { zone } = personZone(input.subject, input.policy.time_zone)
  return Math.min(
    Infinity,
    ...capsOf(input).map(
      ({ cap }) => cap.max - countedIn(cap, input.contacted, zone, input.subject.now).length
    )
  )
}

type OwnedCap = { readonly cap: Cap; readonly chosen_by: "person" | "shop" }

function capsOf({ subject, channel, policy }: TimingInput): readonly OwnedCap[] {
  const frequency = subject.contact?.frequency ?? null
  const own: OwnedCap[] =
    frequency === null ? [] : [{ cap: { channel: null, ...frequency }, chosen_by: "person" }]
  const shop = policy.caps
    .filter((cap) => cap.channel === null || cap.channel === channel.code)
    .map((cap) => ({ cap, chosen_by: "shop" as const }))
  return [...own, ...shop]
}

/** The contacts that fill a cap, oldest first, in milliseconds. */
function countedIn(
  cap: Cap,
  contacted: readonly Contacted[],
  zone: string,
  now: string
): readonly number[] {
  const since = startOfDay(zone, Date.parse(now), 1 - cap.days)
  return contacted
    .filter(({ channel }) => cap.channel === null || cap.channel === channel)
    .map(({ at }) => Date.parse(at))
    .filter((at) => at >= since)
    .sort((a, b) => a - b)
}

/** The day on which enough contacts have left the window that one more fits. */
function roomAgain(cap: Cap, within: readonly number[], zone: string, now: string): string {
  // A person who wants none at all is asked again when a whole window has passed: they may have changed their mind.
  const leaves = within[within.length - cap.max] ?? Date.parse(now)
  return new Date(startOfDay(zone, leaves, cap.days)).toISOString()
}
