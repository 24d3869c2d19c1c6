/** Where a charge can be hurt. The bank is asked once, wherever it is: what it said is written down, or it was not asked yet. */
export const POINTS_OF_A_CHARGE = [
  "renewal_after_claim",
  "renewal_before_payment",
  "renewal_after_payment",
  "renewal_after_order",
  "renewal_after_commit",
] as const

/** Places where the fault harness can hurt the process, in the order in which an event passes them. */
export const FAULT_POINTS = [
  "before_inbox_insert",
  "after_inbox_insert",
  "after_claim",
  "after_decision_before_done",
  "after_commit_before_provider",
  "after_provider_before_commit",
  "between_promotion_and_link",
  "before_scoring_chunk",
  "renewals_before_commit",
  ...POINTS_OF_A_CHARGE,
] as const
export type FaultPoint = (typeof FAULT_POINTS)[number]

const ACTIONS = ["kill", "stop", "hang", "throw", "delay", "block", "oom"]

type Plan = {
  readonly point: string
  readonly nth: number
  readonly action: string
  readonly delayMs: number
}

const plan = parsePlan(process.env.KAIROS_FAULT)
let passed = 0

/**
 * Does nothing unless `KAIROS_FAULT=point:nth:action[:ms]` names this point; then, the nth time it is passed, the process is
 * killed (`kill`), is stopped until somebody continues it (`stop`), stands still (`hang`), fails (`throw`), waits (`delay`), keeps its
 * only thread busy (`block`) or asks for more memory than there is (`oom`). For tests of crashes only.
 */
export async function faultPoint(point: FaultPoint): Promise<void> {
  if (plan === null || plan.point !== point) {
    return
  }
  passed += 1
  if (passed !== plan.nth) {
    return
  }
  switch (plan.action) {
    case "kill":
      process.kill(process.pid, "SIGKILL")
      return new Promise(() => undefined)
    case "stop":
      process.kill(process.pid, "SIGSTOP")
      return
    case "block":
      for (const end = performance.now() + plan.delayMs; performance.now() < end;);
      return
    case "oom":
      for (const hoard: number[][] = []; ; hoard.push(new Array<number>(1e6).fill(hoard.length)));
    case "hang":
      return new Promise(() => undefined)
    case "throw":
      throw new Error(`fault point ${point}: thrown on purpose`)
    default:
      return new Promise((resolve) => setTimeout(resolve, plan.delayMs))
  }
}

function parsePlan(text: string | undefined): Plan | null {
  if (text === undefined || text === "") {
    return null
  }
  const [point = "", nth = "1", action = "kill", ms = "1000"] = text.split(":")
  if (!(FAULT_POINTS as readonly string[]).includes(point)) {
    throw new Error(
      `KAIROS_FAULT: point "${point}" does not exist; one of: ${FAULT_POINTS.join(", ")}`
    )
  }
  if (!ACTIONS.includes(action)) {
    throw new Error(
      `KAIROS_FAULT: action "${action}" does not exist; one of: ${ACTIONS.join(", ")}`
    )
  }
  return { point, nth: Number(nth), action, delayMs: Number(ms) }
}
