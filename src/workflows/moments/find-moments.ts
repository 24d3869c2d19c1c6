import type { NewEvent } from "../../core/event/event"
import { spendMark } from "../../core/money/spend-mark"
import { dueTimingOf } from "../../core/predict/due-timing"
import { isYearlyDay, latestYearlyDay, type YearlyDay } from "../../core/schedule/yearly-day"
import { abandonedBrowsing } from "../../read-models/moments/abandoned-browsing"
import { abandonedCarts } from "../../read-models/moments/abandoned-carts"
import { consentChanges } from "../../read-models/moments/consent-changes"
import { dueProducts } from "../../read-models/moments/due-products"
import { inactiveCustomers } from "../../read-models/moments/inactive-customers"
import { reachedOrderCount, reachedSpend } from "../../read-models/moments/reached-marks"
import { recoveredCarts } from "../../read-models/moments/recovered-carts"
import { serviceIncidents } from "../../read-models/moments/service-incidents"
import { seasonDays } from "../../read-models/moments/season-days"
import { tierChanges } from "../../read-models/moments/tier-changes"
import { unansweredIncidents } from "../../read-models/moments/unanswered-incidents"
import { ingestEvents } from "../ingest/ingest-events"
import type { Runtime } from "../support/runtime"
import { readShopSettings } from "../support/shop-settings"
import { type Armed, armedArgs } from "./armed-args"

const PAGE = 1000

type Find = (limit: number) => Promise<NewEvent[]>
type Search = (runtime: Runtime, trigger: string, maxAgeHours: number) => Promise<readonly Find[]>

/** What Medusa does not tell, and how it is found. Each answers only what the inbox does not know yet. */
const SEARCHES: Readonly<Record<string, Search>> = {
  "cart.abandoned": async (runtime, trigger, max_age_hours) =>
    (await numbersOf(runtime, trigger, "after_minutes")).map(
      ({ value, from }) =>
        (limit) =>
          abandonedCarts(runtime.knex, { after_minutes: value, from, max_age_hours }, limit)
    ),
  "browse.abandoned": async (runtime, trigger, max_age_hours) =>
    (await numbersOf(runtime, trigger, "after_minutes")).map(
      ({ value, from }) =>
        (limit) =>
          abandonedBrowsing(runtime.knex, { after_minutes: value, from, max_age_hours }, limit)
    ),
  // Found whether an automation begins with it or not: a goal may ask for it.
  "cart.recovered": async (runtime, _trigger, max_age_hours) => [
    (limit) => recoveredCarts(runtime.knex, max_age_hours, limit),
  ],
  "customer.inactive": async (runtime, trigger, max_age_hours) =>
    (await numbersOf(runtime, trigger, "days")).map(
      ({ value, from }) =>
        (limit) =>
          inactiveCustomers(runtime.knex, { days: value, from, max_age_hours }, limit)
    ),
  "customer.order_count_reached": async (runtime, trigger, max_age_hours) =>
    (await numbersOf(runtime, trigger, "count")).map(
      ({ value, from }) =>
        (limit) =>
          reachedOrderCount(runtime.knex, { count: value, from, max_age_hours }, limit)
    ),
  "customer.spend_reached": async (runtime, trigger, max_age_hours) => {
    const { currency_code } = await readShopSettings(runtime)
    const marks = await armedArgs(runtime, trigger, ({ amount }) => spendMark(amount))
    return marks.flatMap(({ value, from }) => {
      const currency = value.currency_code ?? currency_code
      return currency === null
        ? []
        : [
            (limit: number) =>
              reachedSpend(
                runtime.knex,
                { ...value, currency_code: currency, from, max_age_hours },
                limit
              ),
          ]
    })
  },
  // As with carts that came back: a goal, or a step that waits, may ask for it.
  "tier.up": async (runtime, _trigger, max_age_hours) => [
    (limit) => tierChanges(runtime.knex, "up", max_age_hours, limit),
  ],
  "tier.down": async (runtime, _trigger, max_age_hours) => [
    (limit) => tierChanges(runtime.knex, "down", max_age_hours, limit),
  ],
  "tier.at_risk": async (runtime, _trigger, max_age_hours) => [
    (limit) => tierChanges(runtime.knex, "at_risk", max_age_hours, limit),
  ],
  "product.due": async (runtime, trigger, max_age_hours) => {
    const { time_zone: zone } = await readShopSettings(runtime)
    const marks = await armedArgs(runtime, trigger, ({ days, when }) =>
      typeof days === "number" ? { days, when: dueTimingOf(when) } : null
    )
    return marks.map(
      ({ value, from }) =>
        (limit) =>
          dueProducts(runtime.knex, { ...value, from, zone, max_age_hours }, limit)
    )
  },
  // As with carts that came back: a goal, or a step that waits, may ask for it.
  "service.incident": async (runtime, _trigger, max_age_hours) => [
    (limit) => serviceIncidents(runtime.knex, max_age_hours, limit),
  ],
  "service.unanswered": async (runtime, trigger, max_age_hours) =>
    (await numbersOf(runtime, trigger, "after_minutes")).map(
      ({ value, from }) =>
        (limit) =>
          unansweredIncidents(runtime.knex, { after_minutes: value, from, max_age_hours }, limit)
    ),
  "consent.given": async (runtime, _trigger, max_age_hours) => [
    (limit) => consentChanges(runtime.knex, true, max_age_hours, limit),
  ],
  "consent.withdrawn": async (runtime, _trigger, max_age_hours) => [
    (limit) => consentChanges(runtime.knex, false, max_age_hours, limit),
  ],
  "season.day": async (runtime, trigger, max_age_hours) => {
    const now: Date = (await runtime.knex.raw("select now() as now")).rows[0].now
    const { time_zone } = await readShopSettings(runtime)
    const days = await armedArgs(runtime, trigger, yearlyDayOf)
    return days.map(({ value, from }) => {
      const latest = latestYearlyDay(value, time_zone, now.getTime())
      const changed = from !== null && latest.began < from.getTime()
      return async (limit: number) =>
        changed ? [] : seasonDays(runtime.knex, { ...value, ...latest, max_age_hours }, limit)
    })
  },
}

