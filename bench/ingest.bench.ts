import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createTestDatabase } from "../integration-tests/support/test-database"
import type { BehaviourEvent } from "../src/core/behaviour/behaviour"
import type { ConditionGroup, FactShape } from "../src/core/condition/condition"
import { compileRuleSet } from "../src/core/condition/rule-set"
import { BehaviourStore } from "../src/modules/kairos-profile/behaviour"
import { interleave, printReport, printTable, speedup, type Variant } from "./harness"

/*
 * What visitors report, from the request to the commit: known ids left out, the events and the visit kept, and 100 rules of
 * five leaves asked about the visitor afterwards. Beside it what Postgres takes at most (one insert of 1000 rows into one table with one key,
 * nothing else), and the same work event by event. Commits sync to disk.
 */
const BATCH = 1000
/** The most that one request may bring. */
const REQUEST_BATCH = 100
const VISITORS = 200
const ROUNDS = Number(process.env.KAIROS_BENCH_ROUNDS ?? 7)
const SLICE_MS = 700

const NAMES = ["page_viewed", "product_viewed", "category_viewed", "searched"]

let made = 0

function makeEvents(count: number): readonly BehaviourEvent[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, i) => ({
    id: `${randomUUID()}:${(made += 1)}`,
    name: NAMES[i % NAMES.length]!,
    occurred_at: new Date(now - (count - i) * 100).toISOString(),
    path: `/products/${i % 50}`,
    product_id: `prod_${i % 50}`,
    from_product_id: null,
    seconds: null,
    properties: { utm_source: "newsletter", position: i },
  }))
}

const FACTS: ReadonlyMap<string, FactShape> = new Map(
  (["views", "minutes", "path", "referrer", "source"] as const).map((code) => [
    code,
    { code, type: code === "views" || code === "minutes" ? "number" : "text" },
  ])
)

const RULES: readonly ConditionGroup[] = Array.from({ length: 100 }, (_, i) => ({
  combinator: "and",
  rules: [
    { field: "views", operator: ">=", value: i % 10 },
    { field: "minutes", operator: "<", value: 30 + i },
    { field: "path", operator: "contains", value: `/${i % 7}` },
    {
      combinator: "or",
      rules: [
        { field: "referrer", operator: "=", value: `host-${i}.example` },
        { field: "source", operator: "=", value: i % 2 === 0 ? "newsletter" : "search" },
      ],
    },
  ],
}))

const rules = compileRuleSet(RULES, FACTS)

/** How many rules the visitor matches after a batch. */
function askRules(events: readonly BehaviourEvent[]): number {
  const facts: Readonly<Record<string, string | number | undefined>> = {
    views: events.length,
    minutes: 5,
    path: events.at(-1)?.path ?? "",
    referrer: "host-1.example",
    source: "newsletter",
  }
  const asked = rules((code) => facts[code])
  return RULES.filter((_, index) => asked(index) === true).length
}

const visitor = () => `visitor_${made % VISITORS}`

/** The product's own path, as the store's route calls it. */
function record(knex: Knex, events: readonly BehaviourEvent[], visitor_id: string) {
  const store = new BehaviourStore(knex)
  return knex.transaction((trx) =>
    store.record(trx, { visitor_id, customer_id: null, time_zone: null, events, own_host: null })
  )
}

function ours(knex: Knex, batch: number): Variant {
  return {
    name: `kairos, batches of ${batch}`,
    run: async () => {
      const events = makeEvents(batch)
      const stored = await record(knex, events, visitor())
      askRules(events)
      return stored
    },
  }
}

function insertOnly(knex: Knex): Variant {
  const columns = ["id", "visitor_id", "name", "path", "product_id", "properties", "occurred_at"]
  const types = ["text", "text", "text", "text", "text", "jsonb", "timestamptz"]
  const sql = `insert into bench_limit (${columns.join(", ")})
    select * from unnest(${types.map((type) => `?::${type}[]`).join(", ")})`
  return {
    name: `insert only, batches of ${BATCH}`,
    run: async () => {
      const events = makeEvents(BATCH)
      await knex.raw(sql, [
        events.map(({ id }) => id),
        events.map(() => visitor()),
        events.map(({ name }) => name),
        events.map(({ path }) => path),
        events.map(({ product_id }) => product_id),
        events.map(({ properties }) => JSON.stringify(properties)),
        events.map(({ occurred_at }) => occurred_at),
      ] as never)
      return BATCH
    },
  }
}

