import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { seed } from "../support/seed"
import { ok, readyCart } from "../support/shopper"
import { until } from "../support/until"
import { cutConnections, expireLeases, failWrites, setReadOnly } from "./postgres-server"
import { mulberry32 } from "./random-schedule"
import { placed, type Scenario, type World } from "./world"

const sources = async ({ open }: World): Promise<readonly string[]> =>
  (await open.knex("kairos_inbox").where({ name: "order.placed" }).distinct("source")).map(
    ({ source }) => source
  )

/** Kill -9 at a named point of the way that an event takes. */
const KILLED: readonly Scenario[] = (
  [
    ["F02", "before_inbox_insert", "in the subscriber, before the inbox row"],
    ["F03", "after_inbox_insert", "after the inbox row, before it is claimed"],
    ["F04", "after_claim", "after the claim"],
    ["F05", "after_decision_before_done", "after the decision, before the commit"],
    ["F06", "after_commit_before_provider", "after the commit, before the provider is called"],
    ["F07", "after_provider_before_commit", "after the provider took it, before our commit"],
  ] as const
).map(([id, point, where]) => ({
  id,
  title: `killed ${where}`,
  faults: [`${point}:3:kill`],
  expect: (history, { cluster }) => {
    expect(cluster.deaths()).toBe(1)
    // Whatever was under way is settled: by what Medusa wrote down about the attempt, or as unknown.
    expect(history.attempts.filter(({ outcome }) => outcome === "started")).toEqual([])
    const unknown = history.attempts.filter(({ outcome }) => outcome === "unknown")
    // Only a call that was under way can be unknown.
    expect(unknown.length).toBeLessThanOrEqual(id === "F07" ? 1 : 0)
  },
}))

/** An order stands in the database, its workflow waits for a lock, and the process dies: its event was never released. */
async function killBeforeRelease({ open, cluster }: World): Promise<void> {
  const shopper = open.template.shoppers[3]!
  const cart_id = await readyCart(open, { shopper })
  await open.knex.transaction(async (trx) => {
    await trx.raw(
      `select s.id from payment_session s join cart_payment_collection c using (payment_collection_id)
       where c.cart_id = ? for update of s`,
      [cart_id]
    )
    const complete = open.storeAs(shopper).post(`/store/carts/${cart_id}/complete`)
    complete.catch(() => undefined)
    await until(
      "an order whose workflow waits",
      async () => (await open.knex("order_cart").where({ cart_id }).first()) ?? null,
      { seconds: 60, everyMs: 10 }
    )
    await cluster.nodes[0]!.kill()
  })
}

/** Stops the process between claim and provider for longer than its lease, lets the other one do its work, and wakes it. */
async function zombie(world: World): Promise<() => Promise<void>> {
  const { open, cluster } = world
  const pid = await until(
    "a stopped process",
    async () => stoppedPid(cluster.nodes.map((n) => n.current()?.pid)),
    {
      seconds: 120,
    }
  )
  const held = await open.knex("kairos_delivery").where({ state: "sending" }).select("id")
  await expireLeases(open.knex)
  return async () => {
    await until(
      "the other process to settle what the stopped one held",
      async () => {
        await expireLeases(open.knex)
        const ids = held.map(({ id }) => id)
        const left = await open
          .knex("kairos_delivery")
          .whereIn("id", ids)
          .where({ state: "sending" })
        return left.length === 0 ? true : null
      },
      { seconds: 120, everyMs: 500 }
    )
    process.kill(pid, "SIGCONT")
  }
}

function stoppedPid(pids: readonly (number | undefined)[]): number | null {
  return pids.find((pid) => pid !== undefined && stateOf(pid) === "T") ?? null
}

function stateOf(pid: number): string | undefined {
  try {
    return /.*\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]
  } catch {
    return undefined
  }
}

const KILLS = 5

