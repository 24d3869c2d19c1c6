import { POINTS_OF_A_CHARGE } from "../../src/workflows/support/fault-points"
import { seed } from "../support/seed"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import { needsRedis, startCluster } from "./cluster"
import { couponBooks, earnCoupon, present } from "./coupon-books"
import {
  dropTemplate,
  type FaultShop,
  type FaultTemplate,
  makeFaultTemplate,
  openShop,
} from "./fault-shop"
import { reportDuplicates } from "./duplicated-events"
import { drainUnderKills } from "./many-events"
import { stopBusyShop } from "./graceful-stop"
import { killInRenewal, makeRenewalTemplates, type RenewalTemplates } from "./hurt-renewals"
import { playSchedule } from "./play-random"
import { startPostgresServer } from "./postgres-server"
import { randomSchedule } from "./random-schedule"
import { REDIS_PROGRAM, redisServer } from "./redis-server"
import { SCENARIOS, SMOKE_SCENARIOS } from "./scenarios"
import { play, type Servers } from "./world"

jest.setTimeout(90 * 60_000)

const SMOKE = process.env.KAIROS_FAULTS === "smoke"

/** Of the part that hurts at random; `KAIROS_FAULTS_MINUTES=5 npm run test:faults` is quicker. */
const MINUTES = Number(process.env.KAIROS_FAULTS_MINUTES ?? 30)

/** Of the part that kills one worker until all is done. */
const EVENTS = Number(process.env.KAIROS_FAULTS_EVENTS ?? 10_000)

let template: FaultTemplate
let servers: Servers

beforeAll(async () => {
  const postgres = await startPostgresServer()
  const redis = REDIS_PROGRAM === null ? null : await redisServer(REDIS_PROGRAM)
  servers = { postgres, redis }
  template = await makeFaultTemplate()
})
afterAll(async () => {
  await dropTemplate(template)
  await servers.redis?.stop()
  await servers.postgres.stop()
})

/** What needs Redis is left out where there is none; scripts/test.mjs says so. */
const possible = (SMOKE ? SMOKE_SCENARIOS : SCENARIOS).filter(
  ({ topology = "memory" }) => REDIS_PROGRAM !== null || !needsRedis(topology)
)

describe("a shop that is hurt loses nothing and doubles nothing", () => {
  // Not beside everything that `npm test` runs at once: what is under way there may take longer than a stop waits.
  const alone = SMOKE ? it.skip : it
  alone(
    "F14: asked to stop in the middle of its work it ends in time, leaves no lease and nothing unknown, and the next process goes on",
    async () => {
      const { exit_code, seconds, left, waiting, healed } = await stopBusyShop(template)
      expect(exit_code).toBe(0)
      // After half a minute an orchestrator kills.
      expect(seconds).toBeLessThan(30)
      expect(waiting).toBeGreaterThan(0)
      expect(left.inbox.filter(({ locked_until }) => locked_until !== null)).toEqual([])
      expect(left.deliveries.filter(({ locked_until }) => locked_until !== null)).toEqual([])
      expect(left.attempts.filter(({ outcome }) => /started|unknown/.test(outcome))).toEqual([])

      expect(healed.deliveries.filter(({ state }) => state === "unknown")).toEqual([])
      expect(healed.accepted).toHaveLength(healed.deliveries.length)
    }
  )

  it.each(
    possible.map((scenario) => ({
      name: `${scenario.id} (${scenario.topology ?? "memory"}): ${scenario.title}`,
      scenario,
    }))
  )("$name", async ({ scenario }) => {
    await play(template, servers, scenario)
  })
})

/** One shop in one process, hurt at one place. */
async function withShop(
  name: string,
  faults: readonly string[],
  work: (open: FaultShop, deaths: () => number) => Promise<void>
): Promise<void> {
  const at = { address: () => "http://localhost:1" }
  const open = await openShop(template, name, () => at.address())
  const cluster = await startCluster(open.environment, {
    topology: "memory",
    redisUrl: null,
    faults,
  })
  at.address = cluster.address
  try {
    await cluster.up()
    await work(open, cluster.deaths)
  } finally {
    await cluster.stop()
    await open.drop()
  }
}

const whole = SMOKE ? describe.skip : describe

