import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { readJournal } from "../support/mailbox"
import { activated, mailAction, makeTemplate } from "../support/marketer"
import { ok } from "../support/shopper"
import { until } from "../support/until"
import { type Cluster, startCluster } from "./cluster"
import { type FaultShop, type FaultTemplate, openShop } from "./fault-shop"
import { agreeingCustomers } from "./many-events"
import { mulberry32 } from "./random-schedule"
import type { RedisServer } from "./redis-server"

const PEOPLE = 500
/** How often each event is reported while the workers are at it; once more when all is done. */
const TIMES = 4
/** Of one report, as many as it may hold. */
const BATCH = 100
/** Reports at the same time. */
const REPORTERS = 4
/** A ticket is an event of another system; its trigger is one of the examples. */
const EXAMPLES = {
  KAIROS_EXAMPLES: "true",
  NODE_OPTIONS: `--require ${path.join(__dirname, "own-package.cjs")}`,
}
const WORKERS = ["worker-1", "worker-2", "worker-3"] as const

/** What became of events that were reported again and again to a shop with three workers. */
export type Duplicated = {
  /** What the shop says that it took and what it knew already, of all reports. */
  readonly accepted: number
  readonly duplicates: number
  /** Events without exactly one decision. */
  readonly undecided: number
  readonly decisions: number
  readonly deliveries: number
  /** Calls of the provider, and of how many deliveries. */
  readonly calls: number
  readonly called: number
  /** The processes that were seen to write decisions and to write attempts. */
  readonly deciding: readonly string[]
  readonly sending: readonly string[]
}

/** A server that takes reports, Redis, and three workers in processes of their own; nobody is hurt. */
export async function reportDuplicates(
  template: FaultTemplate,
  redis: RedisServer,
  { events, seed }: { readonly events: number; readonly seed: number }
): Promise<Duplicated> {
  const at = { address: () => "http://localhost:1" }
  const open = await openShop(template, "duplicated", () => at.address())
  await redis.start()
  const cluster = await startCluster(
    { ...open.environment, more: { KAIROS_SEND_RATE: "1000", ...EXAMPLES } },
    {
      topology: "redis-server+3-workers",
      redisUrl: redis.url,
      faults: [],
      // By their connections it is seen who did what.
      more: ["server", ...WORKERS].map((name) => ({ PGAPPNAME: name })),
    }
  )
  at.address = cluster.address
  try {
    await open.knex("kairos_setting").where({ key: "caps" }).update({ value: "[]" })
    await cluster.up()
    await agreeingCustomers(open.knex, template, PEOPLE)
    const { id } = await makeTemplate(open.admin)
    const { id: automation_id } = await activated(open.admin, {
      name: "Ticket",
      reentry: { kind: "always" },
      trigger: { code: "support.ticket_closed", args: {} },
      steps: [{ key: "first", actions: [mailAction(id)] }],
    })
    const watched = watchWorkers(open, cluster)
    const during = await report(open, shuffled(reportsOf(events, TIMES), mulberry32(seed)))
    await allDone(open, automation_id, events)
    const after = await report(open, reportsOf(events, 1))
    await allDone(open, automation_id, events)
    return {
      accepted: during.accepted + after.accepted,
      duplicates: during.duplicates + after.duplicates,
      ...(await readBooks(open, automation_id)),
      ...(await watched.end()),
    }
  } finally {
    await cluster.stop()
    await redis.command("FLUSHALL").catch(() => undefined)
    await open.drop()
  }
}

type Report = readonly {
  readonly id: string
  readonly name: string
  readonly customer_id: string
  readonly occurred_at: string
}[]

function reportsOf(events: number, times: number): readonly Report[] {
  const occurred_at = new Date(Date.now()).toISOString()
  const all = Array.from({ length: events }, (_, n) => ({
    id: `ticket-${n}`,
    name: "support.ticket_closed",
    customer_id: `cus_many_${(n % PEOPLE) + 1}`,
    occurred_at,
  }))
  const batches = Array.from({ length: Math.ceil(events / BATCH) }, (_, n) =>
    all.slice(n * BATCH, (n + 1) * BATCH)
  )
  return Array.from({ length: times }, () => batches).flat()
}

const shuffled = <T>(list: readonly T[], random: () => number): readonly T[] =>
  list
    .map((one) => ({ one, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) => one)

async function report({ admin }: FaultShop, reports: readonly Report[]) {
  const waiting = [...reports]
  const counted = { accepted: 0, duplicates: 0 }
  const reporter = async () => {
    for (let events = waiting.pop(); events !== undefined; events = waiting.pop()) {
      const receipt: typeof counted = ok(await admin.post("/admin/kairos/events", { events }))
      counted.accepted += receipt.accepted
      counted.duplicates += receipt.duplicates
    }
  }
  await Promise.all(Array.from({ length: REPORTERS }, reporter))
  return counted
}

/** Every event is decided and nothing of it is to be sent any more. */
async function allDone({ knex }: FaultShop, automation_id: string, events: number): Promise<void> {
  const left = async () => {
    const { rows } = await knex.raw<{ rows: { left: number }[] }>(
      `select (select count(*) from kairos_inbox where status = 'pending' and name = 'support.ticket_closed')::int
         + (select count(*) from kairos_delivery where automation_id = :id and state in ('queued', 'sending', 'held'))::int
         + greatest(0, :events - (select count(*) from kairos_decision where automation_id = :id)::int) as left`,
      { id: automation_id, events }
    )
    return rows[0]!.left
  }
  await until("every event to be done", async () => ((await left()) === 0 ? true : null), {
    seconds: 1800,
    everyMs: 500,
    show: async () => [String(await left())],
  })
}

async function readBooks({ knex, mailbox }: FaultShop, automation_id: string) {
  const { rows } = await knex.raw<{ rows: { undecided: number; decisions: number }[] }>(
    `select count(*) filter (where found <> 1)::int as undecided, coalesce(sum(found), 0)::int as decisions
     from (select (select count(*) from kairos_decision d where d.event_id = i.id and d.automation_id = ?) as found
       from kairos_inbox i where i.name = 'support.ticket_closed') each`,
    [automation_id]
  )
  const ours = new Set<string>(await knex("kairos_delivery").where({ automation_id }).pluck("id"))
  const calls = readJournal(mailbox.journal)
    .map(({ idempotency_key }) => String(idempotency_key).split(":")[0]!)
    .filter((delivery) => ours.has(delivery))
  return {
    ...rows[0]!,
    deliveries: ours.size,
    calls: calls.length,
    called: new Set(calls).size,
  }
}

/** Looks again and again at what each worker's connections did last. */
function watchWorkers({ knex, database }: FaultShop, { deaths }: Cluster) {
  const seen = { deciding: new Set<string>(), sending: new Set<string>() }
  let ended = false
  const look = async () => {
    while (!ended) {
      const { rows } = await knex.raw<{ rows: { name: string; kind: keyof typeof seen }[] }>(
        `select distinct application_name as name,
           case when query like '%kairos_attempt%' then 'sending' else 'deciding' end as kind
         from pg_stat_activity where datname = ? and application_name <> '' and pid <> pg_backend_pid()
           and query ~* 'insert into [^ ]*kairos_(decision|attempt)'`,
        [database]
      )
      rows.forEach(({ name, kind }) => seen[kind].add(name))
      await sleep(50)
    }
  }
  const looking = look()
  looking.catch(() => undefined)
  return {
    end: async () => {
      ended = true
      await looking
      expect(deaths()).toBe(0)
      return { deciding: [...seen.deciding].sort(), sending: [...seen.sending].sort() }
    },
  }
}
