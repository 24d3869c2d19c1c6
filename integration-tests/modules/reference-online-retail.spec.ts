import { runKairos } from "../../src/bin/kairos"
import { describeWithReference, referenceJson, referencePath } from "../support/reference-data"

// Needs no database; it is here because it takes seconds, more of them beside other work.
jest.setTimeout(300_000)

describeWithReference("Online Retail 2010-11, through the kairos command", () => {
  const retail = () => referenceJson("online_retail_2010_2011.json")
  let analysis: any
  beforeAll(async () => {
    const out: string[] = []
    const file = referencePath("online_retail/online_retail_2010_2011.csv.gz")
    const call = ["analyse", file, "--currency", "gbp", "--calibration-end", "2011-06-30", "--json"]
    const terminal = {
      out: (line: string) => void out.push(line),
      err: () => undefined,
      env: {},
      now: "2026-06-30T12:00:00.000Z",
    }
    expect(await runKairos(call, terminal)).toBe(0)
    analysis = JSON.parse(out.join("\n"))
  })

  it("counts what it can use and why it cannot use the rest", () => {
    const { clean, rows, rows_without_customer } = retail()
    expect(analysis.lines).toMatchObject({ lines: rows, usable: clean.rows })
    expect(analysis.lines.rejected.no_customer).toBe(rows_without_customer)
    const rejected: number[] = Object.values(analysis.lines.rejected)
    expect(rejected.reduce<number>((a, b) => a + b, analysis.lines.usable)).toBe(rows)
    expect(analysis.history).toMatchObject({
      orders: clean.invoices,
      customers: clean.customers,
      products: clean.skus,
    })
    expect(Number(analysis.currencies[0].revenue)).toBeCloseTo(clean.revenue, 3)
    const net = clean.revenue - Number(analysis.currencies[0].returned)
    expect(net).toBeCloseTo(retail().net_revenue_with_returns_known_customers, 2)
  })

  it("scores recency, frequency and money as pandas does", () => {
    const { rfm } = retail()
    const { quantile_cuts: cuts } = analysis.rfm
    expect(analysis.rfm.reference_date).toBe(rfm.reference_date)
    expect(analysis.rfm.score_counts).toEqual(rfm.score_counts)
    expect([analysis.rfm.n_555, analysis.rfm.n_111]).toEqual([rfm.n_555, rfm.n_111])
    for (const [ours, theirs] of [
      ["recency_days", "R"],
      ["frequency", "F"],
      ["monetary", "M"],
    ] as const) {
      cuts[ours].forEach((cut: number, i: number) =>
        expect(cut).toBeCloseTo(rfm.quantile_cuts[theirs][i], 6)
      )
    }
    const byId = new Map(analysis.customers.map((one: any) => [one.customer_id, one]))
    for (const { id, F, M, score } of rfm.customers) {
      const one: any = byId.get(String(id))
      expect([id, one.rfm, one.orders]).toEqual([id, score, F])
      expect(one.spent).toBeCloseTo(M, 2)
    }
  })

  it("cuts the tiers where the revenue says", () => {
    const { abc_tiers } = retail()
    expect(analysis.tiers.counts).toEqual(abc_tiers.counts)
    for (const tier of ["A", "B", "C"]) {
      expect(analysis.tiers.revenue[tier]).toBeCloseTo(abc_tiers.revenue[tier], 2)
    }
    expect(analysis.tiers.top20pct_share).toBeCloseTo(abc_tiers.top20pct_share, 9)
    expect(analysis.tiers.gini).toBeCloseTo(abc_tiers.gini, 9)
  })

  it("says that seven months do not show who left, instead of a churn of zero", () => {
    const reference = referenceJson("online_retail_2010_2011_clv.json")
    const { calibration } = analysis.models
    expect(calibration.customers).toBe(reference.bgnbd.customers)
    expect(calibration.holdout_time).toBeCloseTo(reference.T_star_weeks, 9)
    for (const [i, key] of ["bgnbd", "mbgnbd", "paretonbd"].entries()) {
      const { log_likelihood, shows_leaving } = calibration.models[i]
      const { expected_total, mae } = calibration.back_test[i]
      expect(Math.abs(log_likelihood - reference[key].loglik)).toBeLessThan(0.005)
      expect(Math.abs(expected_total / reference[key].expected_holdout_total - 1)).toBeLessThan(
        0.001
      )
      expect(Math.abs(mae - reference[key].mae)).toBeLessThan(0.0005)
      expect(shows_leaving).toBe(false)
    }
    expect(calibration.own_rate.mae).toBeCloseTo(reference.baseline_own_rate.mae, 6)
    expect(calibration.gamma_gamma.log_likelihood).toBeCloseTo(reference.gamma_gamma.loglik, 2)
    expect(calibration.value.actual_total).toBeCloseTo(reference.value.actual_holdout_sales, 2)
    expect(calibration.value.top_decile_share).toBeCloseTo(reference.value.top_decile_share, 3)
    expect(analysis.churn).toEqual({ kind: "not_enough", missing: { what: "time", days: 374 } })
    expect(analysis.customers.every((one: any) => one.alive === null)).toBe(true)
  })

  it("finds the pairs, and what follows what", () => {
    const { affinity_pairs, sequence_after_first_purchase: sequence } = retail()
    expect(analysis.affinity.baskets).toBe(affinity_pairs.baskets)
    expect(analysis.affinity.n_pairs).toBe(affinity_pairs.n_directed_rules)
    for (const { lhs, rhs, count, support, confidence, lift } of affinity_pairs.top) {
      const found = analysis.affinity.pairs.find((one: any) => one.lhs === lhs && one.rhs === rhs)
      expect(found.count).toBe(count)
      expect(found.support).toBeCloseTo(support, 9)
      expect(found.confidence).toBeCloseTo(confidence, 9)
      expect(found.lift).toBeCloseTo(lift, 9)
    }
    for (const list of ["cross", "repeat"]) {
      for (const wanted of sequence[`top_${list}`]) {
        const found = analysis.next_products[list].find(
          (one: any) => one.after === wanted.StockCode_a && one.product === wanted.StockCode_b
        )
        expect(found).toMatchObject({
          customers: wanted.n,
          eligible: wanted.eligible,
          median_days: wanted.median_gap,
        })
        expect(found.probability).toBeCloseTo(wanted.prob, 9)
      }
    }
  })

  it("learns when products are bought again, with those who still wait", () => {
    const byR = new Map(
      referenceJson("online_retail_replacement_R_survival.json").skus.map((one: any) => [
        one.sku,
        one,
      ])
    )
    const byPandas = new Map(retail().replacement_cycle.top40.map((one: any) => [one.sku, one]))
    let compared = 0
    for (const product of analysis.replacement.products) {
      const pandas: any = byPandas.get(product.sku)
      const r: any = byR.get(product.sku)
      if (pandas !== undefined) {
        compared += 1
        expect(product).toMatchObject({ spells: pandas.spells, events: pandas.events })
        expect([product.sku, product.km_median ?? null, product.km_q25]).toEqual([
          product.sku,
          pandas.km_median,
          pandas.km_q25,
        ])
        Object.entries(pandas.p_rebuy_by).forEach(([day, share]) =>
          expect(product.p_rebuy_by[day]).toBeCloseTo(share as number, 6)
        )
      }
      if (r !== undefined) {
        expect(product.weibull.shape / r.weibull_shape).toBeCloseTo(1, 3)
        expect(product.weibull.scale / r.weibull_scale).toBeCloseTo(1, 3)
        expect(product.weibull.log_likelihood).toBeCloseTo(r.weibull_loglik, 2)
      }
    }
    expect(compared).toBeGreaterThan(20)
    expect(analysis.replacement.products.find((one: any) => one.sku === "85123A").km_median).toBe(
      104
    )
  })

  it("knows when people order", () => {
    const { send_time } = retail()
    expect(analysis.habits.hours.orders_by_hour).toEqual(send_time.invoice_hour_counts)
    expect(analysis.habits.orders_by_weekday).toEqual(send_time.weekday_counts_mon0)
  })
})
