import { fitGammaGamma, expectedSpending } from "../../src/core/value/gamma-gamma"
import type { BackTest, ModelBackTest } from "../../src/core/value/back-test"
import { historyAt, type PurchaseDays, spendingAt } from "../../src/core/value/purchase-days"
import { probabilityAlive, purchasesToExpect } from "../../src/core/value/purchase-models"
import { dayOf } from "./reference-data"

export const CDNOW_WINDOW = {
  calibrationEnd: dayOf("19970930"),
  end: dayOf("19980630"),
  unitDays: 7,
}

const KEYS = { bg_nbd: "bgnbd", mbg_nbd: "mbgnbd", pareto_nbd: "paretonbd" } as const

/** Every figure of a reference file about one back-test, within its own tolerances. */
export function expectFigures(
  customers: readonly PurchaseDays[],
  test: BackTest,
  reference: any
): void {
  const { tolerance, computed_scipy: computed } = reference
  for (const { model, accuracy } of test.models) {
    const wanted = computed[KEYS[model.kind]]
    expect(Math.abs(model.logLikelihood - wanted.loglik)).toBeLessThan(tolerance.loglik_abs)
    for (const [name, value] of Object.entries(model.params)) {
      expect([
        name,
        Math.abs(value / wanted.params[name] - 1) <= tolerance.params_relative,
      ]).toEqual([name, true])
    }
    expect(test.customers).toBe(wanted.customers)
    expect(accuracy.actual_total).toBe(wanted.actual_holdout_total)
    const off = accuracy.expected_total / wanted.expected_holdout_total - 1
    expect(Math.abs(off)).toBeLessThan(tolerance.expected_total_relative)
    expect(Math.abs(accuracy.mae - wanted.mae)).toBeLessThan(tolerance.mae_abs)
    expect(accuracy.rmse).toBeCloseTo(wanted.rmse, 3)
    expect(accuracy.correlation).toBeCloseTo(wanted.pearson, 3)
    expect(accuracy.bins.map((bin) => bin.customers)).toEqual(wanted.bins.map((bin: any) => bin.n))
    accuracy.bins.forEach((bin, i) => {
      expect(bin.actual_mean).toBeCloseTo(wanted.bins[i].actual_mean, 9)
      expect(Math.abs(bin.expected_mean - wanted.bins[i].expected_mean)).toBeLessThan(
        tolerance.cet_abs
      )
    })
  }
  expect(test.best.model.kind).toBe("pareto_nbd")
  const alive = meanAlive(customers, test.models)
  test.models.forEach(({ model }, i) => {
    expect(Math.abs(alive[i]! - computed[KEYS[model.kind]].mean_palive)).toBeLessThan(
      tolerance.palive_abs
    )
  })
}

function meanAlive(customers: readonly PurchaseDays[], models: readonly ModelBackTest[]): number[] {
  const histories = customers.map((one) => historyAt(one, CDNOW_WINDOW.calibrationEnd, 7)!)
  return models.map(
    ({ model }) =>
      histories.reduce((sum, history) => sum + probabilityAlive(model, history), 0) /
      histories.length
  )
}

/** Each customer of a per-customer file: probability to be alive, purchases to expect, spending to expect. */
export function expectCustomers(
  customers: readonly PurchaseDays[],
  { models }: BackTest,
  rows: readonly Record<string, string>[],
  tolerance: any
): void {
  const byId = new Map(customers.map((one) => [one.customer_id, one]))
  const spendings = customers.map((one) => spendingAt(one, CDNOW_WINDOW.calibrationEnd))
  const money = fitGammaGamma(spendings)!.params
  const wrong: string[] = []
  const check = (ok: boolean, text: string): void => {
    if (!ok) {
      wrong.push(text)
    }
  }
  for (const row of rows) {
    const customer = byId.get(row.cust!)!
    const history = historyAt(customer, CDNOW_WINDOW.calibrationEnd, 7)!
    check(history.x === Number(row.x), `${row.cust} x`)
    check(Math.abs(history.T - Number(row.T)) < 1e-9, `${row.cust} T`)
    for (const { model } of models) {
      const key = KEYS[model.kind]
      const alive = probabilityAlive(model, history) - Number(row[`pa_${key}`])
      const purchases = purchasesToExpect(model, history, 39) - Number(row[`cet_${key}`])
      check(Math.abs(alive) <= tolerance.palive_abs, `${row.cust} ${key} alive off by ${alive}`)
      check(
        Math.abs(purchases) <= tolerance.cet_abs,
        `${row.cust} ${key} purchases off by ${purchases}`
      )
    }
    const spending = expectedSpending(money, spendingAt(customer, CDNOW_WINDOW.calibrationEnd))!
    check(Math.abs(spending / Number(row.em) - 1) < 1e-3, `${row.cust} spending ${spending}`)
  }
  expect(wrong).toEqual([])
  expect(rows.length).toBeGreaterThan(400)
}
