import { createHash } from "node:crypto"
import type { ProductReplacement } from "../../core/analysis/analyse-products"
import { isoDay } from "../../core/analysis/shop-history"
import {
  HELD_FROM_PURCHASES,
  type LearnedFrom,
  LESSONS_HOLD_DAYS,
  lessonsHold,
} from "../../core/predict/hold-lessons"
import type { Rate } from "../../core/value/rates"
import type { DueRow } from "../../modules/kairos-profile/predictions"
import {
  foretoldMinors,
  foretoldObjectors,
  minorsOfShop,
} from "../../read-models/profile-objections"
import { extentOfPurchases, printOfPurchases } from "../../read-models/shop-extent"
import type { MonthOfShop } from "../../read-models/shop-months"
import {
  type Goods,
  type ShopCalendar,
  type ShopPurchases,
  withShopPurchases,
} from "../../read-models/shop-purchases"
import { tierPolicyOf } from "../profile/tier-policy"
import type { Runtime } from "../support/runtime"
import { foretell, type Foretold, writeForetold } from "./foretell"
import { foretellChanged } from "./foretell-changed"
import { foretellDue } from "./foretell-due"
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

type Night = {
  readonly as_of: string
  readonly print: string
  readonly time_zone: string
  /** What was written before it has been looked at. */
  readonly seen_at: string
  /** The night that learned what holds now; `terms` are the currency and rates it counted by. */
  readonly learned: LearnedFrom & { readonly terms: string; readonly seen_at: string }
}

/**
 * What the shop's history foretells: of each customer, of its products, of the shop. A night that learns computes all of it anew from the
 * purchases; while what was learned holds, a night looks only at whom something has changed for. Either writes only what differs, so a
 * night that was killed is simply done again, and a second one of a day without a change is not done at all.
 * @param heldFrom purchases from which on a shop's lessons are held
 */
export async function predictShop(
  runtime: Runtime,
  heldFrom = HELD_FROM_PURCHASES
): Promise<PredictionProgress> {
  const { knex, profile } = runtime
  const { predictions } = profile
  const { time_zone } = await runtime.automation.settings.read()
  const { policy } = await tierPolicyOf(runtime)
  const { currency_code, rates = [] } = policy
  const today = dayIn(runtime.clock.now(), time_zone)
  const terms = termsOf(currency_code, rates)
  const print = `${await printOfPurchases(knex)}${terms}`
  const last = (await predictions.read<Partial<Night>>("night"))?.finding
  if (last !== undefined && isSame(last, { as_of: isoDay(today), print, time_zone })) {
    return { learned: false, customers: 0, written: 0 }
  }
  const extent = await extentOfPurchases(knex, last?.learned?.seen_at ?? null)
  const at = { policy: runtime.policy, now: runtime.clock.now().toISOString() }
  const shop = { time_zone, currency_code, rates, minors: await minorsOfShop(knex, at) }
  const held =
    last?.learned !== undefined &&
    last.seen_at !== undefined &&
    last.time_zone === time_zone &&
    last.learned.terms === terms &&
    lessonsHold(last.learned, { day: today, ...extent }, heldFrom)
      ? { learned: last.learned, since: last.seen_at }
      : null
  const done = held
    ? await foretellChanged(runtime, shop, {
        since: held.since,
        today,
        horizon: horizonOf(held.learned.day),
      })
    : await foretellAll(runtime, shop, today)
  await predictions.forget(await foretoldMinors(knex, at))
  await predictions.forget(await foretoldObjectors(knex))
  const night: Night = {
    as_of: isoDay(today),
    print,
    time_zone,
    seen_at: extent.seen_at,
    learned: held?.learned ?? {
      day: today,
      purchases: extent.purchases,
      terms,
      seen_at: extent.seen_at,
    },
  }
  const written =
    done.written + (await predictions.forgetStrangers()) + (await predictions.keep("night", night))
  return { learned: held === null, customers: done.customers, written }
}

