import {
  alive as aliveBetaGeometric,
  BG,
  type BetaGeometric,
  expectedPurchases as expectedBetaGeometric,
  fitBetaGeometric,
  MBG,
} from "./beta-geometric"
import { type Fit, fitModel } from "./fit-model"
import {
  alive as aliveParetoNbd,
  expectedPurchases as expectedParetoNbd,
  fitParetoNbd,
  type ParetoNbd,
} from "./pareto-nbd"
import {
  type GroupedHistories,
  logTimes,
  type PurchaseHistory,
  sumLogAges,
  sumLogRising,
} from "./purchase-history"

export const PURCHASE_MODELS = ["bg_nbd", "mbg_nbd", "pareto_nbd"] as const
export type PurchaseModelName = (typeof PURCHASE_MODELS)[number]

export type PurchaseModel =
  | (Fit<keyof BetaGeometric> & { readonly kind: "bg_nbd" | "mbg_nbd" })
  | (Fit<keyof ParetoNbd> & { readonly kind: "pareto_nbd" })

export function fitPurchaseModel(
  kind: PurchaseModelName,
  histories: GroupedHistories
): PurchaseModel {
  switch (kind) {
    case "bg_nbd":
      return { kind, ...fitBetaGeometric(histories, BG) }
    case "mbg_nbd":
      return { kind, ...fitBetaGeometric(histories, MBG) }
    case "pareto_nbd":
      return { kind, ...fitParetoNbd(histories) }
  }
}

/**
 * The probability that a customer will ever buy again. BG/NBD answers 1 for everybody who bought once, because it lets nobody
 * leave before a second purchase: an assumption, not a finding, so no reader is shown it.
 */
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number {
  switch (model.kind) {
    case "bg_nbd":
      return aliveBetaGeometric(model.params, history, BG)
    case "mbg_nbd":
      return aliveBetaGeometric(model.params, history, MBG)
    case "pareto_nbd":
      return aliveParetoNbd(model.params, history)
  }
}

/** Purchases to expect in the next `t` of the model's time unit. */
export function purchasesToExpect(
  model: PurchaseModel,
  history: PurchaseHistory,
  t: number
): number {
  switch (model.kind) {
    case "bg_nbd":
      return expectedBetaGeometric(model.params, history, BG, t)
    case "mbg_nbd":
      return expectedBetaGeometric(model.params, history, MBG, t)
    case "pareto_nbd":
      return expectedParetoNbd(model.params, history, t)
  }
}

/**
 * The same customers without anybody leaving: the NBD model (Ehrenberg 1959). All three models contain it as the limit in which
 * leaving becomes impossible.
 */
export function fitWithoutLeaving(histories: GroupedHistories): Fit<"r" | "alpha"> {
  const { times, ageCounts, customers } = histories
  const meanAge = times.reduce((sum, time, i) => sum + time * ageCounts[i]!, 0) / customers || 1
  return fitModel(
    ({ r, alpha }) =>
      customers * r * Math.log(alpha) +
      sumLogRising(histories, r) -
      sumLogAges(histories, r, logTimes(histories, alpha)),
    { r: 1, alpha: meanAge }
  )
}

/** The 95th percentile of chi-squared with two degrees of freedom: the parameters of leaving. */
const CHI_SQUARED_2 = 5.991

/**
 * Whether the data show that customers leave at all, by a likelihood ratio test. In a history that is short beside the time
 * between purchases, a customer who left looks like one who is just waiting; the fit then says that nobody ever leaves,
 * which would be read as a churn of zero.
 */
export const showsLeaving = (model: PurchaseModel, without: Fit<"r" | "alpha">): boolean =>
  2 * (model.logLikelihood - without.logLikelihood) > CHI_SQUARED_2
