import { type ShopProcess, startShop } from "../support/shop-process"
import { seed } from "../support/seed"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import {
  dropTemplate,
  type FaultShop,
  type FaultTemplate,
  makeFaultTemplate,
  openShop,
  setMarketing,
} from "./fault-shop"
import { couponBooks, earnCoupon, present } from "./coupon-books"
import { stopBusyShop } from "./graceful-stop"
import { checkHistory, type History } from "./history-checker"
import { shop } from "./load"
import { readHistory } from "./read-history"

jest.setTimeout(20 * 60_000)

const SMOKE = process.env.KAIROS_FAULTS === "smoke"

/** Of the run that kills at random; `KAIROS_FAULTS_ORDERS=50 npm run test:faults` is quicker. */
const RANDOM_ORDERS = Number(process.env.KAIROS_FAULTS_ORDERS ?? 200)

const FAULTS = [
  { name: "F03", point: "after_inbox_insert" },
  { name: "F04", point: "after_claim" },
  { name: "F05", point: "after_decision_before_done" },
  { name: "F06", point: "after_commit_before_provider" },
  { name: "F07", point: "after_provider_before_commit" },
] as const

let template: FaultTemplate

beforeAll(async () => {
  template = await makeFaultTemplate()
})
afterAll(async () => {
  await dropTemplate(template)
})

