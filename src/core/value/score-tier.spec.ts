import fixtures from "../../../spec/value/tier.json"
import { foldPurchases } from "../profile/fold"
import { ownBreakdown } from "./own-breakdown"
import { policyDocument } from "./policy-document"
import { policyWarnings, scoreTier } from "./score-tier"
import type { TierPolicy } from "./tier"
import { tierSentence } from "./tier-sentence"

describe("scoring a tier", () => {
  test.each(fixtures.cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const totals = foldPurchases(one.purchases)
    const breakdown = scoreTier(totals, one.policy as unknown as TierPolicy, one.now)
    if (one.expected === null) {
      expect(breakdown).toBeNull()
      return
    }
    expect(breakdown).toMatchObject({
      tier: one.expected.tier,
      score: one.expected.score,
      distance: one.expected.distance,
      computed_at: one.now,
    })
    expect(breakdown?.components.map((part) => part.name)).toEqual([
      "recency",
      "frequency",
      "monetary",
    ])
    expect(breakdown?.components.map((part) => part.points)).toEqual(one.expected.points)
    expect(breakdown?.components.map((part) => part.value)).toEqual(one.expected.values)
    expect(breakdown?.components.map((part) => part.weight)).toEqual(one.expected.weights)
  })

  const policy: TierPolicy = {
    recency_days: [30, 90, 180, 365],
    frequency: [2, 3, 5, 10],
    monetary: [50, 150, 400, 1000],
    currency_code: "eur",
    weights: { recency: 1, frequency: 1, monetary: 1, returns: 1, discounts: 1, potential: 1 },
    thresholds: { a: 4, b: 2.5 },
  }
  const totals = {
    order_count: 3,
    item_count: 3,
    first_order_at: "2026-01-01T00:00:00.000Z",
    last_order_at: "2026-03-01T00:00:00.000Z",
    spent: { eur: "200" },
  }
  const now = "2026-03-02T00:00:00.000Z"
  const extras = {
    returns: 0.3,
    discounts: 0.05,
    potential: 220,
    potential_currency: "eur",
    margin: 61.9,
    service: 37,
    referrals: 900,
    brought: 3,
    wallet: 0.7,
  }

  it("weighs returns, discounts and potential where the policy does, and all parts add up to the score", () => {
    const breakdown = scoreTier(totals, policy, now, extras)!
    const parts = breakdown.components.map(({ name, points }) => `${name} ${points}`)
    expect(parts).toEqual([
      "recency 5",
      "frequency 3",
      "monetary 3",
      "returns 2",
      "discounts 5",
      "potential 4",
    ])
    const sum = breakdown.components.reduce((all, { contribution }) => all + contribution, 0)
    expect(sum).toBeCloseTo(breakdown.score, 9)
    expect(breakdown.score).toBeCloseTo(22 / 6, 8)
    // Nobody can do anything about what is expected of them.
    expect(breakdown.distance?.options.map(({ name }) => name)).not.toContain("potential")
    expect(tierSentence(breakdown).en).toContain("30% given back (2 of 5 points)")
  })

  it("takes the weight of what is not known out of the score, also of a value in another currency", () => {
    const unknown = { ...extras, returns: null, potential_currency: "usd" }
    const breakdown = scoreTier(totals, policy, now, unknown)!
    expect(
      breakdown.components.filter(({ value }) => value === null).map(({ name }) => name)
    ).toEqual(["returns", "potential"])
    expect(breakdown.score).toBe(4)
    expect(tierSentence(breakdown).en).toContain("expected value not known yet, left out")
    expect(scoreTier(totals, policy, now)?.score).toBeCloseTo(11 / 3, 8)
  })

  it("looks for margin and service where the policy weighs or observes them, and weighs only the former", () => {
    const weights = { recency: 1, frequency: 1, monetary: 1, margin: 2 }
    const breakdown = scoreTier(totals, { ...policy, weights, observed: ["service"] }, now, extras)!
    const parts = breakdown.components.map(({ name, points, weight }) => [name, points, weight])
    expect(parts).toEqual([
      ["recency", 5, 1],
      ["frequency", 3, 1],
      ["monetary", 3, 1],
      ["margin", 3, 2],
      ["service", 3, 0],
    ])
    // (5 + 3 + 3 + 2 * 3) / 5
    expect(breakdown.score).toBe(3.4)
    expect(breakdown.distance?.options.map(({ name }) => name)).not.toContain("margin")
    const said = tierSentence(breakdown)
    expect(said.en).toContain(
      "€61.90 left after costs (3 of 5 points); service has cost €37.00 (not weighed)"
    )
    expect(said.es).toContain("quedan tras los costes (3 de 5 puntos)")
    expect(said.pt).toContain("o atendimento custou")
    // In the policy's currency also while what was spent is not known.
    const spent = { usd: "200" }
    const foreign = scoreTier({ ...totals, spent }, { ...policy, weights }, now, {
      ...extras,
      margin: null,
    })!
    expect(tierSentence(foreign).en).toContain("margin unknown because a cost or a rate is missing")
  })

  it("counts how much of what they need they say they buy here, and leaves it out of whoever did not say", () => {
    const weights = { recency: 1, frequency: 1, monetary: 1, wallet: 1 }
    const of = (wallet: number | null) =>
      scoreTier(totals, { ...policy, weights }, now, { ...extras, wallet })!
    // (5 + 3 + 3 + 4) / 4, and (5 + 3 + 3) / 3.
    expect([of(0.7).score, of(null).score]).toEqual([3.75, expect.closeTo(11 / 3, 8)])
    const said = tierSentence(of(0.7))
    expect(said.en).toContain("buys 70% of what they need here, by their own word (4 of 5")
    expect(said.es).toMatch(/compra aquí el 70\s%/)
    expect(said.pt).toContain("compra aqui 70% do que precisa")
    expect(tierSentence(of(null)).en).toContain("share of what they need not told, left out")
    expect(of(0.7).distance?.options.map(({ name }) => name)).not.toContain("wallet")
    const whole = { tax: "included", shipping: "included" } as const
    const document = policyDocument({ ...policy, weights }, 1, whole).map(({ en }) => en)
    expect(document.join(" ")).toContain("Share of wallet (25% of the score)")
    expect([true, false].map((asked) => policyWarnings({ weights }, asked))).toEqual([
      [],
      ["wallet_not_asked"],
    ])
  })

  it("counts a modest buyer's strong friends, and hides from the buyer what these spent", () => {
    const modest = { ...totals, order_count: 1, spent: { eur: "20" } }
    const weights = { recency: 1, frequency: 1, monetary: 1, referrals: 2 }
    const of = (brought: number, referrals: number | null) =>
      scoreTier(modest, { ...policy, weights }, now, { ...extras, brought, referrals })!
    const breakdown = of(3, 900)
    // (5 + 1 + 1 + 2 * 4) / 5, where the own purchases alone make (5 + 1 + 1) / 3.
    expect([breakdown.score, breakdown.tier]).toEqual([3, "B"])
    expect(scoreTier(modest, { ...policy, weights: { ...weights, referrals: 0 } }, now)?.tier).toBe(
      "C"
    )
    expect(tierSentence(breakdown).en).toContain(
      "brought 3 customers who spent €900.00 (4 of 5 points)"
    )
    expect(tierSentence(of(1, 60)).pt).toContain("trouxe 1 cliente que gastou")
    expect(tierSentence(of(0, 0)).es).toContain("no trajo a ningún cliente que comprara (1 de 5")
    expect(tierSentence(of(2, null)).en).toContain("unknown without a rate, left out")
    // A friend is a way up as well: 5 points for them make (5 + 1 + 1 + 2 * 5) / 5, and B begins at 3.2.
    const stricter = { ...policy, weights, thresholds: { a: 4, b: 3.2 } }
    const below = scoreTier(modest, stricter, now, { ...extras, brought: 3, referrals: 900 })!
    expect(below.distance?.options).toContainEqual({ name: "referrals", missing: 600 })
    expect(tierSentence(below).en).toContain("€600.00 more spent by customers whom they bring")
    expect(tierSentence(below).es).toContain("de gasto de los clientes que traiga")
    expect(tierSentence(below).pt).toContain("em compras dos clientes que trouxer")
    // 1,500 less what is missing would tell what they spent.
    expect(ownBreakdown(below).distance?.options.map(({ name }) => name)).toEqual([
      "frequency",
      "monetary",
    ])
    const own = ownBreakdown(breakdown)
    expect(tierSentence(own).en).toContain("brought 3 customers who bought (4 of 5 points)")
    expect(JSON.stringify(own)).not.toContain("900")
  })

  it("warns of few components, and of one that outweighs all others", () => {
    const of = (weights: TierPolicy["weights"]) => policyWarnings({ weights }, true)
    expect(of({ recency: 1, frequency: 1, monetary: 1 })).toEqual([])
    expect(of({ recency: 1, frequency: 1, monetary: 0 })).toEqual(["few_components"])
    expect(of({ recency: 9, frequency: 1, monetary: 1, potential: 0 })).toEqual(["one_dominates"])
    const service = { recency: 1, frequency: 1, monetary: 1, service: 1 }
    expect(of(service)).toEqual(["service_costs_nothing"])
    const costs = { key: "cost", goods_share: null, other_share: 0, incidents: { claim: 5 } }
    expect(policyWarnings({ weights: service, costs }, true)).toEqual([])
    expect(of({ recency: 1, frequency: 0, monetary: 0 })).toEqual([
      "few_components",
      "one_dominates",
    ])
  })
})
