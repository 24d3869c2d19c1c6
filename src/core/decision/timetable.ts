import type { FactValue } from "../condition/condition"
import { endOfWait, type WaitForEvent } from "../schedule/wait"
import type { Step } from "./automation"

/** When a step is due. Times are milliseconds of the epoch. */
export type StepTime = {
  readonly key: string
  readonly due: number
  readonly expires: number
  /** What it waits for; `due` is then when the time for it is up. */
  readonly awaits: WaitForEvent | null
}

export type TimetableContext = {
  /** When the first of these steps begins to wait. */
  readonly from: number
  /** The person's zone. */
  readonly zone: string
  readonly fact: (code: string) => FactValue
}

const MINUTE = 60_000

/**
 * When each of these steps is due: each waits after the one before it. A step that waits for a date fact which is unknown
 * is due at once, and its claim refuses it with that reason. A step that waits for an event has the latest time; when the
 * event comes, the rest of the steps get a new timetable from then on.
 */
export function timetable(
  steps: readonly Step[],
  { from, zone, fact }: TimetableContext
): readonly StepTime[] {
  let begins = from
  return steps.map(({ key, wait, valid_for_minutes: valid }) => {
    const due = endOfWait(wait, { from: begins, zone, fact }) ?? begins
    // A date may lie before the step that precedes it; what follows waits from the later of the two.
    begins = Math.max(begins, due)
    return {
      key,
      due,
      expires: due + valid * MINUTE,
      awaits: "event" in wait ? wait.event : null,
    }
  })
}

/** The steps that stand before this one. */
export function stepsBefore(steps: readonly Step[], key: string): readonly Step[] {
  return steps.slice(
    0,
    Math.max(
      0,
      steps.findIndex((step) => step.key === key)
    )
  )
}

/** The steps that stand after this one. */
export function stepsAfter(steps: readonly Step[], key: string): readonly Step[] {
  return steps.slice(steps.findIndex((step) => step.key === key) + 1)
}