whole("a coupon that is hurt on its way", () => {
  it("F08: killed between promotion and link it becomes one promotion, and is used once", async () => {
    await withShop("f08", ["between_promotion_and_link:1:kill"], async (open, deaths) => {
      const shopper = template.shoppers[0]!
      const code = await earnCoupon(open, shopper)
      await expect(present(open, shopper, code)).rejects.toThrow()
      await until("the death", async () => (deaths() === 1 ? true : null))
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
      const spent = await redeemed(open, code)
      expect(spent.promotions).toEqual([{ id: torn.promotions[0]!.id, used: 1 }])
      await expect(present(open, shopper, code)).rejects.toThrow(
        `The promotion code ${code} is invalid`
      )
    })
  })

  it("F21: kept from its promotion by a lock (3 s) it is not lost, and counts once the lock is gone", async () => {
    await withShop("f21", [], async (open) => {
      const shopper = template.shoppers[0]!
      const code = await earnCoupon(open, shopper)
      const cart_id = await present(open, shopper, code)
      const complete = () => open.storeAs(shopper).post(`/store/carts/${cart_id}/complete`)
      await open.knex.transaction(async (trx) => {
        await trx("promotion").where({ code }).forUpdate()
        const refused = await complete()
        expect(refused.body.order).toBeUndefined()
      })
      expect(await couponBooks(open, code)).toMatchObject({
        status: "presented",
        promotions: [{ used: 0 }],
      })
      const order = await until("the order", async () => (await complete()).body.order, {
        seconds: 150,
        everyMs: 500,
      })
      expect(order.discount_total).toBeGreaterThan(0)
      expect((await redeemed(open, code)).promotions).toMatchObject([{ used: 1 }])
    })
  })
})

const redeemed = (open: FaultShop, code: string) =>
  until("the coupon to be redeemed", async () => {
    const books = await couponBooks(open, code)
    return books.status === "redeemed" ? books : null
  })

whole("a renewal whose process is killed", () => {
  let renewals: RenewalTemplates
  beforeAll(async () => {
    renewals = await makeRenewalTemplates(template)
  })
  afterAll(() => renewals.drop())

  /** One order, money that was taken once, one mail that confirms it, and the next period; the guard finds nothing wrong. */
  const once = {
    states: ["paid", "due"],
    orders: 1,
    captures: 1,
    confirmations: 1,
    violations: [],
  }
  const charge = (asked: number, taken: number) => [
    expect.objectContaining({ status: "captured", asked, taken }),
  ]

  it("F11 renewals_before_commit: what a notice is and that it was made are there together or not at all", async () => {
    const fault = "renewals_before_commit:1:kill"
    const books = await killInRenewal(renewals, "to tell", { card: "held", fault })
    expect(books).toEqual({ ...once, notices: 1, charges: charge(1, 1) })
  })

  it.each(POINTS_OF_A_CHARGE)(
    "F11 %s: one order, one capture, one confirmation, and the bank was asked once",
    async (point) => {
      const fault = `${point}:1:kill`
      const books = await killInRenewal(renewals, "to charge", { card: "held", fault })
      expect(books).toEqual({ ...once, notices: 0, charges: charge(1, 1) })
    }
  )

  it("F11 in the bank: money that moved before the answer came is asked for by the same key, and moved once", async () => {
    const books = await killInRenewal(renewals, "to charge", { card: "fatal" })
    expect(books).toEqual({ ...once, notices: 0, charges: charge(2, 0) })
  })
})

whole("a shop with much to do", () => {
  it(`has decided ${EVENTS.toLocaleString("en")} events once each and sent no mail twice, its worker killed every few seconds until nothing was left (A-05)`, async () => {
    const drained = await drainUnderKills(template, { events: EVENTS, seed })
    process.stderr.write(`  ✓ A-05: ${JSON.stringify(drained)}\n`)
    const { sent = 0, unknown = 0, ...others } = drained.deliveries
    expect(drained).toMatchObject({ undecided: 0, decisions: EVENTS, dead: 0, doubled: [] })
    expect([sent + unknown, others]).toEqual([EVENTS, {}])
    // Of those that are unknown some arrived; none that is sent did not.
    expect(drained.accepted).toBeGreaterThanOrEqual(sent)
    expect(drained.kills).toBeGreaterThan(0)
  })

  const alone = REDIS_PROGRAM === null ? it.skip : it
  alone(
    `has three workers and gets ${EVENTS.toLocaleString("en")} events five times each: one decision, one delivery and one call of the provider for each (003.38)`,
    async () => {
      const books = await reportDuplicates(template, servers.redis!, { events: EVENTS, seed })
      process.stderr.write(`  ✓ duplicates: ${JSON.stringify(books)}\n`)
      const workers = ["worker-1", "worker-2", "worker-3"]
      expect(books).toEqual({
        accepted: EVENTS,
        duplicates: 4 * EVENTS,
        undecided: 0,
        decisions: EVENTS,
        deliveries: EVENTS,
        calls: EVENTS,
        called: EVENTS,
        deciding: workers,
        sending: workers,
      })
    }
  )
})

whole("a shop that is hurt at random", () => {
  it(`F48: for ${MINUTES} minutes, seed ${seed}, loses nothing and doubles nothing`, async () => {
    const redis = REDIS_PROGRAM !== null
    const topology = redis ? "redis-server+2-workers" : "memory-2"
    const schedule = randomSchedule(seed, MINUTES, { nodes: redis ? 3 : 2, redis })
    const { history } = await play(template, servers, {
      id: "F48",
      title: "at random",
      topology,
      orders: "while it lasts",
      bring: (world) => playSchedule(world, schedule),
    })
    expect(history.orders.length).toBeGreaterThan(MINUTES)
  })
})
