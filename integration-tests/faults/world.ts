import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { httpClient, type HttpClient } from "../support/http-client"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import { type Cluster, needsRedis, startCluster, type Topology } from "./cluster"
import { type FaultShop, type FaultTemplate, openShop, setMarketing } from "./fault-shop"
import { checkHistory, type History } from "./history-checker"
import { type Load, shop } from "./load"
import { expireLeases, type PostgresServer } from "./postgres-server"
import { readHistory } from "./read-history"
import type { RedisServer } from "./redis-server"

const ORDERS = 16

/** What does not heal by then never does. */
const HEAL_SECONDS = Number(process.env.KAIROS_FAULTS_HEAL_SECONDS ?? 300)

export type Servers = { readonly postgres: PostgresServer; readonly redis: RedisServer | null }

/** Everything that a fault may touch. */
export type World = Servers & {
  readonly open: FaultShop
  readonly cluster: Cluster
  /** How the e-mail provider behaves: `POST /behaviour`. */
  readonly vendor: HttpClient
  readonly load: Load
  /** The answer of `GET /admin/kairos/health`. */
  readonly health: () => Promise<any>
}

export type Mend = () => Promise<void> | void

export type Scenario = {
  /** Of the list of faults: `F17`. */
  readonly id: string
  readonly title: string
  readonly topology?: Topology
  /** How many, or as many as come while the trouble lasts. */
  readonly orders?: number | "while it lasts"
  /** `KAIROS_FAULT` of the first start, the second, … of the process that works. */
  readonly faults?: readonly string[]
  /** Settings of single processes. */
  readonly more?: readonly (Readonly<Record<string, string>> | undefined)[]
  /** Where the processes print to, when not to a file of the scenario. */
  readonly log?: (servers: Servers) => string | undefined
  /** Frequency caps of the shop; then I5 says something. */
  readonly caps?: History["caps"]
  /** The version that a process runs, see `cluster.ts`. */
  readonly rootOf?: (place: number) => string | undefined
  /** Before anything is started. */
  readonly before?: (servers: Servers) => Promise<void>
  /** Brings the trouble about while people are shopping. @returns how to end it */
  readonly bring?: (world: World) => Promise<Mend | void>
  /** What Health must show while it lasts. */
  readonly gauge?: (health: any) => boolean
  /** How long it lasts at least. */
  readonly seconds?: number
  /** What is true of this fault beside the invariants. */
  readonly expect?: (history: History, world: World) => Promise<void> | void
}

export type Played = { readonly history: History; readonly deaths: number }

/** Whoever bought again because Medusa showed no order had none. */
const ordersOf = (knex: Knex, carts: ReadonlySet<string>): Promise<readonly unknown[]> =>
  knex("order_cart")
    .join("order", "order.id", "order_cart.order_id")
    .whereIn("order_cart.cart_id", [...carts])
    .whereNull("order.deleted_at")
    .select("order_cart.cart_id", "order.id")

/** Orders under a fault, two shoppers who withdraw in the middle, healing, and the two books compared. */
export async function play(
  template: FaultTemplate,
  servers: Servers,
  scenario: Scenario
): Promise<Played> {
  const topology = scenario.topology ?? "memory"
  const endless = scenario.orders === "while it lasts"
  const orders = typeof scenario.orders === "number" ? scenario.orders : ORDERS
  const name = `${scenario.id}_${topology}`.toLowerCase().replaceAll(/\W/g, "_")
  const addresses = { current: () => "http://localhost:1" }
  const open = await openShop(template, name, () => addresses.current())
  const begun = performance.now()
  let cluster: Cluster | null = null
  try {
    await setCaps(open, scenario.caps ?? [])
    if (needsRedis(topology)) {
      await servers.redis!.start()
    }
    await scenario.before?.(servers)
    cluster = await startCluster(
      { ...open.environment, log: scenario.log?.(servers) ?? open.environment.log },
      {
        topology,
        redisUrl: servers.redis?.url ?? null,
        faults: scenario.faults ?? [],
        // Nobody else holds a lease there: what the dead process held is free at once, as it would be after a minute or two. Leases
        // that run out by themselves are waited for where several processes share the work.
        ...(topology === "memory" ? { onDeath: () => expireLeases(open.knex) } : {}),
        ...(scenario.more === undefined ? {} : { more: scenario.more }),
        ...(scenario.rootOf === undefined ? {} : { rootOf: scenario.rootOf }),
      }
    )
    addresses.current = cluster.address
    await cluster.up()
    const load = shop(open, template.shoppers, endless ? Infinity : orders, 4)
    const world = { ...servers, ...worldOf(open, cluster), load }
    const [withdrawals] = await Promise.all([
      withdrawInTheMiddle(world, orders),
      trouble(world, scenario, orders),
    ])
    if (endless) {
      // On a quick machine the trouble may be over before the shop has had any trade.
      await placed(world, orders)
      load.end()
    }
    await load.done
    const history = await healed(world, withdrawals, scenario)
    expect(history.orders.length).toBeGreaterThanOrEqual(orders)
    expect(checkHistory(history)).toEqual([])
    expect(history.accepted.length).toBeGreaterThan(0)
    expect(await ordersOf(open.knex, load.spoilt)).toEqual([])
    await scenario.expect?.(history, world)
    tell(scenario, topology, history, cluster.deaths(), performance.now() - begun)
    return { history, deaths: cluster.deaths() }
  } finally {
    await cluster?.stop()
    await open.drop()
    if (needsRedis(topology)) {
      await servers.redis?.command("CONFIG SET maxmemory 0").catch(() => undefined)
      await servers.redis?.command("FLUSHALL").catch(() => undefined)
    }
  }
}

