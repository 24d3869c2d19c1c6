import { recomputed } from "../../core/renewal/recurrence"
import { coming, toSubscription } from "../../modules/kairos-renewal/rows"
import type { Runtime } from "../support/runtime"
import { plannedFor } from "./planned-for"

const PAGE = 1000

/** Dates that lie ahead, by the clocks' rules of today: a government may have changed them since they were planned (E-08). */
export async function recomputeDates(runtime: Runtime): Promise<number> {
  let [moved, after] = [0, ""]
  for (;;) {
    const rows = await runtime.renewal.subscriptions.after(after, PAGE)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const ahead = (await runtime.renewal.renewals.listOf([...byId.keys()])).filter(
      ({ state }) => state === "due" || state === "notified"
    )
    const changed = ahead.flatMap((renewal) => {
      const subscription = byId.get(renewal.subscription_id)
      if (subscription === undefined) {
        return []
      }
      const { at } = recomputed({ local: renewal.due_local, zone: subscription.zone })
      const planned = plannedFor(
        runtime,
        toSubscription(coming(subscription)),
        renewal.period_index
      )
      return at === renewal.due_at.toISOString()
        ? []
        : [{ ...keyOf(renewal), due_at: at, notice_at: planned.notice_at }]
    })
    moved += await runtime.renewal.renewals.moveDates(changed)
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE) {
      return moved
    }
  }
}

const keyOf = ({
  subscription_id,
  period_index,
}: {
  readonly subscription_id: string
  readonly period_index: number
}) => ({ subscription_id, period_index })