const horizonOf = (learnedOn: number): number => learnedOn + LESSONS_HOLD_DAYS - 1

type Learned = {
  readonly lessons: Lessons & { readonly months: readonly MonthOfShop[] }
  /** Of how many customers' orders the models were learned. */
  readonly studied: number
  readonly foretold: Foretold
  readonly due: readonly DueRow[]
}

/** Learns everything anew, and tells everybody by it. */
async function foretellAll(
  runtime: Runtime,
  shop: ShopCalendar,
  today: number
): Promise<{ customers: number; written: number }> {
  const { predictions } = runtime.profile
  // Killed in the midst of it, everybody has to be told by what was learned, not only whom something changes for.
  await predictions.drop("night")
  const { lessons, studied, foretold, due } = await learnAll(runtime, shop, today)
  const counts = [
    await keepLessons(runtime, lessons, studied),
    await writeForetold(runtime, foretold),
    await predictions.writeDue(due),
    await predictions.keep("months", { months: lessons.months }),
  ]
  return { customers: foretold.customers, written: counts.reduce((sum, count) => sum + count, 0) }
}

/** Everything that is read, in one view of the shop, and thought about it. */
async function learnAll(runtime: Runtime, shop: ShopCalendar, today: number): Promise<Learned> {
  // Before the transaction: a second connection, asked for while it lasts, might never be given.
  const notYets = await runtime.profile.notYets.all()
  const learners = [startLearner(), startLearner()] as const
  try {
    return await withShopPurchases(runtime.knex, shop, async (purchases) => {
      const lessons = await learn(purchases, learners, today)
      const traits = new Map(lessons.shop.traits.map((one) => [one.customer_id, one]))
      const foretold = await foretell(purchases, {
        models: lessons.shop.shop,
        traitsOf: ({ customer_id }) => traits.get(customer_id) ?? NOT_STUDIED,
        horizon: horizonOf(today),
      })
      const numbers = new Map(purchases.goods.map(({ key, no }: Goods) => [key, no]))
      const products = listOf(lessons.shop.replacement)
      const learned = new Map(products.map((one) => [numbers.get(one.sku)!, one]))
      const due = await foretellDue(purchases, learned, today, notYets)
      return { lessons, studied: Math.min(purchases.customers, MOST_STUDIED), foretold, due }
    })
  } finally {
    await Promise.all(learners.map((learner) => learner.end()))
  }
}

const NOT_STUDIED = { buyer_class: null, discount_reliance: null }

/** While one thread fits models to what it was given, the other counts pairs, and the database the months. */
async function learn(
  purchases: ShopPurchases,
  [models, pairs]: readonly [Learner, Learner],
  today: number
): Promise<Learned["lessons"]> {
  const goods = purchases.goods.map(({ no, key, sku }) => ({ no, key, sku }))
  await models.begin(goods)
  await purchases.orders(MOST_STUDIED, (chunk) => models.take("orders", chunk))
  const count = async () => {
    await pairs.begin(goods)
    await purchases.baskets((chunk) => pairs.take("baskets", chunk))
    return Promise.all([thenEnd(pairs, pairs.learnAffinity()), purchases.months()])
  }
  const [shop, [affinity, months]] = await Promise.all([
    thenEnd(models, models.learnShop(today)),
    count(),
  ])
  return { shop, affinity, months }
}

/** A thread that has answered holds what it read: it goes before everybody is foretold. */
async function thenEnd<T>(learner: Learner, answer: Promise<T>): Promise<T> {
  const lessons = await answer
  await learner.end()
  return lessons
}

/** Other rates teach something else. */
const termsOf = (currency: string | null, rates: readonly Rate[]): string =>
  rates.length === 0
    ? ""
    : ` ${currency} ${createHash("sha256").update(JSON.stringify(rates)).digest("hex")}`

const isSame = (last: Partial<Night>, now: Pick<Night, "as_of" | "print" | "time_zone">): boolean =>
  last.print === now.print && last.time_zone === now.time_zone && last.as_of === now.as_of

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
