import { randomUUID } from "node:crypto"
import type { NewDecision } from "../../modules/kairos-automation/decisions"
import type { Runtime } from "../support/runtime"
import { seal, unseal } from "./sealed-decision"

const runtime = {
  options: { secret: "s".repeat(43), previousSecrets: [] },
} as unknown as Runtime

/** What the routes take for a `decision_id`. */
const ROUTE_LIMIT = 16_000

function decisionAbout(products: readonly string[]): NewDecision {
  return {
    id: "kdec_1",
    key: "key",
    automation_id: "kauto_1",
    automation_version: 1,
    customer_id: "cus_1",
    email: "ada@shop.example",
    event_id: "placement.requested:home-hero:kreq_1",
    kind: "send",
    mode: "live",
    reason: null,
    until: null,
    variant: null,
    placement: "home-hero",
    trace: {
      trigger: {
        code: "placement.requested",
        occurred_at: "2026-03-02T10:00:00Z",
        age: { passed: true, expected: 1, actual: 0, detail: null },
        reentry: null,
      },
      conditions: null,
      failing: null,
      consent: null,
      caps: null,
      score: null,
      winner: null,
      values: { "cart.product_ids": products },
    },
    event_at: "2026-03-02T10:00:00Z",
    decided_at: "2026-03-02T10:00:00Z",
  }
}

const sealedWith = (products: readonly string[]) => ({
  kind: "requested" as const,
  placement: "home-hero",
  decision: decisionAbout(products),
  outranked: [decisionAbout(products)],
})

it("carries the decision and what it outranked, whole", async () => {
  const sealed = sealedWith(["prod_1", "prod_2"])
  expect(await unseal(runtime, seal(runtime, sealed))).toEqual(sealed)
})

it("fits into what the routes take, however long the lists are that were read", async () => {
  const token = seal(
    runtime,
    sealedWith(Array.from({ length: 2_000 }, () => `prod_${randomUUID()}`))
  )
  expect(token.length).toBeLessThan(ROUTE_LIMIT)
  const opened = await unseal(runtime, token)
  expect(opened).toMatchObject({ kind: "requested", decision: { id: "kdec_1" }, outranked: [] })
  const { decision } = opened as { decision: NewDecision }
  expect(decision.trace.values["cart.product_ids"]).toHaveLength(21)
})
