import { meanOf, sumOf } from "../numeric/statistics"
import { type NotEnough, notEnough } from "../predict/not-enough"
import { type Risk, riskOf, type ShopModels } from "../predict/prediction"
import { type BackTest, backTest, type BackTestWindow } from "../value/back-test"
import { expectedSpending, fitGammaGamma, type GammaGamma } from "../value/gamma-gamma"
import { historyAt, spendingAt } from "../value/purchase-days"
import { groupHistories, type PurchaseHistory } from "../value/purchase-history"
import { samplingError } from "../value/sampling-error"
import {
  fitPurchaseModel,
  fitWithoutLeaving,
  PURCHASE_MODELS,
  probabilityAlive,
  type PurchaseModel,
  type PurchaseModelName,
  purchasesToExpect,
  showsLeaving,
} from "../value/purchase-models"
import { calibrationDay, type CustomerBook } from "./customer-book"
import { type AnalysisOptions, isoDay, TIME_UNITS, type TimeUnit } from "./shop-history"

export type ModelFigures = {
  readonly model: PurchaseModelName
  readonly params: Readonly<Record<string, number>>
  readonly log_likelihood: number
  readonly evaluations: number
  readonly converged: boolean
  /** False where the history cannot show that customers leave: the model then says that nobody ever does. */
  readonly shows_leaving: boolean
  readonly mean_alive: number
}

export type FittedFigures = {
  readonly from: string
  readonly to: string
  readonly customers: number
  readonly repeat_customers: number
  readonly models: readonly ModelFigures[]
}

export type SpendingFigures = {
  readonly params: GammaGamma
  readonly log_likelihood: number
  readonly customers: number
  readonly left_out: number
  readonly population_mean: number | null
}

export type ModelAnalysis = {
  readonly kind: "learned"
  readonly time_unit: TimeUnit
  /** Fitted to the time before the cut, compared with the time after it. */
  readonly calibration: FittedFigures & {
    readonly holdout_to: string
    /** In the time unit. */
    readonly holdout_time: number
    readonly back_test: readonly ({ readonly model: PurchaseModelName } & BackTest["own_rate"])[]
    readonly own_rate: BackTest["own_rate"]
    readonly best: PurchaseModelName
    /** Whether the best one foretells better than "as often as before". */
    readonly beats_own_rate: boolean
    readonly value: BackTest["value"]
    readonly gamma_gamma: SpendingFigures | NotEnough
    /** One by one, where a cut was asked for. */
    readonly per_customer?: readonly CalibratedCustomer[]
  }
  /** Fitted to the whole history; what follows is said with it. */
  readonly whole: FittedFigures & {
    readonly gamma_gamma: SpendingFigures | NotEnough
    /** How much the purchases of a year would differ, had others been studied: a share; null where few customers came back. */
    readonly sampling_error: number | null
  }
}

/** In the models' notation and time unit. */
export type CalibratedCustomer = {
  readonly customer_id: string
  readonly x: number
  readonly t_x: number
  readonly T: number
  readonly alive: Readonly<Record<PurchaseModelName, number>>
  readonly expected: Readonly<Record<PurchaseModelName, number>>
}

export type ChurnAnalysis = {
  readonly kind: "learned"
  readonly model: PurchaseModelName
  readonly customers: Readonly<Record<Risk, number>>
  /** The mean over customers of the probability to have left for good. */
  readonly churned_share: number
  readonly expected_purchases: Readonly<Record<"90" | "365", number>>
}

export type CustomerFuture = {
  /** Null where the history cannot tell. */
  readonly alive: number | null
  readonly risk: Risk | null
  readonly expected_purchases_90: number
  readonly expected_purchases_365: number
  readonly expected_value_365: number | null
}

export type FutureAnalysis = {
  readonly models: ModelAnalysis | NotEnough
  readonly churn: ChurnAnalysis | NotEnough
  /** Per customer, in the order of the book; null where no model could be fitted. */
  readonly customers: readonly CustomerFuture[] | null
  /** What one customer's future follows from, also one's who was not analysed. */
  readonly shop: Pick<ShopModels, "purchases" | "leaving" | "spending">
}

