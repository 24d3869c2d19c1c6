import { scoreTier } from "./score-tier"
import type { TierPolicy } from "./tier"
import { tierSentence } from "./tier-sentence"

const policy: TierPolicy = {
  recency_days: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [50, 150, 400, 1000],
  currency_code: "eur",
  weights: { recency: 1, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
}
const now = "2026-06-30T12:00:00.000Z"
const bought = {
  order_count: 2,
  item_count: 3,
  first_order_at: "2026-01-01T00:00:00.000Z",
  last_order_at: "2026-05-30T12:00:00.000Z",
  spent: { eur: "400.00" },
}

function sentenceOf(totals: typeof bought, rules: TierPolicy = policy) {
  const breakdown = scoreTier(totals, rules, now)
  if (breakdown === null) {
    throw new Error("expected a tier")
  }
  return tierSentence(breakdown)
}

test("says why B, and what A asks for, in three languages", () => {
  const text = sentenceOf(bought)
  expect(text.en).toBe(
    "B, because the score is 3.33 of 5: last order 31 days ago (4 of 5 points); 2 orders (2 of 5 points); " +
      "€400.00 spent (4 of 5 points). A is 0.67 away: 3 more orders."
  )
  expect(text.es).toContain("B, porque la puntuación es 3,33 de 5: último pedido hace 31 días")
  expect(text.es).toContain("Para A faltan 0,67: 3 pedidos más.")
  expect(text.pt).toContain("Para A faltam 0,67: mais 3 pedidos.")
})

test("one order is not orders", () => {
  const text = sentenceOf({
    ...bought,
    order_count: 1,
    spent: { eur: "10" },
    last_order_at: "2026-06-29T00:00:00.000Z",
  })
  expect(text.en).toContain("last order 1 day ago")
  expect(text.en).toContain("1 order (1 of 5 points)")
  expect(text.en).toContain("1 more order;")
  expect(text.en).toContain("€40.00 more spent (any one of these would do)")
})

test("says when no single step is enough", () => {
  const text = sentenceOf({
    ...bought,
    order_count: 1,
    spent: { eur: "10" },
    last_order_at: "2020-01-01T00:00:00.000Z",
  })
  expect(text.en).toContain("B is 1.5 away: no single step would do, several together would.")
})

test("money in another currency is said to be unknown", () => {
  const text = sentenceOf({ ...bought, spent: { usd: "400" } as never })
  expect(text.en).toContain("money spent unknown without a rate for USD, left out")
})

test("A is the highest", () => {
  const text = sentenceOf({
    ...bought,
    order_count: 12,
    spent: { eur: "4000" },
    last_order_at: "2026-06-29T00:00:00.000Z",
  })
  expect(text.en).toContain("A, because the score is 5 of 5")
  expect(text.en).toContain("The highest tier.")
})

describe("a tier that the score alone would not give", () => {
  const breakdown = { ...scoreTier(bought, policy, now)!, tier: "A" as const }
  const until = "2026-07-30T12:00:00.000Z"
  test("falls on a day, unless the score rises", () => {
    const text = tierSentence({ ...breakdown, held: { kind: "grace", next: "B", until } })
    expect(text.en).toMatch(/^A for now, with a score of 3.33 of 5: last order 31 days ago/)
    expect(text.en).toMatch(
      /B on July 30, 2026, unless the score rises. A is 0.67 away: 3 more orders.$/
    )
    expect(text.es).toContain("B el 30 de julio de 2026, si la puntuación no sube.")
    expect(text.pt).toContain("B em 30 de julho de 2026, se a pontuação não subir.")
  })
  test("is kept within the band", () => {
    const text = tierSentence({ ...breakdown, held: { kind: "band", next: "B", until: null } })
    expect(text.en).toContain(". Not B, because the score is hardly too low. A is 0.67 away")
  })
  test("rises on a day, and asks for nothing more", () => {
    const held = { kind: "stay", next: "B", until } as const
    const text = tierSentence({ ...breakdown, tier: "C", held })
    expect(text.en).toMatch(/B on July 30, 2026: after a change a tier stays for a while.$/)
  })
})
