import type { ShopModels } from "../../core/predict/prediction"
import { isoDay } from "../../core/analysis/shop-history"
import { firstMonthTouched, type MonthOfShop, monthsOfShop } from "../../read-models/shop-months"
import {
  type ChangesSince,
  type ShopCalendar,
  withChangedPurchases,
} from "../../read-models/shop-purchases"
import type { Runtime } from "../support/runtime"
import { foretell, writeForetold } from "./foretell"
import { foretellDue } from "./foretell-due"

const NOTHING_KNOWN = { buyer_class: null, discount_reliance: null }

/**
 * The night of a shop whose lessons still hold: whoever bought since, or was given back, is foretold by the same models, and whoever's
 * time has come to be looked at again. Nobody else's purchases are read.
 */
export async function foretellChanged(
  runtime: Runtime,
  shop: ShopCalendar,
  { since, today, horizon }: Pick<ChangesSince, "since"> & { today: number; horizon: number }
): Promise<{ customers: number; written: number }> {
  const { predictions } = runtime.profile
  const lessons = (await predictions.read<ShopModels>("shop"))!.finding
  const replacements = await predictions.replacements()
  const notYets = await runtime.profile.notYets.all()
  const learned = new Map(
    replacements.map(({ product_key, learned }, no) => [no, { sku: product_key, ...learned }])
  )
  const changes = {
    since,
    today: isoDay(today),
    products: replacements.map(({ product_key }) => product_key),
  }
  const read = await withChangedPurchases(runtime.knex, shop, changes, async (purchases) => ({
    customer_ids: purchases.customer_ids,
    foretold: await foretell(purchases, {
      models: { ...lessons, as_of: today },
      traitsOf: ({ told }) => told ?? NOTHING_KNOWN,
      horizon,
    }),
    due: await foretellDue(purchases, learned, today, notYets),
  }))
  const counts = [
    await writeForetold(runtime, read.foretold),
    await predictions.writeDue(read.due, read.customer_ids),
    await keepMonths(runtime, shop.time_zone, since),
  ]
  return { customers: read.foretold.customers, written: counts.reduce((sum, n) => sum + n, 0) }
}

/** The months from the first one that was touched; those before it are as they were. */
async function keepMonths(
  { knex, profile }: Runtime,
  timeZone: string,
  since: string
): Promise<number> {
  const from = await firstMonthTouched(knex, timeZone, since)
  if (from === null) {
    return 0
  }
  const before = (await profile.predictions.read<{ months: MonthOfShop[] }>("months"))?.finding
  const kept = (before?.months ?? []).filter(({ month }) => month < from)
  const months = [...kept, ...(await monthsOfShop(knex, timeZone, from))]
  return profile.predictions.keep("months", { months })
}
