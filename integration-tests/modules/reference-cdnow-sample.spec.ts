import { type BackTest, backTest } from "../../src/core/value/back-test"
import { BG, expectedPurchases, logLikelihood } from "../../src/core/value/beta-geometric"
import { expectedSpending, fitGammaGamma } from "../../src/core/value/gamma-gamma"
import { historyAt, type PurchaseDays, spendingAt } from "../../src/core/value/purchase-days"
import { groupHistories } from "../../src/core/value/purchase-history"
import {
  fitPurchaseModel,
  fitWithoutLeaving,
  showsLeaving,
} from "../../src/core/value/purchase-models"
import { CDNOW_WINDOW, expectCustomers, expectFigures } from "../support/purchase-model-figures"
import {
  cdnowCustomers,
  describeWithReference,
  referenceJson,
  referenceRows,
} from "../support/reference-data"

// Needs no database; it is here because it takes seconds.
describeWithReference("the CDNOW sample of 2,357 customers", () => {
  let customers: readonly PurchaseDays[]
  let test: BackTest
  beforeAll(() => {
    customers = cdnowCustomers("CDNOW_sample.txt.gz", 1)
    test = backTest(customers, CDNOW_WINDOW)!
  })

  it("gives the parameters, likelihoods and back-tests that SciPy, BTYD and CLVTools give", () => {
    expectFigures(customers, test, referenceJson("cdnow_sample.json"))
  })

  it("gives each customer's figures", () => {
    const { tolerance } = referenceJson("cdnow_sample.json")
    expectCustomers(
      customers,
      test,
      referenceRows("reference/cdnow_sample_per_customer.csv"),
      tolerance
    )
  })

  it("gives the spending that was published", () => {
    const reference = referenceJson("cdnow_sample.json")
    const spendings = customers.map((one) => spendingAt(one, CDNOW_WINDOW.calibrationEnd))
    const fit = fitGammaGamma(spendings)!
    expect(fit.logLikelihood).toBeCloseTo(reference.computed_scipy.gamma_gamma.loglik, 2)
    expect(fit.params.p).toBeCloseTo(6.25, 2)
    expect(fit.params.q).toBeCloseTo(3.74, 2)
    expect(fit.params.gamma).toBeCloseTo(15.44, 1)
    const first = spendings.slice(0, 10).map((one) => expectedSpending(fit.params, one)!)
    reference.published.gamma_gamma.cond_expected_first10.forEach((wanted: number, i: number) =>
      expect(Math.abs(first[i]! - wanted)).toBeLessThan(0.1)
    )
  })

  it("gives the expectations of Hardie's sheet at the parameters behind it", () => {
    const { published, computed_scipy } = referenceJson("cdnow_sample.json")
    // The sheet says three digits and computes with more.
    const { params } = computed_scipy.bgnbd
    const { bgnbd_hardie_sheet: sheet, bgnbd_vignette } = published
    const nobody = { x: 0, tx: 0, T: 0 }
    for (const [t, wanted] of Object.entries(sheet.unconditional_expectation)) {
      expect(expectedPurchases(params, nobody, BG, Number(t))).toBeCloseTo(wanted as number, 3)
    }
    const known = { x: 2, tx: 30.43, T: 38.86 }
    expect(expectedPurchases(params, known, BG, 39)).toBeCloseTo(sheet.cet39_x2_tx30_43_T38_86, 3)
    const { x, t_x: tx, T, cet52 } = bgnbd_vignette.customer_1516
    expect(expectedPurchases(params, { x, tx, T }, BG, 52)).toBeCloseTo(cet52, 1)
    const paradox = bgnbd_vignette.increasing_frequency_paradox_T39_tx20_Tstar52
    for (const [x, wanted] of Object.entries(paradox)) {
      const found = expectedPurchases(params, { x: Number(x), tx: 20, T: 39 }, BG, 52)
      expect(Math.abs(found - (wanted as number))).toBeLessThan(0.001)
    }
  })

  it("foretells the value of the second half", () => {
    const { holdout_value: wanted } = referenceJson("cdnow_sample.json").computed_scipy
    const { value } = test
    expect(value!.actual_total).toBeCloseTo(wanted.actual_total_sales, 2)
    // The reference multiplies by BG/NBD, we by the model that the back-test chose: nearer to what happened.
    expect(value!.expected_total).toBeGreaterThan(wanted.predicted_total_bgnbd_x_gg)
    expect(value!.rank_correlation).toBeGreaterThan(wanted.spearman - 0.02)
    expect(value!.top_decile_share).toBeGreaterThan(0.48)
  })

  it("shows that customers leave", () => {
    const histories = groupHistories(
      customers.map((one) => historyAt(one, CDNOW_WINDOW.calibrationEnd, 7)!)
    )
    const model = fitPurchaseModel("bg_nbd", histories)
    expect(showsLeaving(model, fitWithoutLeaving(histories))).toBe(true)
    expect(model.evaluations).toBeLessThan(400)
    // The optimum is one: no published parameters are likelier.
    const { params } = referenceJson("cdnow_sample.json").computed_BTYD.bgnbd
    expect(model.logLikelihood).toBeGreaterThan(logLikelihood(params, histories, BG))
  })
})
