import { isOnRequest } from "../../core/catalog/on-request"
import type { AutomationVersion } from "../../core/decision/automation"
import type { Verdict } from "../../core/decision/decide"
import { outrank } from "../../core/decision/outrank"
import type { DecisionTrace } from "../../core/decision/decision"
import { type ChosenContent, decideContent, winnerOf } from "../content/decide-content"
import type { Runtime } from "../support/runtime"

type Winner = NonNullable<DecisionTrace["winner"]>
type Tried = { readonly automation: AutomationVersion; readonly verdict: Verdict }

const NO_SESSION = { path: null, referrer: null, utm: {}, locale: null } as const

/**
 * The verdict on content that is decided on the request, beside all that may fill the same placements for this customer now:
 * what would be shown by itself is not, as long as something else comes first everywhere.
 */
export async function besideRivals(
  runtime: Runtime,
  { automation, verdict }: Tried,
  customerId: string
): Promise<Verdict> {
  const { trigger, steps, priority } = automation.definition
  if (verdict.kind !== "send" || !isOnRequest(trigger.code, runtime.catalog)) {
    return verdict
  }
  const placements = steps.flatMap(({ actions }) =>
    actions.flatMap(({ code, args }) => (code === "show_content" ? [String(args.placement)] : []))
  )
  const { chosen } = await decideContent(runtime, {
    placements,
    customer_id: customerId,
    cart_id: null,
    visitor_id: null,
    session: NO_SESSION,
  })
  const winners = placements.map((placement) => winnerOver(automation, chosen.get(placement)))
  const [first] = winners
  return first && winners.every((winner) => winner !== null)
    ? outrank(verdict, priority, first)
    : verdict
}

/** What is shown before it, whether it is active itself or not. */
function winnerOver(own: AutomationVersion, chosen: ChosenContent | undefined): Winner | null {
  if (chosen?.kind === "offer") {
    return winnerOf(chosen)
  }
  if (chosen?.kind !== "requested" || chosen.automation.automation_id === own.automation_id) {
    return null
  }
  const { automation_id, definition } = chosen.automation
  const ahead = definition.priority - own.definition.priority
  return ahead > 0 || (ahead === 0 && automation_id < own.automation_id) ? winnerOf(chosen) : null
}
