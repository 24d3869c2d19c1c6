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

type Filters = { readonly id: string }
/** A night of forty subscriptions, whose provider answers so, and knows these customers. */
function nightWith(listPaymentMethods: () => Promise<unknown>, knows: (one: Filters) => boolean) {
  const services: Record<string, unknown> = {
    [Modules.PAYMENT]: { listPaymentMethods },
    query: {
      graph: ({ filters }: { readonly filters: Filters }) => {
        const account_holders = knows(filters) ? [{ provider_id: PROVIDER }] : []
        return Promise.resolve({ data: [{ account_holders }] })
      },
    },
  }
  return {
    knex: { raw: () => Promise.resolve({ rows: [{ now: new Date("2026-03-02T03:00:00Z") }] }) },
    container: { resolve: (name: string) => services[name] },
    logger: { debug: () => undefined },
    automation: { stopping: false, inbox: { insert: (events: unknown[]) => events } },
    renewal: { subscriptions: { paidByMethod: () => Promise.resolve(rows) } },
  } as unknown as Runtime
}

describe("a payment provider that never answers", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("is left alone whoever stands between, of whom there was nothing to ask it", async () => {
    const asked = jest.fn(() => Promise.reject(new Error("down")))
    const runtime = nightWith(asked, ({ id }) => Number(id.slice(4)) % 2 === 0)
    const told = warnOfCards(runtime)
    await jest.advanceTimersByTimeAsync(1_000)
    // Three that failed are enough; those that were asked at the same time come on top.
    expect([await told, asked.mock.calls.length <= 5]).toEqual([0, true])
  })

  it("holds the night for ten seconds, and is left alone after as many questions as it has at once", async () => {
    const asked = jest.fn(() => new Promise(() => undefined))
    const runtime = nightWith(asked, () => true)
    let told: number | null = null
    void warnOfCards(runtime).then((count) => (told = count))
    await jest.advanceTimersByTimeAsync(9_000)
    expect([told, asked.mock.calls.length]).toEqual([null, 5])
    await jest.advanceTimersByTimeAsync(2_000)
    expect([told, asked.mock.calls.length]).toEqual([0, 5])
  })
})
