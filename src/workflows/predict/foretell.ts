import type { BuyerTraits } from "../../core/analysis/learn-shop"
import { isoDay } from "../../core/analysis/shop-history"
import { foresee, type ShopModels } from "../../core/predict/prediction"
import { isToldAnew, reviewDay, type ToldPrediction } from "../../core/predict/restate"
import type { PredictionRow } from "../../modules/kairos-profile/predictions"
import { wholeLines } from "../../read-models/copy-out"
import type { ShopPurchases } from "../../read-models/shop-purchases"
import { faultPoint } from "../support/fault-points"
import { givingWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { readCustomer, type ReadCustomer } from "./customer-reader"
import { type RowPile, rowPile } from "./row-pile"

type Traits = Pick<BuyerTraits, "buyer_class" | "discount_reliance">

export type Foretelling = {
  readonly models: ShopModels
  /** What was learned of the buyer beside their dates; what was told of them before where nothing was learned anew. */
  readonly traitsOf: (seen: ReadCustomer) => Traits
  /** The last day before the models are learned anew, in days since 1970. */
  readonly horizon: number
}

const CHUNK = 2000

export type Foretold = {
  /** Everybody who was looked at. */
  readonly customers: number
  /** Those of whom something new is to be told. */
  readonly rows: RowPile<PredictionRow>
}

/**
 * Foretells while it reads and writes nothing: the purchases come over the one connection of a transaction, and a second one, asked for
 * while it lasts, might never be given in a shop whose connections are all in use.
 */
export async function foretell(
  purchases: Pick<ShopPurchases, "customerDays">,
  foretelling: Foretelling
): Promise<Foretold> {
  const { unit_days, as_of, currency_code } = foretelling.models
  const told = rowPile<PredictionRow>()
  let customers = 0
  let queue: PredictionRow[] = []
  const take = wholeLines((lines) => {
    customers += lines.length
    for (const line of lines) {
      const row = rowToWrite(readCustomer(line, unit_days, as_of), foretelling)
      if (row !== null) {
        queue.push(row)
      }
    }
    if (queue.length < CHUNK) {
      return undefined
    }
    const rows = queue
    queue = []
    return told.put(rows)
  })
  await purchases.customerDays(currency_code, take)
  await told.put(queue)
  return { customers, rows: told }
}

/**
 * Writes it, in chunks that give way to a checkout, each a statement of its own.
 * @returns how many rows were new or different
 */
export async function writeForetold({ profile }: Runtime, { rows }: Foretold): Promise<number> {
  const giveWay = givingWay()
  let written = 0
  await rows.takeOff(async (chunk) => {
    await giveWay()
    await faultPoint("before_scoring_chunk")
    written += await profile.predictions.write(chunk)
  })
  return written
}

/** What is to be told, or when it is to be looked at again; null where both are said already. */
function rowToWrite(
  seen: ReadCustomer,
  { models, traitsOf, horizon }: Foretelling
): PredictionRow | null {
  const traits = traitsOf(seen)
  const today = models.as_of
  const onDay = (day: number): ToldPrediction => toldOn(seen, models, traits, day - today)
  const now = onDay(today)
  const anew = seen.told === null || isToldAnew(seen.told, now)
  const told = seen.told === null || anew ? now : seen.told
  const review = reviewDay(told, onDay, today, horizon)
  const review_on = review === null ? null : isoDay(review)
  return anew || review_on !== seen.review_on
    ? { customer_id: seen.customer_id, ...told, review_on }
    : null
}

/** What is to be told so many days later if nothing is bought until then. */
function toldOn(
  seen: ReadCustomer,
  models: ShopModels,
  traits: Traits,
  later: number
): ToldPrediction {
  const { next_order, ...foretold } = foresee(
    { ...models, as_of: models.as_of + later },
    { ...seen, T: seen.T + later / models.unit_days }
  )
  return {
    repeats: seen.x,
    currency_code: models.currency_code,
    ...foretold,
    next_from: next_order && isoDay(next_order.from),
    next_median: next_order && isoDay(next_order.median),
    next_to: next_order && isoDay(next_order.to),
    buyer_class: traits.buyer_class,
    discount_reliance: traits.discount_reliance,
  }
}
