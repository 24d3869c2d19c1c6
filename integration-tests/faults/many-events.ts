import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { readJournal } from "../support/mailbox"
import { activated, mailAction, makeTemplate } from "../support/marketer"
import { until } from "../support/until"
import { startCluster } from "./cluster"
import { type FaultTemplate, openShop } from "./fault-shop"
import { expireLeases } from "./postgres-server"
import { mulberry32 } from "./random-schedule"

/** What became of many events whose only worker was killed again and again until nothing was left to do. */
export type Drained = {
  readonly kills: number
  /** Events without exactly one decision. */
  readonly undecided: number
  readonly decisions: number
  /** By state. */
  readonly deliveries: Readonly<Record<string, number>>
  readonly dead: number
  /** Deliveries that the provider accepted more than once. */
  readonly doubled: readonly string[]
  /** Deliveries that the provider accepted. */
  readonly accepted: number
}

/** As many people as that registered while nobody worked, all of whom agreed to the shop's mails. */
export async function drainUnderKills(
  template: FaultTemplate,
  { events, seed }: { readonly events: number; readonly seed: number }
): Promise<Drained> {
  const at = { address: () => "http://localhost:1" }
  const open = await openShop(template, "many", () => at.address())
  const random = mulberry32(seed)
  const cluster = await startCluster(
    { ...open.environment, more: { KAIROS_SEND_RATE: "1000" } },
    { topology: "memory", redisUrl: null, faults: [], onDeath: () => expireLeases(open.knex) }
  )
  at.address = cluster.address
  const node = cluster.nodes[0]!
  try {
    await open.knex("kairos_setting").where({ key: "caps" }).update({ value: "[]" })
    await cluster.up()
    const { id } = await makeTemplate(open.admin)
    const welcome = await activated(open.admin, {
      name: "Welcome",
      trigger: { code: "customer.registered", args: {} },
      steps: [{ key: "first", actions: [mailAction(id)] }],
    })
    await register(open.knex, template, events)
    const left = async () => {
      const { rows } = await open.knex.raw<{ rows: { left: number }[] }>(
        `select (select count(*) from kairos_inbox where status = 'pending')::int
           + (select count(*) from kairos_delivery where state in ('queued', 'sending', 'held'))::int as left`
      )
      return rows[0]!.left
    }
    while ((await left()) > 0) {
      await until("the worker", async () => (node.current() === null ? null : true), {
        seconds: 300,
      })
      // Two to six seconds after it is healthy.
      await sleep(2000 + random() * 4000)
      process.stderr.write(`  ${node.deaths()} kills, ${await left()} left to do\n`)
      await node.kill()
    }
    return await readDrained(welcome.id, node.deaths())
  } finally {
    await cluster.stop()
    await open.drop()
  }

  async function readDrained(automation_id: string, kills: number): Promise<Drained> {
    const { knex } = open
    const { rows } = await knex.raw<{ rows: { undecided: number; decisions: number }[] }>(
      `select count(*) filter (where found <> 1)::int as undecided, coalesce(sum(found), 0)::int as decisions
       from (select i.id, (select count(*) from kairos_decision d where d.event_id = i.id and d.automation_id = ?) as found
         from kairos_inbox i where i.name = 'customer.registered' and i.entity_id like 'cus_many_%') each`,
      [automation_id]
    )
    const states = await knex.raw<{ rows: { state: string; count: number }[] }>(
      "select state, count(*)::int as count from kairos_delivery where automation_id = ? group by state",
      [automation_id]
    )
    const ours = new Set<string>(await knex("kairos_delivery").where({ automation_id }).pluck("id"))
    const calls = readJournal(open.mailbox.journal)
      .map(({ idempotency_key }) => String(idempotency_key).split(":")[0]!)
      .filter((delivery) => ours.has(delivery))
    const dead = await knex("kairos_inbox").where({ status: "dead" }).select("id")
    return {
      kills,
      ...rows[0]!,
      deliveries: Object.fromEntries(states.rows.map(({ state, count }) => [state, count])),
      dead: dead.length,
      doubled: calls.filter((delivery, index) => calls.indexOf(delivery) !== index),
      accepted: new Set(calls).size,
    }
  }
}

/** So many customers `cus_many_1`, `cus_many_2`, …, who agreed to the shop's mails. */
export async function agreeingCustomers(
  knex: Knex,
  { shoppers }: FaultTemplate,
  count: number
): Promise<void> {
  await knex.raw(
    `insert into customer (id, email, has_account) select 'cus_many_' || n, 'many' || n || '@shop.example', true from generate_series(1, ?) n`,
    [count]
  )
  await knex.raw(
    `insert into kairos_contact (email, consents)
     select 'many' || n || '@shop.example', c.consents from kairos_contact c, generate_series(1, ?) n where c.email = ?`,
    [count, shoppers[3]!.email]
  )
}

async function register(knex: Knex, template: FaultTemplate, events: number): Promise<void> {
  await agreeingCustomers(knex, template, events)
  await knex.raw(
    `insert into kairos_inbox (id, name, entity_id, source, occurred_at)
     select 'customer.registered:cus_many_' || n, 'customer.registered', 'cus_many_' || n, 'bus', now() from generate_series(1, ?) n`,
    [events]
  )
}
