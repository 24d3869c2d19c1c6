import { meanOf, sumOf } from "../numeric/statistics"
import { groupHistories, type PurchaseHistory } from "./purchase-history"
import { fitPurchaseModel, type PurchaseModelName, purchasesToExpect } from "./purchase-models"

const GROUPS = 8
/** Fewer customers who came back make parameters that say nothing. */
const FEWEST_REPEAT_IN_GROUP = 20
const PROBES = 1000

/**
 * How much the purchases to expect of all customers would differ, had others been studied: their standard error as a share of them. By
 * the method of random groups (Wolter 2007, chapter 2): each eighth of the customers fits its own parameters, and what these say of the
 * same customers is compared. The parameters themselves differ far more than what follows from them, since they make up for each other.
 * @param t in the unit of the histories
 * @returns null where an eighth of the customers teaches nothing
 */
export function samplingError(
  kind: PurchaseModelName,
  histories: readonly PurchaseHistory[],
  t: number
): number | null {
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    histories.filter((_history, i) => i % GROUPS === group)
  )
  if (groups.some((group) => group.filter(({ x }) => x > 0).length < FEWEST_REPEAT_IN_GROUP)) {
    return null
  }
  const every = Math.max(1, Math.floor(histories.length / PROBES))
  const probes = histories.filter((_history, i) => i % every === 0)
  const said = groups.map((group) => {
    const model = fitPurchaseModel(kind, groupHistories(group))
    return meanOf(probes.map((history) => purchasesToExpect(model, history, t)))
  })
  const mean = meanOf(said)
  const variance = sumOf(said.map((one) => (one - mean) ** 2)) / (GROUPS - 1) / GROUPS
  return mean === 0 ? null : Math.sqrt(variance) / mean
}
