import { FACTS } from "../../catalog"
import { KNOWN_FACTS, knownFrom, type KnownSources } from "./known-from"

const known: KnownSources = {
  first: { name: "order_1", occurred_at: "2026-01-05T23:30:00.000Z" },
  last: { name: "order_9", occurred_at: "2026-03-02T10:00:00.000Z" },
  count: 4,
  tier_change: { at: "2026-03-02T10:01:00.000Z", reason: "purchase" },
  scored_at: "2026-03-03T03:00:00.000Z",
  foretold_on: "2026-03-02",
}

describe("what a computed fact came from (000.15)", () => {
  it("is named with its event and day, in three languages", () => {
    expect(knownFrom("profile.first_order_at", known)?.en).toBe("Order order_1 of January 5, 2026")
    expect(knownFrom("profile.days_since_last_order", known)).toEqual({
      en: "Order order_9 of March 2, 2026",
      es: "Pedido order_9 del 2 de marzo de 2026",
      pt: "Pedido order_9 de 2 de março de 2026",
    })
    expect(knownFrom("profile.total_spent", known)?.en).toBe(
      "Orders that count: 4; the last is order_9 of March 2, 2026"
    )
    expect(knownFrom("profile.tier", known)?.pt).toBe("Uma compra, 2 de março de 2026")
    expect(knownFrom("profile.score", known)?.es).toBe("Puntuación de valor del 3 de marzo de 2026")
    expect(knownFrom("profile.churn_risk", known)?.en).toBe(
      "Forecast from the purchases up to March 2, 2026"
    )
  })

  it("is said of every fact of a profile, and of none where nothing happened", () => {
    const facts = FACTS.filter(({ part }) => part === "profile").map(({ code }) => code)
    expect([...KNOWN_FACTS].sort()).toEqual([...facts].sort())
    const nothing: KnownSources = {
      first: null,
      last: null,
      count: 0,
      tier_change: null,
      scored_at: null,
      foretold_on: null,
    }
    expect(KNOWN_FACTS.map((fact) => knownFrom(fact, nothing)).filter(Boolean)).toEqual([])
  })
})
