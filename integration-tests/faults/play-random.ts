import { setTimeout as sleep } from "node:timers/promises"
import { ok } from "../support/shopper"
import { failWrites, setReadOnly } from "./postgres-server"
import type { Scheduled, Trouble } from "./random-schedule"
import type { Mend, World } from "./world"

/** Troubles one after the other, as they were drawn; each is over before the next begins. */
export async function playSchedule(world: World, schedule: readonly Scheduled[]): Promise<void> {
  for (const [index, { after_seconds, trouble }] of schedule.entries()) {
    await sleep(after_seconds * 1000)
    const what = Object.values(trouble).join(" ")
    process.stderr.write(
      `  ${index + 1} of ${schedule.length}: ${what} s; ${world.load.placed.size} orders so far\n`
    )
    const mend = await bringAbout(world, trouble)
    await sleep(trouble.seconds * 1000)
    await mend?.()
  }
}

async function bringAbout(world: World, trouble: Trouble): Promise<Mend | void> {
  const { postgres, redis, open, cluster, vendor } = world
  switch (trouble.kind) {
    case "kill":
      return cluster.nodes[trouble.node]!.kill()
    case "pause":
      return pause(cluster.nodes[trouble.node]!.current()?.pid)
    case "vendor":
      ok(await vendor.post("/behaviour", { mode: trouble.mode, ...VENDOR_MORE[trouble.mode] }))
      return async () => {
        ok(await vendor.delete("/behaviour"))
      }
    case "postgres-restart":
      return postgres.restart()
    case "postgres-freeze":
      postgres.freeze()
      return postgres.thaw
    case "postgres-exhaust":
      return postgres.exhaust()
    case "postgres-read-only":
      await setReadOnly(open.knex, true)
      return () => setReadOnly(open.knex, false)
    case "postgres-errors":
      return failWrites(open.knex, WRITTEN, ["40P01", "40001", "53100", "57P01"], 4)
    case "redis-kill":
      await redis!.kill()
      return () => redis!.start()
    case "redis-flush":
      await redis!.command("FLUSHALL")
      return
    case "redis-oom":
      await redis!.command("CONFIG SET maxmemory-policy noeviction")
      await redis!.command("CONFIG SET maxmemory 1")
      return async () => {
        await redis!.command("CONFIG SET maxmemory 0")
      }
  }
}

const WRITTEN = [
  "kairos_inbox",
  "kairos_decision",
  "kairos_delivery",
  "kairos_attempt",
  "kairos_coupon",
]

const VENDOR_MORE: Readonly<Record<string, object>> = {
  "429": { retry_after: 3 },
  slow: { ms: 2000 },
}

function pause(pid: number | undefined): Mend | undefined {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(pid!, name)
    } catch (error) {
      // It may have died meanwhile, and then its successor runs.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
        throw error
      }
    }
  }
  if (pid === undefined) {
    return undefined
  }
  signal("SIGSTOP")
  return () => signal("SIGCONT")
}