type RestartingShop = {
  readonly address: () => string
  /** Null until the first start. */
  readonly current: () => ShopProcess | null
  readonly deaths: () => number
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A shop that falls over and is started again on the same port, each time with the next of `faults`, then without. */
function restartingShop(
  environment: FaultShop["environment"],
  faults: readonly string[]
): RestartingShop {
  let current: ShopProcess | null = null
  let deaths = 0
  let stopped = false
  const keepUp = async () => {
    while (!stopped) {
      const port = current === null ? undefined : Number(new URL(current.address).port)
      current = await startShop({ ...environment, fault: faults[deaths] }, port)
      await current.gone
      deaths += stopped ? 0 : 1
    }
  }
  const running = keepUp()
  running.catch(() => undefined)
  return {
    address: () => current?.address ?? "http://localhost:1",
    current: () => current,
    deaths: () => deaths,
    kill: async () => current?.kill(),
    stop: async () => {
      stopped = true
      await current?.kill()
      await running
    },
  }
}

/** Until every order is decided and nothing is under way; what a lease or a sweep needs is waited for. */
async function healed(open: FaultShop, withdrawals: History["withdrawals"]): Promise<History> {
  return until(
    "the shop to heal",
    async () => {
      const history = await readHistory(open, withdrawals)
      return checkHistory(history).some(({ invariant }) => invariant === "I1" || invariant === "I7")
        ? null
        : history
    },
    {
      seconds: 300,
      everyMs: 1000,
      show: async () => checkHistory(await readHistory(open, withdrawals)).slice(0, 5),
    }
  )
}

async function withdraw(open: FaultShop, index: number): Promise<History["withdrawals"][number]> {
  const shopper = template.shoppers[index]!
  await until(
    "a withdrawal",
    async () =>
      setMarketing(open, shopper, false).then(
        () => true,
        () => null
      ),
    { seconds: 120, everyMs: 250 }
  )
  const { rows } = await open.knex.raw<{ rows: { now: Date }[] }>("select now() as now")
  return { email: shopper.email, committed_at: rows[0]!.now.toISOString() }
}

/** Orders under faults, one shopper who withdraws in the middle, healing, and the two books compared. */
async function play(
  name: string,
  plan: {
    readonly orders: number
    readonly faults: readonly string[]
    /** Kills from outside while the load runs. */
    readonly meanwhile?: (
      restarting: RestartingShop,
      placed: () => number,
      isDone: () => boolean
    ) => Promise<void>
  }
): Promise<{ history: History; deaths: number }> {
  const open = await openShop(template, name, () => restarting.address())
  const restarting = restartingShop(open.environment, plan.faults)
  try {
    await until("the shop's first start", async () => restarting.current(), { seconds: 90 })
    const load = shop(open, template.shoppers, plan.orders, 4)
    let isDone = false
    const finished = load.done.finally(() => {
      isDone = true
    })
    // Awaited below; a load that gives up earlier must not end the process.
    finished.catch(() => undefined)
    const killing = plan.meanwhile?.(
      restarting,
      () => load.placed.size,
      () => isDone
    )
    await until(
      "half of the orders",
      async () => (load.placed.size >= plan.orders / 2 ? true : null),
      {
        seconds: 600,
        everyMs: 100,
      }
    )
    const withdrawals = [await withdraw(open, 0), await withdraw(open, 1)]
    await finished
    await killing
    const history = await healed(open, withdrawals)
    expect(history.orders.length).toBeGreaterThanOrEqual(plan.orders)
    expect(checkHistory(history)).toEqual([])
    expect(history.accepted.length).toBeGreaterThan(0)
    expect(history.decisions.filter(({ kind }) => kind === "skip").length).toBeGreaterThan(0)
    return { history, deaths: restarting.deaths() }
  } finally {
    await restarting.stop()
    await open.drop()
  }
}

describe("a shop that is killed", () => {
  if (SMOKE) {
    it("at each of F03 to F07 in turn loses nothing and doubles nothing", async () => {
      const faults = FAULTS.map(({ point }) => `${point}:3:kill`)
      const { deaths } = await play("smoke", { orders: 40, faults })
      expect(deaths).toBe(FAULTS.length)
    })
    return
  }

  it.each(FAULTS)(
    "at $name ($point) loses nothing and doubles nothing",
    async ({ name, point }) => {
      const { history, deaths } = await play(name.toLowerCase(), {
        orders: 24,
        faults: [`${point}:3:kill`],
      })
      expect(deaths).toBe(1)
      // Whatever was under way when it died is settled: by what Medusa wrote down about the attempt, or as unknown.
      expect(history.attempts.filter(({ outcome }) => outcome === "started")).toEqual([])
      const open = history.attempts.filter(({ outcome }) => outcome === "unknown")
      expect(open.length).toBeLessThanOrEqual(1)
    }
  )

  it("at F08 (between_promotion_and_link) makes one promotion of a coupon, and it is used once", async () => {
    const open = await openShop(template, "f08", () => restarting.address())
    const restarting = restartingShop(open.environment, ["between_promotion_and_link:1:kill"])
    try {
      await until("the shop's first start", async () => restarting.current(), { seconds: 90 })
      const shopper = template.shoppers[0]!
      const code = await earnCoupon(open, shopper)
      await expect(present(open, shopper, code)).rejects.toThrow()
      await until("the death", async () => (restarting.deaths() === 1 ? true : null))
      const torn = await couponBooks(open, code)
      expect(torn).toMatchObject({ promotion_id: null, promotions: [{ used: 0 }] })

      const cart_id = await until(
        "the coupon on a cart",
        () => present(open, shopper, code).catch(() => null),
        { seconds: 120, everyMs: 250 }
      )
      const linked = await couponBooks(open, code)
      expect(linked).toEqual({ ...torn, status: "presented", promotion_id: torn.promotions[0]!.id })
      ok(await open.storeAs(shopper).post(`/store/carts/${cart_id}/complete`))
      const spent = await until("the coupon to be redeemed", async () => {
        const books = await couponBooks(open, code)
        return books.status === "redeemed" ? books : null
      })
      expect(spent.promotions).toEqual([{ id: torn.promotions[0]!.id, used: 1 }])
      await expect(present(open, shopper, code)).rejects.toThrow(
        `The promotion code ${code} is invalid`
      )
    } finally {
      await restarting.stop()
      await open.drop()
    }
  })

  it(`at random during ${RANDOM_ORDERS} orders loses nothing and doubles nothing`, async () => {
    const random = mulberry32(seed)
    const { deaths } = await play("random", {
      orders: RANDOM_ORDERS,
      faults: [],
      meanwhile: async (restarting, placed, isDone) => {
        while (!isDone()) {
          // By progress, so that a slow machine kills as often as a quick one; then by time, to hit any place.
          const enough = placed() + 4 + Math.floor(random() * 20)
          await until(
            "some more orders",
            async () => (isDone() || placed() >= enough ? true : null),
            { seconds: 600, everyMs: 20 }
          )
          await pause(random() * 1500)
          if (!isDone()) {
            await restarting.kill()
          }
        }
      },
    })
    expect(deaths).toBeGreaterThan(0)
  })
})

describe("a shop that is asked to stop in the middle of its work", () => {
  it("ends in time, leaves no lease and nothing unknown, and the next process goes on (F14)", async () => {
    const { exit_code, seconds, left, waiting, healed } = await stopBusyShop(template)
    expect(exit_code).toBe(0)
    expect(seconds).toBeLessThan(10)
    expect(waiting).toBeGreaterThan(0)
    expect(left.inbox.filter(({ locked_until }) => locked_until !== null)).toEqual([])
    expect(left.deliveries.filter(({ locked_until }) => locked_until !== null)).toEqual([])
    expect(left.attempts.filter(({ outcome }) => /started|unknown/.test(outcome))).toEqual([])

    expect(healed.deliveries.filter(({ state }) => state === "unknown")).toEqual([])
    expect(healed.accepted).toHaveLength(healed.deliveries.length)
  })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A small generator with a seed: the same seed kills at the same times. */
function mulberry32(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