/** The same tables, with a transaction for each event. */
function rowByRow(knex: Knex): Variant {
  const one = (event: BehaviourEvent, visitor_id: string) =>
    knex.transaction(async (trx) => {
      const fresh = await trx.raw(
        "insert into kairos_behaviour_key (id) values (?) on conflict (id) do nothing",
        [event.id]
      )
      if (fresh.rowCount === 0) {
        return
      }
      await trx("kairos_behaviour").insert({
        ...event,
        visitor_id,
        properties: JSON.stringify(event.properties),
      })
      await trx.raw(
        `insert into kairos_visitor (visitor_id, session_started_at, session_seen_at, entry_path) values (?, ?, ?, ?)
         on conflict (visitor_id) do update set last_seen_at = now(), session_seen_at = excluded.session_seen_at`,
        [visitor_id, event.occurred_at, event.occurred_at, event.path]
      )
    })
  return {
    name: "row by row",
    run: async () => {
      const events = makeEvents(20)
      for (const event of events) {
        await one(event, visitor())
        askRules([event])
      }
      return events.length
    },
  }
}

async function main(): Promise<void> {
  const [mine, limit, single] = [
    await createTestDatabase(),
    await createTestDatabase(),
    await createTestDatabase(),
  ]
  try {
    for (const { knex } of [mine, single]) {
      await new BehaviourStore(knex).ensurePartitions()
    }
    await limit.knex.raw(
      `create table bench_limit (id text primary key, visitor_id text, name text, path text, product_id text, properties jsonb,
        occurred_at timestamptz, received_at timestamptz not null default now())`
    )
    const variants = [
      ours(mine.knex, BATCH),
      insertOnly(limit.knex),
      rowByRow(single.knex),
      ours(mine.knex, REQUEST_BATCH),
    ]
    const timings = await interleave(variants, { rounds: ROUNDS, sliceMs: SLICE_MS })
    printTable("Microseconds per event", [...timings.values()])
    const replay = await replayed(mine.knex)
    console.log(
      `\nA batch of ${BATCH}: ${replay.statements} statements. The same again: ${replay.stored} stored, ${replay.changed} rows changed`
    )
    const [first, second, third, request] = variants.map(({ name }) => name) as [
      string,
      string,
      string,
      string,
    ]
    printReport({
      bench: "ingest",
      figures: {
        events_per_second: 1e6 / timings.get(first)!.median,
        events_per_second_by_requests: 1e6 / timings.get(request)!.median,
        by_requests_vs_insert_only: speedup(timings, request, second),
        statements_per_batch: replay.statements,
        replay_changes: replay.stored + replay.changed,
      },
      ratios: {
        vs_insert_only: speedup(timings, first, second),
        vs_row_by_row: speedup(timings, first, third),
      },
    })
  } finally {
    await Promise.all([mine, limit, single].map(({ drop }) => drop()))
  }
}

/** The statements of one batch, and what the same batch changes when it comes again. */
async function replayed(
  knex: Knex
): Promise<{ readonly statements: number; readonly stored: number; readonly changed: number }> {
  const events = makeEvents(BATCH)
  let statements = 0
  const count = ({ sql }: { readonly sql: string }) => {
    statements += /^(begin|commit)/i.test(sql) ? 0 : 1
  }
  knex.on("query", count)
  await record(knex, events, "replay")
  knex.removeListener("query", count)
  const before = await contents(knex)
  const stored = await record(knex, events, "replay")
  const after = await contents(knex)
  return { statements, stored, changed: before === after ? 0 : 1 }
}

/** Everything but when the visitor was last seen. */
async function contents(knex: Knex): Promise<string> {
  const { rows } = await knex.raw(
    `select (select count(*) from kairos_behaviour) as events, (select count(*) from kairos_behaviour_key) as keys,
      (select row(session_started_at, session_seen_at, entry_path)::text from kairos_visitor where visitor_id = 'replay') as visit`
  )
  return JSON.stringify(rows)
}

void main()