/** Fewer customers who came back than these make parameters that say nothing. */
const FEWEST_REPEAT = 20

/** Fits the purchase models, back-tests them, and looks ahead. */
export function analyseFuture(book: CustomerBook, options: AnalysisOptions): FutureAnalysis {
  const window = windowOf(book, options)
  if (window === null) {
    return nothing(notEnough({ what: "customers", found: 0, needed: FEWEST_REPEAT }))
  }
  const repeat = repeatCustomers(book, window.calibrationEnd, window.unitDays)
  if (repeat < FEWEST_REPEAT || window.end <= window.calibrationEnd) {
    return nothing(notEnough({ what: "repeat_customers", found: repeat, needed: FEWEST_REPEAT }))
  }
  const test = backTest(
    book.customers.map((one) => one.purchases),
    window
  )!
  const histories = book.customers.map((one) =>
    historyAt(one.purchases, window.end, window.unitDays)!
  )
  const grouped = groupHistories(histories)
  const whole = PURCHASE_MODELS.map((kind) => fitPurchaseModel(kind, grouped))
  const without = fitWithoutLeaving(grouped)
  const best = whole.find(({ kind }) => kind === test.best.model.kind)!
  // BG/NBD does not doubt those who bought once; its sibling does.
  const doubting = best.kind === "bg_nbd" ? whole.find(({ kind }) => kind === "mbg_nbd")! : best
  const leaves = showsLeaving(doubting, without)
  const tooShort = notEnough({ what: "time", days: window.end - book.first_day! + 1 })
  const spending = spendingFigures(book, window.end)
  const customers = histories.map((history, i) =>
    futureOf(
      history,
      best,
      leaves ? doubting : null,
      window.unitDays,
      worthOf(book, i, window.end, spending)
    )
  )
  return {
    models: {
      kind: "learned",
      time_unit: options.timeUnit,
      calibration: {
        ...calibrationOf(book, test, window),
        ...(options.calibrationEnd === null
          ? {}
          : { per_customer: calibrated(book, test, window) }),
      },
      whole: {
        ...fitted(book, histories, whole, without, window.end),
        gamma_gamma: spending,
        sampling_error: samplingError(best.kind, histories, 365 / window.unitDays),
      },
    },
    churn: leaves ? churnOf(doubting.kind, customers) : tooShort,
    customers,
    shop: {
      purchases: best,
      leaving: leaves ? doubting : tooShort,
      spending: "params" in spending ? spending.params : spending,
    },
  }
}

const nothing = (missing: NotEnough): FutureAnalysis => ({
  models: missing,
  churn: missing,
  customers: null,
  shop: { purchases: missing, leaving: missing, spending: missing },
})

function windowOf(book: CustomerBook, options: AnalysisOptions): BackTestWindow | null {
  const calibrationEnd = calibrationDay(book, options)
  return calibrationEnd === null || book.last_day === null
    ? null
    : { calibrationEnd, end: book.last_day, unitDays: TIME_UNITS[options.timeUnit] }
}

const repeatCustomers = (book: CustomerBook, end: number, unitDays: number): number =>
  book.customers.filter(({ purchases }) => (historyAt(purchases, end, unitDays)?.x ?? 0) > 0).length

function fitted(
  book: CustomerBook,
  histories: readonly PurchaseHistory[],
  models: readonly PurchaseModel[],
  without: ReturnType<typeof fitWithoutLeaving>,
  end: number
): FittedFigures {
  return {
    from: isoDay(book.first_day!),
    to: isoDay(end),
    customers: histories.length,
    repeat_customers: histories.filter(({ x }) => x > 0).length,
    models: models.map((model) => ({
      model: model.kind,
      params: model.params,
      log_likelihood: model.logLikelihood,
      evaluations: model.evaluations,
      converged: model.converged,
      shows_leaving: showsLeaving(model, without),
      mean_alive: meanOf(histories.map((history) => probabilityAlive(model, history))),
    })),
  }
}