/** Kills the only process again and again, each time after some more orders and anywhere in its work. */
async function killAnywhere(world: World): Promise<void> {
  const random = mulberry32(seed)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await placed(world, world.load.placed.size + 5 + Math.floor(random() * 20))
    await sleep(random() * 1000)
    await world.cluster.nodes[0]!.kill()
  }
}

const PROCESSES: readonly Scenario[] = [
  {
    id: "kill -9",
    title: "killed five times, anywhere in the middle of 200 orders: 200 decisions, no mail twice",
    orders: 200,
    bring: killAnywhere,
    expect: (history, { cluster }) => {
      expect(cluster.deaths()).toBe(KILLS)
      expect(new Set(history.decisions.map(({ event_id }) => event_id)).size).toBe(200)
      const mails = history.accepted.map(({ delivery_id }) => delivery_id)
      expect(mails.length).toBe(new Set(mails).size)
    },
  },
  {
    id: "F01",
    title: "killed after an order's commit, before Medusa released its event: the sweep finds it",
    bring: killBeforeRelease,
    expect: async (_history, world) => {
      expect(await sources(world)).toContain("sweep")
    },
  },
  {
    id: "F13",
    title:
      "stopped beyond its lease between claim and provider, and woken up after another took over",
    topology: "memory-2",
    faults: ["after_commit_before_provider:2:stop"],
    caps: [{ channel: "email", max: 2, days: 1 }],
    bring: zombie,
  },
  {
    id: "F15",
    title: "an event loop blocked for 40 s, so that BullMQ takes its jobs for stalled",
    topology: "redis-server+2-workers",
    faults: ["after_inbox_insert:3:block:40000"],
  },
  {
    id: "F16",
    title: "a worker that runs out of memory",
    faults: ["after_claim:2:oom"],
    more: [{ NODE_OPTIONS: "--max-old-space-size=700" }],
    expect: (_history, { cluster }) => {
      expect(cluster.deaths()).toBe(1)
    },
  },
  {
    id: "F46",
    title: "a disk that is full where the logs go, with a line of each request",
    more: [{ LOG_LEVEL: "http" }],
    log: ({ postgres }) => postgres.smallDisk()?.log,
    bring: async ({ postgres }) => postgres.smallDisk()?.fill(),
    seconds: 10,
    expect: (_history, { cluster }) => {
      expect(cluster.deaths()).toBe(0)
    },
  },
]

const WRITTEN_BY_WORK = ["kairos_decision", "kairos_delivery", "kairos_attempt"]

const POSTGRES: readonly Scenario[] = [
  {
    id: "F17",
    title: "Postgres restarted at once, in the middle of everything",
    bring: ({ postgres }) => postgres.restart(),
    expect: (_history, { cluster }) => {
      expect(cluster.deaths()).toBe(0)
    },
  },
  {
    id: "F18",
    title: "too many clients: no connection is left for new ones",
    seconds: 15,
    bring: async ({ postgres, open }) => {
      const giveBack = await postgres.exhaust()
      // What the pools hold is cut, so that they must ask for new ones.
      await cutConnections(open.knex, open.database)
      return giveBack
    },
    expect: (_history, { cluster }) => {
      expect(cluster.deaths()).toBe(0)
    },
  },
  {
    id: "F19",
    title: "a database that takes no writes (read-only)",
    seconds: 10,
    bring: async ({ open }) => {
      await setReadOnly(open.knex, true)
      return () => setReadOnly(open.knex, false)
    },
    gauge: ({ status, database }) => status === "failing" && database.writable === false,
  },
  {
    id: "F19-disk",
    title: "a disk that is full for Postgres (ENOSPC)",
    seconds: 20,
    bring: async ({ open, postgres }) => {
      const disk = postgres.smallDisk()
      if (disk !== null) {
        return disk.fillUnder(open.knex, WRITTEN_BY_WORK)
      }
      process.stderr.write("  F19-disk: no small disk can be mounted here, its error is injected\n")
      return failWrites(open.knex, WRITTEN_BY_WORK, ["53100"], 1)
    },
    gauge: ({ inbox }) => inbox.pending > 0,
    expect: nothingBlamed,
  },
  {
    id: "F20",
    title: "deadlocks and serialization failures, every fifth write",
    seconds: 10,
    bring: ({ open }) =>
      failWrites(
        open.knex,
        ["kairos_inbox", "kairos_decision", "kairos_delivery", "kairos_attempt", "kairos_coupon"],
        ["40P01", "40001"],
        5
      ),
    expect: nothingBlamed,
  },
  {
    id: "F22",
    title: "the network to Postgres cut for a minute",
    seconds: 60,
    bring: ({ postgres }) => {
      postgres.freeze()
      return Promise.resolve(postgres.thaw)
    },
    expect: (_history, { cluster }) => {
      expect(cluster.deaths()).toBe(0)
    },
  },
]

