import { createHash } from "node:crypto"
import type { BuyerTraits } from "../../core/analysis/learn-shop"
import type { ProductReplacement } from "../../core/analysis/analyse-products"
import { isoDay } from "../../core/analysis/shop-history"
import { nextPurchase } from "../../core/predict/replacement"
import { foresee, type ShopModels } from "../../core/predict/prediction"
import { isToldAnew } from "../../core/predict/restate"
import { spellsOf } from "../../core/predict/spells"
import type { Rate } from "../../core/value/rates"
import type { DueRow, PredictionRow } from "../../modules/kairos-profile/predictions"
import { foretoldMinors, minorsOfShop } from "../../read-models/profile-objections"
import { wholeLines } from "../../read-models/copy-out"
import {
  type Goods,
  monthsOfShop,
  printOfPurchases,
  type ShopPurchases,
  withShopPurchases,
} from "../../read-models/shop-purchases"
import { tierPolicyOf } from "../profile/tier-policy"
import { faultPoint } from "../support/fault-points"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { readCustomer, type ReadCustomer } from "./customer-reader"
import { type Learner, startLearner } from "./learner"
import type { Lessons } from "./learning-worker"

export type PredictionProgress = {
  /** False when nothing has changed that a model could learn from. */
  readonly learned: boolean
  readonly customers: number
  /** Rows of any table that were new or different. */
  readonly written: number
}

/** The parameters of more customers than these are not better ones. */
const MOST_STUDIED = 25_000
const DAY_MS = 86_400_000
/** Days go by also where nobody buys: after so many everything is told anew. */
const STALE_DAYS = 7
const CHUNK = 2000
/** Who is due later is told another night. */
const DUE_WITHIN_DAYS = 120

type Night = { readonly as_of: string; readonly print: string; readonly time_zone: string }

/**
 * What the shop's history foretells: of each customer, of its products, of the shop. All of it is computed anew from the purchases and only
 * what differs is written, so a night that was killed is simply done again; one without a change is not done at all.
 */
export async function predictShop(runtime: Runtime): Promise<PredictionProgress> {
  const { predictions } = runtime.profile
  const { time_zone } = await runtime.automation.settings.read()
  const { policy } = await tierPolicyOf(runtime)
  const { currency_code, rates = [] } = policy
  const today = dayIn(runtime.clock.now(), time_zone)
  const print = printOf(await printOfPurchases(runtime.knex), currency_code, rates)
  const night: Night = { as_of: isoDay(today), print, time_zone }
  const last = (await predictions.read<Night>("night"))?.finding
  if (last !== undefined && isSame(last, night, today)) {
    return { learned: false, customers: 0, written: 0 }
  }
  const learners = [startLearner(), startLearner()] as const
  try {
    const at = { policy: runtime.policy, now: runtime.clock.now().toISOString() }
    const minors = await minorsOfShop(runtime.knex, at)
    const shop = { time_zone, currency_code, rates, minors }
    const done = await withShopPurchases(runtime.knex, shop, async (purchases) => {
      const counted = () => monthsOfShop(runtime.knex, time_zone)
      const { months, ...lessons } = await learn(purchases, learners, today, counted)
      const written = await keepLessons(
        runtime,
        lessons,
        Math.min(purchases.customers, MOST_STUDIED)
      )
      const foretold = await foretell(runtime, purchases, lessons)
      const due = await foretellDue(runtime, purchases, lessons, today)
      return { customers: foretold.customers, written: written + foretold.written + due, months }
    })
    await predictions.forget(await foretoldMinors(runtime.knex, at))
    const written =
      done.written +
      (await predictions.forgetStrangers()) +
      (await predictions.keep("months", { months: done.months })) +
      (await predictions.keep("night", night))
    return { learned: true, customers: done.customers, written }
  } finally {
    await Promise.all(learners.map((learner) => learner.end()))
  }
}

/** While one thread fits models to what it was given, the other counts pairs, and the database the months. */
async function learn<Months>(
  purchases: ShopPurchases,
  [models, pairs]: readonly [Learner, Learner],
  today: number,
  countMonths: () => Promise<Months>
): Promise<Lessons & { readonly months: Months }> {
  const goods = purchases.goods.map(({ no, key, sku }) => ({ no, key, sku }))
  await models.begin(goods)
  await purchases.orders(MOST_STUDIED, (chunk) => models.take("orders", chunk))
  const count = async (): Promise<Lessons["affinity"]> => {
    await pairs.begin(goods)
    await purchases.baskets((chunk) => pairs.take("baskets", chunk))
    return pairs.learnAffinity()
  }
  const [shop, affinity, months] = await Promise.all([
    models.learnShop(today),
    count(),
    countMonths(),
  ])
  return { shop, affinity, months }
}

/** Other rates teach something else. */
const printOf = (purchases: string, currency: string | null, rates: readonly Rate[]): string =>
  rates.length === 0
    ? purchases
    : `${purchases} ${currency} ${createHash("sha256").update(JSON.stringify(rates)).digest("hex")}`

const isSame = (last: Night, night: Night, today: number): boolean =>
  last.print === night.print &&
  last.time_zone === night.time_zone &&
  today - dayOf(last.as_of) < STALE_DAYS

const dayOf = (iso: string): number => Math.floor(Date.parse(iso) / DAY_MS)

/** The day that the shop's calendar shows, in days since 1970. */
const dayIn = (now: Date, timeZone: string): number =>
  dayOf(new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now))

