import { correlationOf, meanOf, rankCorrelationOf, sumOf } from "../numeric/statistics"
import { expectedSpending, fitGammaGamma, type Spending } from "./gamma-gamma"
import { historyAt, type PurchaseDays, spendingAt } from "./purchase-days"
import { groupHistories, type PurchaseHistory } from "./purchase-history"
import {
  fitPurchaseModel,
  PURCHASE_MODELS,
  type PurchaseModel,
  purchasesToExpect,
} from "./purchase-models"

/** What is held back: the models see the time up to and with `calibrationEnd`, and foretell what follows up to `end`. */
export type BackTestWindow = {
  /** Days since 1970. */
  readonly calibrationEnd: number
  readonly end: number
  /** Days in the models' time unit. */
  readonly unitDays: number
}

export type Accuracy = {
  readonly expected_total: number
  readonly actual_total: number
  /** Mean absolute and root mean squared error per customer. */
  readonly mae: number
  readonly rmse: number
  readonly correlation: number | null
  /** By repeats before the cut, the last bin open: what was foretold beside what happened. */
  readonly bins: readonly CalibrationBin[]
}

export type CalibrationBin = {
  readonly x: number
  readonly open: boolean
  readonly customers: number
  readonly actual_mean: number
  readonly expected_mean: number
}

/** What came of whoever had repeated as often before the cut; null where nobody had. */
export const binOf = (bins: readonly CalibrationBin[], repeats: number): CalibrationBin | null =>
  bins.find(({ x, open }) => x === repeats || (open && repeats > x)) ?? null

export type ModelBackTest = { readonly model: PurchaseModel; readonly accuracy: Accuracy }

/** Foretold value of the held back time, by expected purchases times expected spending. */
export type ValueBackTest = {
  readonly expected_total: number
  readonly actual_total: number
  readonly mae: number
  readonly rank_correlation: number | null
  /** Share of the actual value that the tenth of the customers foretold as the best brought. */
  readonly top_decile_share: number | null
}

export type BackTest = {
  readonly customers: number
  readonly models: readonly ModelBackTest[]
  /** Whoever bought n times in a time will buy n times in as long a time again: what a model has to beat. */
  readonly own_rate: Accuracy
  /** The model that foretold best: the smallest root mean squared error; of equal ones the likelier. */
  readonly best: ModelBackTest
  readonly value: ValueBackTest | null
}

type Case = {
  readonly history: PurchaseHistory
  readonly spending: Spending
  readonly purchases: number
  readonly value: number
}

/**
 * Fits every model to the time before the cut and compares what it foretells with what happened after it.
 * @returns null without a customer before the cut
 */
export function backTest(
  customers: readonly PurchaseDays[],
  window: BackTestWindow
): BackTest | null {
  const cases = customers.flatMap((customer) => caseOf(customer, window))
  if (cases.length === 0) {
    return null
  }
  const time = (window.end - window.calibrationEnd) / window.unitDays
  const grouped = groupHistories(cases.map(({ history }) => history))
  const models = PURCHASE_MODELS.map((kind) => {
    const model = fitPurchaseModel(kind, grouped)
    const expected = cases.map(({ history }) => purchasesToExpect(model, history, time))
    return { model, accuracy: accuracyOf(cases, expected), expected }
  })
  const best = models.reduce((one, other) => (isBetter(other, one) ? other : one))
  const ownRate = cases.map(({ history: { x, T } }) => (T > 0 ? (x / T) * time : 0))
  return {
    customers: cases.length,
    models: models.map(({ model, accuracy }) => ({ model, accuracy })),
    own_rate: accuracyOf(cases, ownRate),
    best: { model: best.model, accuracy: best.accuracy },
    value: valueBackTest(cases, best.expected),
  }
}

function caseOf(customer: PurchaseDays, { calibrationEnd, end, unitDays }: BackTestWindow): Case[] {
  const history = historyAt(customer, calibrationEnd, unitDays)
  if (history === null) {
    return []
  }
  const held = customer.days.filter(({ day }) => day > calibrationEnd && day <= end)
  return [
    {
      history,
      spending: spendingAt(customer, calibrationEnd),
      purchases: held.length,
      value: sumOf(held.map(({ amount }) => amount ?? 0)),
    },
  ]
}

/** Two errors that differ by less than this share are the same. */
const SAME = 1e-4

function isBetter(one: ModelBackTest, other: ModelBackTest): boolean {
  const ratio = one.accuracy.rmse / other.accuracy.rmse
  return Math.abs(ratio - 1) < SAME
    ? one.model.logLikelihood > other.model.logLikelihood + 0.01
    : ratio < 1
}

const OPEN_BIN = 7

function accuracyOf(cases: readonly Case[], expected: readonly number[]): Accuracy {
  const actual = cases.map(({ purchases }) => purchases)
  const errors = expected.map((value, i) => value - actual[i]!)
  const bins = Array.from({ length: OPEN_BIN + 1 }, (_, x) => {
    const members = cases.flatMap(({ history }, i) =>
      Math.min(history.x, OPEN_BIN) === x ? [i] : []
    )
    return {
      x,
      open: x === OPEN_BIN,
      customers: members.length,
      actual_mean: meanOf(members.map((i) => actual[i]!)),
      expected_mean: meanOf(members.map((i) => expected[i]!)),
    }
  })
  return {
    expected_total: sumOf(expected),
    actual_total: sumOf(actual),
    mae: meanOf(errors.map(Math.abs)),
    rmse: Math.sqrt(meanOf(errors.map((error) => error * error))),
    correlation: correlationOf(expected, actual),
    bins: bins.filter((bin) => bin.customers > 0),
  }
}

function valueBackTest(cases: readonly Case[], expected: readonly number[]): ValueBackTest | null {
  const fit = fitGammaGamma(cases.map(({ spending }) => spending))
  const worth = cases.map(({ spending }) => fit && expectedSpending(fit.params, spending))
  if (!worth.every((one) => one !== null)) {
    return null
  }
  const foretold = worth.map((one, i) => one * expected[i]!)
  const actual = cases.map(({ value }) => value)
  const total = sumOf(actual)
  const best = cases
    .map((_, i) => i)
    .sort((i, j) => foretold[j]! - foretold[i]! || i - j)
    .slice(0, Math.ceil(cases.length / 10))
  return {
    expected_total: sumOf(foretold),
    actual_total: total,
    mae: meanOf(foretold.map((one, i) => Math.abs(one - actual[i]!))),
    rank_correlation: rankCorrelationOf(foretold, actual),
    top_decile_share: total > 0 ? sumOf(best.map((i) => actual[i]!)) / total : null,
  }
}