async function noDeadLetters(_history: unknown, { open }: World): Promise<void> {
  expect(await open.knex("kairos_inbox").where({ status: "dead" })).toEqual([])
  expect(await open.knex("kairos_delivery").where({ state: "dead" })).toEqual([])
}

/** No event is said to have failed: that would use up an attempt, and it is the database that is ill. */
async function nothingBlamed(history: unknown, world: World): Promise<void> {
  await noDeadLetters(history, world)
  const log = readFileSync(world.open.environment.log, "utf8")
  expect(log.match(/kairos: event \S+ failed.*/g)).toBeNull()
}

const nodeKilled: Scenario["expect"] = (_history, { cluster }) => {
  expect(cluster.deaths()).toBeGreaterThan(0)
}

/** The provider misbehaves for a while. @param mend what an admin does when it is over */
function vendor(
  behaviour: Readonly<Record<string, unknown>>,
  mend: (world: World) => Promise<void> = () => Promise.resolve()
): NonNullable<Scenario["bring"]> {
  return async (world) => {
    ok(await world.vendor.post("/behaviour", behaviour))
    return async () => {
      ok(await world.vendor.delete("/behaviour"))
      await mend(world)
    }
  }
}

const PROVIDER: readonly Scenario[] = [
  {
    id: "F27",
    title: "a provider that answers 500",
    seconds: 5,
    bring: vendor({ mode: "500" }),
    gauge: ({ deliveries }) => deliveries.queued > 0,
    expect: noDeadLetters,
  },
  {
    id: "F28",
    title: "a provider that answers 429 and asks to come back",
    seconds: 5,
    bring: vendor({ mode: "429", retry_after: 4 }),
    gauge: ({ deliveries }) => deliveries.queued > 0,
    expect: noDeadLetters,
  },
  {
    id: "F29",
    title: "a provider that refuses our key: its channel is paused, nobody's attempts are burned",
    bring: vendor({ mode: "401" }, async ({ open }) => {
      ok(await open.admin.post("/admin/kairos/channels/email/resume"))
    }),
    gauge: ({ status, provider }) => status === "failing" && provider[0].paused === true,
    expect: noDeadLetters,
  },
  {
    id: "F30",
    title: "a provider that takes a mail and cuts the line",
    bring: vendor({ mode: "reset-after-accept", times: 3 }),
    gauge: ({ deliveries }) => deliveries.unknown > 0,
    expect: (history) => {
      const unknown = history.deliveries.filter(({ state }) => state === "unknown")
      expect(unknown.length).toBeGreaterThan(0)
    },
  },
  {
    id: "F32",
    title: "a provider that never answers",
    bring: vendor({ mode: "hang", times: 2 }),
    gauge: ({ deliveries }) => deliveries.unknown > 0,
  },
]

