import {
  type InferredPreference,
  inferredPreferences,
  type Observed,
} from "../../core/preferences/inferred"
import { sumOf } from "../../core/numeric/statistics"
import { readHabitsOfAll, readOwnHabits } from "../../read-models/observed-habits"
import type { Runtime } from "../support/runtime"

const TEN_MINUTES = 600_000
/** What fewer do changes with each order, and costs nothing to count. */
const MANY = 500

type Everybody = Observed["everybody"]
const kept = new WeakMap<Runtime, { readonly at: number; readonly habits: Everybody }>()

/**
 * What is concluded about a customer now, as they have put it right. It is computed where it is looked at and kept nowhere.
 * @param whose.objected of whoever objected nothing is even counted
 */
export async function inferPreferences(
  runtime: Runtime,
  whose: { readonly customer_id: string; readonly objected: boolean; readonly zone: string }
): Promise<readonly InferredPreference[]> {
  const { corrections } = await runtime.profile.declarations.read(whose.customer_id)
  if (whose.objected) {
    return inferredPreferences(null, corrections)
  }
  const [own, everybody] = await Promise.all([
    readOwnHabits(runtime.knex, whose.customer_id, whose.zone),
    habitsOfAll(runtime),
  ])
  return inferredPreferences({ own, everybody }, corrections)
}

async function habitsOfAll(runtime: Runtime): Promise<Everybody> {
  const now = performance.now()
  const known = kept.get(runtime)
  if (known !== undefined && now - known.at < TEN_MINUTES) {
    return known.habits
  }
  const habits = await readHabitsOfAll(runtime.knex, runtime.options.timeZone)
  if (sumOf(Object.values(habits.time_of_day)) >= MANY) {
    kept.set(runtime, { at: now, habits })
  }
  return habits
}
