import { Modules } from "@medusajs/framework/utils"
import type { SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { Runtime } from "../support/runtime"
import { warnOfCards } from "./warn-of-cards"

const PROVIDER = "pp_silent"
const rows = Array.from({ length: 40 }, (_, i) => ({
  id: `ksub_${i}`,
  customer_id: `cus_${i}`,
  payment: { provider_id: PROVIDER, data: { payment_method: "pm_1" } },
})) as unknown as SubscriptionRow[]

describe("a payment provider that never answers", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("holds the night for ten seconds, and is left alone after as many questions as it has at once", async () => {
    const asked = jest.fn(() => new Promise(() => undefined))
    const account_holders = [{ provider_id: PROVIDER }]
    const services: Record<string, unknown> = {
      [Modules.PAYMENT]: { listPaymentMethods: asked },
      query: { graph: () => Promise.resolve({ data: [{ account_holders }] }) },
    }
    const runtime = {
      knex: { raw: () => Promise.resolve({ rows: [{ now: new Date("2026-03-02T03:00:00Z") }] }) },
      container: { resolve: (name: string) => services[name] },
      logger: { debug: () => undefined },
      automation: { stopping: false, inbox: { insert: (events: unknown[]) => events } },
      renewal: { subscriptions: { paidByMethod: () => Promise.resolve(rows) } },
    } as unknown as Runtime
    let told: number | null = null
    void warnOfCards(runtime).then((count) => (told = count))
    await jest.advanceTimersByTimeAsync(9_000)
    expect([told, asked.mock.calls.length]).toEqual([null, 5])
    await jest.advanceTimersByTimeAsync(2_000)
    expect([told, asked.mock.calls.length]).toEqual([0, 5])
  })
})
