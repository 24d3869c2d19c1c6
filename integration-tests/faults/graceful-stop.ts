import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ok } from "../support/shopper"
import { httpClient } from "../support/http-client"
import { startShop } from "../support/shop-process"
import { until } from "../support/until"
import { type FaultShop, type FaultTemplate, openShop } from "./fault-shop"
import { checkHistory, type History } from "./history-checker"
import { shop } from "./load"
import { readHistory } from "./read-history"

/** So many deliveries wait for the next round, and more come while it runs. */
const BACKLOG = 12
const WORKERS = 4
/** A vendor this slow needs longer for one batch than a process is given to end. */
const SLOW_MS = 1500

/** What one stop in the middle of orders and deliveries left behind. */
export type Stop = {
  readonly exit_code: number | null
  readonly seconds: number
  /** As the process left it, before another one looked at it. */
  readonly left: History
  /** Of `left`: events and deliveries that nobody had begun with. */
  readonly waiting: number
  readonly healed: History
}

/** Stops a busy shop with SIGTERM while a whole batch is leased, and starts it again. */
export async function stopBusyShop(template: FaultTemplate): Promise<Stop> {
  let address = "http://localhost:1"
  const open = await openShop(template, "sigterm", () => address)
  // Nobody pulls a plug here, and a stop has ten seconds: a disk that others keep busy for as long must not decide what is seen.
  await open.knex.raw("alter database ?? set synchronous_commit = off", [open.database])
  const vendor = httpClient(
    () => open.mailbox.url,
    () => ({})
  )
  let medusa = await startShop(open.environment)
  try {
    address = medusa.address
    ok(await vendor.post("/behaviour", { mode: "slow", ms: SLOW_MS }))
    const load = await pileUp(open, template)
    await until("a batch to be leased", () => leasedBatch(open))
    const begun = performance.now()
    const exit_code = await medusa.terminate()
    const seconds = (performance.now() - begun) / 1000
    const left = await readHistory(open)
    ok(await vendor.post("/behaviour", { mode: "ok" }))
    medusa = await startShop(open.environment, Number(new URL(address).port))
    await load.done
    return { exit_code, seconds, left, waiting: waitingOf(left), healed: await healed(open) }
  } finally {
    await medusa.kill()
    await open.drop()
  }
}

/**
 * Holds every delivery at the gate to the vendor, while shoppers go on and events are decided, until many wait for the next round:
 * whatever the speed.
 */
async function pileUp(
  open: FaultShop,
  { shoppers }: FaultTemplate
): Promise<{ readonly done: Promise<unknown> }> {
  const loads: Promise<void>[] = []
  let shopping = false
  const goOn = () => {
    shopping = true
    const { done } = shop(open, shoppers, WORKERS, WORKERS)
    loads.push(done.finally(() => (shopping = false)))
  }
  await open.knex.transaction(async (trx) => {
    await trx.raw("lock table kairos_send_slot in access exclusive mode")
    await until(
      "a backlog of deliveries",
      async () => {
        const enough = await atLeast(BACKLOG, trx, WAITING)
        if (enough === null && !shopping) {
          goOn()
        }
        return enough
      },
      { seconds: 180 }
    )
    // The stop comes while people are shopping.
    goOn()
  })
  return { done: Promise.all(loads) }
}

/** More deliveries than the slow vendor takes in the time in which a stop must be over. */
const leasedBatch = (open: FaultShop) => atLeast(BACKLOG - 2, open.knex, LEASED)

const WAITING = "select count(*) from kairos_delivery where state = 'queued'"
const LEASED =
  "select count(*) from kairos_delivery where state = 'queued' and locked_until > now()"

async function atLeast(count: number, knex: Knex, sql: string): Promise<true | null> {
  const { rows } = await knex.raw<{ rows: { count: string }[] }>(sql)
  return Number(rows[0]!.count) >= count ? true : null
}

const waitingOf = ({ inbox, deliveries }: History): number =>
  inbox.filter(({ status }) => status === "pending").length +
  deliveries.filter(({ state }) => state === "queued").length

async function healed(open: FaultShop): Promise<History> {
  return until(
    "what was left to be done by the next process",
    async () => {
      const history = await readHistory(open)
      return checkHistory(history).length === 0 ? history : null
    },
    {
      seconds: 120,
      everyMs: 500,
      show: async () => checkHistory(await readHistory(open)).slice(0, 5),
    }
  )
}