/** Redis carries hints, locks and workflows; what it forgets, the inbox and the sweep know. */
const REDIS: readonly Scenario[] = [
  ...KILLED.filter(({ id }) => ["F02", "F04", "F07"].includes(id)).map((scenario) => ({
    ...scenario,
    topology: "redis-server+2-workers" as const,
    expect: nodeKilled,
  })),
  {
    id: "F23",
    title: "Redis down when the shop starts",
    topology: "redis",
    before: async ({ redis }) => {
      await redis!.kill()
      setTimeout(() => void redis!.start(), 20_000)
    },
  },
  {
    id: "F24",
    title: "Redis killed in the middle: it comes back and has forgotten everything",
    topology: "redis-server+2-workers",
    seconds: 15,
    bring: async ({ redis }) => {
      await redis!.kill()
      return () => redis!.start()
    },
  },
  {
    id: "F25",
    title: "Redis flushed in the middle",
    topology: "redis-server+2-workers",
    bring: async (world) => {
      for (const share of [0.4, 0.6, 0.8]) {
        await world.redis!.command("FLUSHALL")
        await placed(world, 16 * share)
      }
    },
  },
  {
    id: "F26",
    title: "Redis out of memory (noeviction): it takes no more writes",
    topology: "redis-server+2-workers",
    seconds: 15,
    bring: async ({ redis }) => {
      await redis!.command("CONFIG SET maxmemory-policy noeviction")
      await redis!.command("CONFIG SET maxmemory 1")
      return async () => {
        await redis!.command("CONFIG SET maxmemory 0")
      }
    },
  },
]

/** Every process reads its clock's shift from a file of its own: a preloaded script moves `Date`, the database's clock stays. */
const SHIFTED = path.resolve(__dirname, "shifted-clock.cjs")
const HOUR = 3_600_000

const CLOCKS: readonly Scenario[] = [
  {
    id: "F36",
    title: "clocks an hour behind and an hour ahead, then two hours back and a day ahead",
    topology: "redis-server+2-workers",
    seconds: 5,
    before: async () => {
      writeFileSync(clockFile("behind"), String(-HOUR))
      writeFileSync(clockFile("ahead"), String(HOUR))
    },
    more: [undefined, clock("behind"), clock("ahead")],
    bring: async () => {
      writeFileSync(clockFile("behind"), String(-3 * HOUR))
      writeFileSync(clockFile("ahead"), String(25 * HOUR))
      return () => {
        rmSync(clockFile("behind"))
        rmSync(clockFile("ahead"))
      }
    },
    expect: async (_history, { open }) => {
      const wrong = await open
        .knex("kairos_delivery")
        .whereNotNull("sent_at")
        .whereRaw("sent_at < due_at or sent_at > now() or sent_at < now() - interval '1 hour'")
      expect(wrong).toEqual([])
    },
  },
]

function clock(name: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require ${SHIFTED}`, FAULT_CLOCK: clockFile(name) }
}

function clockFile(name: string): string {
  return path.join(tmpdir(), `kairos-clock-${process.pid}-${name}`)
}

export const SCENARIOS: readonly Scenario[] = [
  ...KILLED,
  ...PROCESSES,
  ...POSTGRES,
  ...PROVIDER,
  ...REDIS,
  ...CLOCKS,
]

/** What `npm test` has time for: every kill, one after the other, and a shop on Redis that dies. `npm run test:faults` has it on three processes. */
export const SMOKE_SCENARIOS: readonly Scenario[] = [
  {
    id: "F03 to F07",
    title: "killed at each point of the way in turn",
    // Each kill waits for the third of its kind: how many orders that takes depends on what the one before left to do.
    orders: "while it lasts",
    faults: KILLED.slice(1).flatMap(({ faults = [] }) => faults),
    bring: async ({ cluster }) => {
      const all = async () => (cluster.deaths() === KILLED.length - 1 ? true : null)
      await until("every kill", all, { seconds: 240, show: async () => cluster.deaths() })
    },
  },
  ...REDIS.filter(({ id }) => id === "F24").map((one): Scenario => ({
    ...one,
    topology: "redis",
    seconds: 5,
  })),
]
