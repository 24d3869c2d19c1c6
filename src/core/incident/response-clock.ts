/** Hours within which a shop wants to answer, where it said nothing else. */
export const DEFAULT_ANSWER_HOURS = 24

/** The longest that a shop may take: what nobody closed for so long silences no longer either. */
export const MOST_ANSWER_HOURS = 720

export const CLOCK_STATES = ["waiting", "overdue", "answered", "late"] as const

/** `late`: answered, and after it was due. */
export type ClockState = (typeof CLOCK_STATES)[number]

export type ResponseClock = {
  readonly state: ClockState
  readonly due_at: string
  /** From its opening to the answer, or until now; whole ones. */
  readonly waited_minutes: number
}

type Opened = {
  /** ISO 8601, as everything here. */
  readonly opened_at: string
  readonly answered_at: string | null
  readonly closed_at: string | null
}

const MINUTE = 60_000

/** When an incident was answered; its end is an answer, too. Null while its customer waits for one. */
export function answeredAt({ answered_at, closed_at }: Opened): string | null {
  const [first] = [answered_at, closed_at].filter((at) => at !== null).sort()
  return first ?? null
}

/**
 * How long a customer has waited for a word of the shop, and whether that is longer than the shop wants it to be.
 * @param now ISO 8601
 */
export function responseClock(incident: Opened, hours: number, now: string): ResponseClock {
  const opened = Date.parse(incident.opened_at)
  const due = opened + hours * 60 * MINUTE
  const answer = answeredAt(incident)
  const until = Math.max(opened, Date.parse(answer ?? now))
  const inTime = until <= due
  return {
    state: answer === null ? (inTime ? "waiting" : "overdue") : inTime ? "answered" : "late",
    due_at: new Date(due).toISOString(),
    waited_minutes: Math.floor((until - opened) / MINUTE),
  }
}
