import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "../support/mailbox"
import {
  EndedAtStart,
  type ShopEnvironment,
  type ShopProcess,
  startShop,
} from "../support/shop-process"
import { until } from "../support/until"

/** How a shop is spread over processes. With `server+workers` and `redis` they meet at Redis. */
export type Topology =
  "memory" | "memory-2" | "redis" | "redis-server+2-workers" | "redis-server+3-workers"

type Role = "shared" | "server" | "worker"

const ROLES: Readonly<Record<Topology, readonly Role[]>> = {
  memory: ["shared"],
  "memory-2": ["shared", "shared"],
  redis: ["shared"],
  "redis-server+2-workers": ["server", "worker", "worker"],
  "redis-server+3-workers": ["server", "worker", "worker", "worker"],
}

export const needsRedis = (topology: Topology): boolean => topology.startsWith("redis")

/** One process of the shop that an orchestrator keeps up: whenever it ends, it is started again on the same port. */
export type Node = {
  readonly role: Role
  /** Null while it is down. */
  readonly current: () => ShopProcess | null
  /** Why it did not start the last time. */
  readonly failure: () => unknown
  readonly deaths: () => number
  readonly kill: () => Promise<void>
  /** SIGTERM, as a rollout does it; it is started again as its plan says then. */
  readonly replace: () => Promise<void>
}

export type Cluster = {
  readonly nodes: readonly Node[]
  /** Of the process that shoppers talk to. */
  readonly address: () => string
  /** Deaths of all processes, once they were up or by a fault before. */
  readonly deaths: () => number
  /** Waits until every process answers. */
  readonly up: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Plan = {
  readonly topology: Topology
  readonly redisUrl: string | null
  /**
   * `point:nth:action` for the first start, the second, … of the process that does the work: the worker where there is one. A
   * string of its own for each process sets them all.
   */
  readonly faults: readonly string[]
  /** After a process died, before it is started again. */
  readonly onDeath?: () => Promise<void>
  /** Settings of single processes, by their place. */
  readonly more?: readonly (Readonly<Record<string, string>> | undefined)[]
  /** The sources that a process runs, asked at each start; this repository's when undefined. */
  readonly rootOf?: (place: number) => string | undefined
}

export async function startCluster(
  environment: ShopEnvironment,
  {
    topology,
    redisUrl,
    faults,
    more = [],
    onDeath = () => Promise.resolve(),
    rootOf = () => undefined,
  }: Plan
): Promise<Cluster> {
  const roles = ROLES[topology]
  const hurt = Math.max(roles.indexOf("worker"), 0)
  const state = { stopped: false }
  const nodes = await Promise.all(
    roles.map(async (role, place) =>
      keepUp(
        { state, onDeath, root: () => rootOf(place) },
        role,
        place === hurt ? faults : [],
        await freePort(),
        {
          ...environment,
          more: {
            ...environment.more,
            MEDUSA_WORKER_MODE: role,
            ...(needsRedis(topology) && redisUrl !== null ? { REDIS_URL: redisUrl } : {}),
            ...more[place],
          },
        }
      )
    )
  )
  return {
    nodes,
    address: () => nodes[0]!.current()?.address ?? "http://localhost:1",
    deaths: () => nodes.reduce((sum, node) => sum + node.deaths(), 0),
    up: async () => {
      await until(
        "every process of the shop to answer",
        async () => (nodes.every((node) => node.current() !== null) ? true : null),
        {
          seconds: 400,
          everyMs: 100,
          show: async () => nodes.map((node) => String(node.failure())),
        }
      )
    },
    stop: async () => {
      state.stopped = true
      await Promise.all(nodes.map(({ ended }) => ended()))
    },
  }
}

function keepUp(
  {
    state,
    onDeath,
    root,
  }: {
    state: { readonly stopped: boolean }
    onDeath: () => Promise<void>
    root: () => string | undefined
  },
  role: Role,
  faults: readonly string[],
  port: number,
  environment: ShopEnvironment
): Node & { readonly ended: () => Promise<void> } {
  let current: ShopProcess | null = null
  let deaths = 0
  let starts = 0
  let failure: unknown = null
  const abort = new AbortController()
  const run = async () => {
    while (!state.stopped) {
      const fault = faults[starts]
      try {
        const version = root()
        const started = await startShop(
          {
            ...environment,
            ...(version === undefined ? {} : { root: version }),
            fault,
            signal: abort.signal,
          },
          port
        )
        starts += 1
        current = started
        await started.gone
        current = null
        if (!state.stopped) {
          deaths += 1
          await onDeath()
        }
      } catch (error) {
        if (abort.signal.aborted) {
          return
        }
        if (fault !== undefined && error instanceof EndedAtStart && error.signal === "SIGKILL") {
          // What had waited took it to its fault before it answered anybody.
          starts += 1
          deaths += 1
          await onDeath()
          continue
        }
        // What it needs is down: an orchestrator waits a little and tries again, with the same fault before it.
        failure = error
        await sleep(500)
      }
    }
  }
  const running = run()
  running.catch(() => undefined)
  return {
    role,
    current: () => current,
    failure: () => failure,
    deaths: () => deaths,
    kill: async () => current?.kill(),
    replace: async () => {
      await current?.terminate()
    },
    ended: async () => {
      abort.abort()
      await current?.kill()
      await running
    },
  }
}