function calibrationOf(
  book: CustomerBook,
  test: BackTest,
  window: BackTestWindow
): ModelAnalysis["calibration"] {
  const histories = book.customers.flatMap(
    ({ purchases }) => historyAt(purchases, window.calibrationEnd, window.unitDays) ?? []
  )
  const models = test.models.map(({ model }) => model)
  const without = fitWithoutLeaving(groupHistories(histories))
  return {
    ...fitted(book, histories, models, without, window.calibrationEnd),
    holdout_to: isoDay(window.end),
    holdout_time: (window.end - window.calibrationEnd) / window.unitDays,
    back_test: test.models.map(({ model, accuracy }) => ({ model: model.kind, ...accuracy })),
    own_rate: test.own_rate,
    best: test.best.model.kind,
    beats_own_rate: test.best.accuracy.rmse < test.own_rate.rmse,
    value: test.value,
    gamma_gamma: spendingFigures(book, window.calibrationEnd),
  }
}

function calibrated(
  book: CustomerBook,
  { models }: BackTest,
  { calibrationEnd, end, unitDays }: BackTestWindow
): CalibratedCustomer[] {
  const time = (end - calibrationEnd) / unitDays
  const perModel = (of: (model: PurchaseModel) => number) =>
    Object.fromEntries(models.map(({ model }) => [model.kind, of(model)])) as Record<
      PurchaseModelName,
      number
    >
  return book.customers.flatMap(({ customer_id, purchases }) => {
    const history = historyAt(purchases, calibrationEnd, unitDays)
    return history === null
      ? []
      : [
          {
            customer_id,
            x: history.x,
            t_x: history.tx,
            T: history.T,
            alive: perModel((model) => probabilityAlive(model, history)),
            expected: perModel((model) => purchasesToExpect(model, history, time)),
          },
        ]
  })
}

function spendingFigures(book: CustomerBook, end: number): SpendingFigures | NotEnough {
  const spendings = book.customers.map(({ purchases }) => spendingAt(purchases, end))
  const repeat = spendings.filter(({ x }) => x > 0)
  const used = repeat.filter(({ mean }) => mean > 0).length
  const fit = used < FEWEST_REPEAT ? null : fitGammaGamma(spendings)
  if (fit === null) {
    return notEnough({ what: "repeat_customers", found: used, needed: FEWEST_REPEAT })
  }
  return {
    params: fit.params,
    log_likelihood: fit.logLikelihood,
    customers: used,
    left_out: repeat.length - used,
    population_mean: expectedSpending(fit.params, { x: 0, mean: 0 }),
  }
}

function worthOf(
  book: CustomerBook,
  customer: number,
  end: number,
  spending: SpendingFigures | NotEnough
): number | null {
  return "kind" in spending
    ? null
    : expectedSpending(spending.params, spendingAt(book.customers[customer]!.purchases, end))
}

function futureOf(
  history: PurchaseHistory,
  best: PurchaseModel,
  doubting: PurchaseModel | null,
  unitDays: number,
  worth: number | null
): CustomerFuture {
  const alive = doubting === null ? null : probabilityAlive(doubting, history)
  const soon = purchasesToExpect(best, history, 90 / unitDays)
  const year = purchasesToExpect(best, history, 365 / unitDays)
  return {
    alive,
    risk: alive === null ? null : riskOf(alive),
    expected_purchases_90: soon,
    expected_purchases_365: year,
    expected_value_365: worth === null ? null : worth * year,
  }
}

function churnOf(model: PurchaseModelName, customers: readonly CustomerFuture[]): ChurnAnalysis {
  const count = (risk: Risk): number => customers.filter((one) => one.risk === risk).length
  return {
    kind: "learned",
    model,
    customers: { low: count("low"), medium: count("medium"), high: count("high") },
    churned_share: 1 - meanOf(customers.map(({ alive }) => alive!)),
    expected_purchases: {
      "90": sumOf(customers.map((one) => one.expected_purchases_90)),
      "365": sumOf(customers.map((one) => one.expected_purchases_365)),
    },
  }
}