/** A whole run takes the better part of an hour: it says how far it is. */
function tell(
  { id }: Scenario,
  topology: Topology,
  { orders, accepted, attempts }: History,
  deaths: number,
  ms: number
): void {
  const unknown = attempts.filter(({ outcome }) => outcome === "unknown").length
  process.stderr.write(
    `  ✓ ${id} (${topology}): ${orders.length} orders, ${accepted.length} mails, ${unknown} unknown, ${deaths} deaths, ${Math.round(ms / 1000)} s\n`
  )
}

function worldOf(open: FaultShop, cluster: Cluster): Omit<World, keyof Servers | "load"> {
  return {
    open,
    cluster,
    vendor: httpClient(
      () => open.mailbox.url,
      () => ({})
    ),
    health: async () => ok(await open.admin.get("/admin/kairos/health")).health,
  }
}

async function setCaps(open: FaultShop, caps: History["caps"]): Promise<void> {
  await open
    .knex("kairos_setting")
    .where({ key: "caps" })
    .update({ value: JSON.stringify(caps) })
}

async function trouble(world: World, scenario: Scenario, orders: number): Promise<void> {
  if (scenario.bring === undefined) {
    return
  }
  await placed(world, orders / 3)
  const mend = await scenario.bring(world)
  try {
    const { gauge } = scenario
    if (gauge !== undefined) {
      await until(
        `Health to show ${scenario.id}`,
        async () =>
          world.health().then(
            (health) => (gauge(health) ? true : null),
            () => null
          ),
        { seconds: 90, everyMs: 250, show: () => world.health().catch(String) }
      )
    }
    await sleep((scenario.seconds ?? 0) * 1000)
  } finally {
    await mend?.()
  }
}

export const placed = ({ load }: Pick<World, "load">, count: number): Promise<true> =>
  Promise.race([
    load.done.then(() => true as const),
    until("some orders", async () => (load.placed.size >= count ? true : null), {
      seconds: 600,
      everyMs: 50,
      show: async () => load.placed.size,
    }),
  ])

async function withdrawInTheMiddle(world: World, orders: number): Promise<History["withdrawals"]> {
  await placed(world, orders / 2)
  return [await withdraw(world.open, 0), await withdraw(world.open, 1)]
}

async function withdraw(open: FaultShop, index: number): Promise<History["withdrawals"][number]> {
  const shopper = open.template.shoppers[index]!
  const repeated = <T>(what: string, attempt: () => Promise<T>): Promise<T> =>
    until(what, () => attempt().catch(() => null), { seconds: 180, everyMs: 250 })
  await repeated("a withdrawal", async () => {
    await setMarketing(open, shopper, false)
    return true
  })
  const { rows } = await repeated("the time of a withdrawal", () =>
    open.knex.raw<{ rows: { now: Date }[] }>("select now() as now")
  )
  return { email: shopper.email, committed_at: rows[0]!.now.toISOString() }
}

/** Until every order is decided and nothing is under way; what a lease or a sweep needs is waited for. */
async function healed(
  { open }: World,
  withdrawals: History["withdrawals"],
  { caps = [] }: Scenario
): Promise<History> {
  const read = () => readHistory(open, { withdrawals, caps })
  return until(
    "the shop to heal",
    async () => {
      const history = await read().catch(() => null)
      return history === null || checkHistory(history).some(({ heals }) => heals) ? null : history
    },
    {
      seconds: HEAL_SECONDS,
      everyMs: 1000,
      show: async () => checkHistory(await read()).slice(0, 5),
    }
  )
}