function yearlyDayOf({ month, day }: Readonly<Record<string, unknown>>): YearlyDay | null {
  const wanted = { month: Number(month), day: Number(day) }
  return isYearlyDay(wanted) ? wanted : null
}

/**
 * Finds the moments that came since the last run and writes them into the inbox, from where they go the way of every event.
 * Keys are deterministic: however many instances search at once, and however often, each moment is there once.
 * @returns how many were new, by trigger
 */
export async function findMoments(runtime: Runtime): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {}
  // One search that fails does not keep the others from being made; the job says so when all are done.
  const failed: string[] = []
  for (const [code, search] of Object.entries(SEARCHES)) {
    const trigger = runtime.catalog.triggers.get(code)
    if (trigger === undefined) {
      continue
    }
    try {
      found[code] = 0
      for (const find of await search(runtime, code, trigger.max_age_hours)) {
        found[code] += await ingestAll(runtime, find)
      }
    } catch (error) {
      failed.push(`${code}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (failed.length > 0) {
    throw new Error(`moments could not be looked for: ${failed.join("; ")}`)
  }
  return found
}

async function ingestAll(runtime: Runtime, find: Find): Promise<number> {
  let fresh = 0
  for (;;) {
    const events = await find(PAGE)
    const inserted = (await ingestEvents(runtime, events)).length
    fresh += inserted
    // Another instance that inserts the same events meanwhile must not make this one turn for ever.
    if (events.length < PAGE || inserted === 0) {
      return fresh
    }
  }
}

const numbersOf = (
  runtime: Runtime,
  trigger: string,
  key: string
): Promise<readonly Armed<number>[]> =>
  armedArgs(runtime, trigger, (args) => {
    const value = args[key]
    return typeof value === "number" ? value : null
  })