/** The shop's and its products' findings, each only where it differs. */
async function keepLessons(
  { profile }: Runtime,
  { shop, affinity }: Lessons,
  studied: number
): Promise<number> {
  const { predictions } = profile
  const { replacement, followers } = shop
  const { rules, ...pairs } = affinity.kind === "learned" ? affinity : { ...affinity, rules: [] }
  const after = followers.kind === "learned" ? [...followers.cross, ...followers.repeat] : []
  const counts = [
    await predictions.keep("models", { studied, models: shop.models, churn: shop.churn }),
    await predictions.keep("shop", shop.shop),
    await predictions.keep("affinity", pairs),
    await predictions.keep(
      "followers",
      followers.kind === "learned"
        ? { kind: "learned", window_days: followers.window_days, products: followers.products }
        : followers
    ),
    await predictions.keep(
      "replacement",
      "kind" in replacement ? replacement : { kind: "learned", products: replacement.length }
    ),
    await predictions.keep("classes", { classes: shop.classes, discounts: shop.discounts }),
    await predictions.writeProducts(
      "kairos_pair",
      rules.map(({ lhs, rhs, count, ...rule }) => ({
        product_key: lhs,
        other_key: rhs,
        baskets: count,
        ...rule,
      }))
    ),
    await predictions.writeProducts(
      "kairos_follower",
      after.map(({ after: product_key, product: other_key, ...rest }) => ({
        product_key,
        other_key,
        ...rest,
      }))
    ),
    await predictions.writeProducts(
      "kairos_replacement",
      listOf(replacement).map(({ sku, ...learned }) => ({
        product_key: sku,
        repurchases: learned.events,
        learned,
      }))
    ),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}

const listOf = (replacement: Lessons["shop"]["replacement"]): readonly ProductReplacement[] =>
  "kind" in replacement ? [] : replacement

/** Every customer; those of whom something new is to be told, in chunks that give way to a checkout, each a statement of its own. */
async function foretell(
  { profile }: Runtime,
  purchases: ShopPurchases,
  { shop }: Lessons
): Promise<{ customers: number; written: number }> {
  const traits = new Map(shop.traits.map((one) => [one.customer_id, one]))
  const giveWay = givingWay()
  let [customers, written] = [0, 0]
  let queue: PredictionRow[] = []
  let before: Promise<void> = Promise.resolve()
  const write = async (rows: readonly PredictionRow[]): Promise<void> => {
    await giveWay()
    await faultPoint("before_scoring_chunk")
    written += await profile.predictions.write(rows)
  }
  const take = wholeLines((lines) => {
    customers += lines.length
    for (const line of lines) {
      const seen = readCustomer(line, shop.shop.unit_days, shop.shop.as_of)
      const row = rowOf(seen, shop.shop, traits.get(seen.customer_id))
      if (seen.told === null || isToldAnew(seen.told, row)) {
        queue.push(row)
      }
    }
    if (queue.length < CHUNK) {
      return undefined
    }
    const rows = queue
    queue = []
    before = before.then(() => write(rows))
    return before
  })
  await purchases.customerDays(shop.shop.currency_code, take)
  await before
  await write(queue)
  return { customers, written }
}

function rowOf(
  { customer_id, ...seen }: ReadCustomer,
  models: ShopModels,
  trait: BuyerTraits | undefined
): PredictionRow {
  const { next_order, ...foretold } = foresee(models, seen)
  return {
    customer_id,
    repeats: seen.x,
    currency_code: models.currency_code,
    ...foretold,
    next_from: next_order && isoDay(next_order.from),
    next_median: next_order && isoDay(next_order.median),
    next_to: next_order && isoDay(next_order.to),
    buyer_class: trait?.buyer_class ?? null,
    discount_reliance: trait?.discount_reliance ?? null,
  }
}

/** When each product will be needed again by whoever has bought it three times or more. */
async function foretellDue(
  { profile }: Runtime,
  purchases: ShopPurchases,
  { shop }: Lessons,
  today: number
): Promise<number> {
  const numbers = new Map(purchases.goods.map(({ key, no }: Goods) => [key, no]))
  const learned = new Map(
    listOf(shop.replacement).map((one) => [String(numbers.get(one.sku)), one])
  )
  const rows: DueRow[] = []
  if (learned.size > 0) {
    const take = wholeLines((lines) => {
      rows.push(...lines.flatMap((line) => dueOf(line, learned, today)))
    })
    await purchases.replacements([...learned.keys()].map(Number), take)
  }
  return profile.predictions.writeDue(rows)
}

function dueOf(
  line: string,
  learned: ReadonlyMap<string, ProductReplacement>,
  today: number
): DueRow[] {
  const [customer_id, no, list] = line.split("\t") as [string, string, string]
  const product = learned.get(no)!
  const days = list.split(",").map(Number)
  const last = days[days.length - 1]!
  const { interval, from_now, own_weight } = nextPurchase(product.people, spellsOf(days, today))
  const at = (inDays: number): string => isoDay(today + Math.round(inDays))
  // Whoever is that late has stopped, or buys it elsewhere.
  const late = today - last > interval.to
  return late || from_now.median > DUE_WITHIN_DAYS
    ? []
    : [
        {
          customer_id,
          product_key: product.sku,
          last_bought: isoDay(last),
          due_from: at(from_now.from),
          due_median: at(from_now.median),
          due_to: at(from_now.to),
          own_weight: Math.round(own_weight * 100) / 100,
        },
      ]
}
