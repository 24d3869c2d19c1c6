/** Something that went wrong for a customer. The last two come from other systems, the others from Medusa. */
export const INCIDENT_KINDS = [
  "return",
  "claim",
  "exchange",
  "refund",
  "failed_delivery",
  "complaint",
] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

export type Incident = {
  readonly id: string
  readonly kind: IncidentKind
  /** ISO 8601, as everything here. */
  readonly opened_at: string
  /** Null while somebody still waits for its end. */
  readonly closed_at: string | null
}

/** Why nothing is offered to somebody now, and until when it is not. */
export type Silence = {
  readonly incident: IncidentKind
  readonly since: string
  /** Whether it still goes on; then nobody knows until when, and it is asked again. */
  readonly open: boolean
  /** How many within the window; several count as one that is worse. */
  readonly count: number
  readonly until: string
}

const DAY = 86_400_000
const HOUR = 3_600_000
/** So many days after its end nobody wants to be sold something; after several of them, more. */
const QUIET_DAYS = 3
const WORSE_QUIET_DAYS = 7
/** Within it several incidents are one that is worse. */
export const WORSE_WITHIN_DAYS = 14
/** One that nobody closed silences no longer: somebody forgot to close it. */
const FORGOTTEN_DAYS = 30
const ASK_AGAIN_HOURS = 1

/** The longest that an incident may matter after it was opened. */
export const INCIDENT_MATTERS_DAYS = FORGOTTEN_DAYS + WORSE_QUIET_DAYS

/**
 * Whether a person is left alone with everything commercial because of what went wrong for them (B-23). One that is open silences
 * before one that is over, and of those that are over the one whose silence lasts longest.
 * @param now ISO 8601
 */
export function silenceOf(incidents: readonly Incident[], now: string): Silence | null {
  const at = Date.parse(now)
  const known = incidents.filter(({ opened_at }) => Date.parse(opened_at) <= at)
  const silences = known.flatMap((one): Silence[] => {
    const count = countWithin(known, one)
    const end = endOf(one, at)
    const about = { incident: one.kind, since: one.opened_at, count }
    if (end === null) {
      return [{ ...about, open: true, until: new Date(at + ASK_AGAIN_HOURS * HOUR).toISOString() }]
    }
    const until = end + (count > 1 ? WORSE_QUIET_DAYS : QUIET_DAYS) * DAY
    return until > at ? [{ ...about, open: false, until: new Date(until).toISOString() }] : []
  })
  const [first] = silences.sort(
    (a, b) => Number(b.open) - Number(a.open) || (a.until < b.until ? 1 : -1)
  )
  return first ?? null
}

/** How many there were in the window that ends with this one. */
function countWithin(incidents: readonly Incident[], { opened_at }: Incident): number {
  const to = Date.parse(opened_at)
  return incidents.filter(({ opened_at: other }) => {
    const at = Date.parse(other)
    return at <= to && at > to - WORSE_WITHIN_DAYS * DAY
  }).length
}

/** In milliseconds; null while it goes on. */
function endOf({ opened_at, closed_at }: Incident, now: number): number | null {
  const forgotten = Date.parse(opened_at) + FORGOTTEN_DAYS * DAY
  const end = Math.min(closed_at === null ? Infinity : Date.parse(closed_at), forgotten)
  return end > now ? null : end
}
