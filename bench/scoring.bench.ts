import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createTestDatabase } from "../integration-tests/support/test-database"
import { DEFAULT_CONSENT_POLICY } from "../src/core/consent/policy"
import type { TierPolicy } from "../src/core/value/tier"
import { ProfileService } from "../src/modules/kairos-profile/service"
import { copyOutOf } from "../src/read-models/copy-out"
import { predictShop } from "../src/workflows/predict/predict-shop"
import { scoreAllProfiles } from "../src/workflows/profile/score-all-profiles"
import type { Runtime } from "../src/workflows/support/runtime"
import { printReport, progress } from "./harness"
import { peakOf, privateMemory } from "./memory"

/*
 * A whole night: fitting, pairs, what follows, how long products last, a forecast and a tier for every customer, written back. Beside it
 * what no night can be quicker than: the time in which Postgres hands out the lines once. The night that is measured comes after a day
 * on which one customer in a hundred bought; the very first one, which writes every row, is told as well.
 */

const CUSTOMERS = Number(process.env.KAIROS_BENCH_CUSTOMERS ?? 1_000_000)
const LINES = CUSTOMERS * 10
const PRODUCTS = 2000
const ROUNDS = 3

const POLICY: TierPolicy = {
  recency_days: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [50, 150, 400, 1000],
  currency_code: "eur",
  weights: { recency: 1, frequency: 1, monetary: 1 },
  thresholds: { a: 4, b: 2.5 },
}

/** Three orders each on average, some once and some very often, of about three lines. */
const PURCHASES = `
  insert into kairos_purchase (id, customer_id, email, source, external_id, occurred_at, currency_code, total, item_count, updated_at)
  select 'bench:' || lpad(row_number() over (order by at)::text, 9, '0'), 'cus_' || lpad(c::text, 8, '0'), null, 'bench', '', at,
    'eur', round((5 + 60 * random())::numeric, 2), 3, now() - interval '1 day'
  from (
    select c, now() - interval '1 day' * (1 + 900 * power(random(), 0.8)) as at
    from generate_series(1, ${CUSTOMERS}) c, generate_series(1, 12) o
    where o = 1 or random() < 0.21 * (1 + c % 7) / 4) as bought;`

// Drawn by a hash of purchase and place: the planner asks random() once per place, not once per line.
const LINES_SQL = `
  insert into kairos_purchase_line (purchase_id, line_no, product_id, sku, title, quantity, unit_price)
  select id, n, 'prod_' || product, 'SKU-' || product, 'Product ' || product, 1, 5 + product % 40
  from (
    select p.id, n, (power((hashint8(p.no * 100 + n) & 1048575) / 1048576.0, 2) * ${PRODUCTS})::int as product
    from (select id, row_number() over (order by id) as no from kairos_purchase) p, generate_series(1, 12) n
    where n = 1 or (hashint8(p.no * 12 + n) & 1023) < 0.24 * 1024) as bought
  limit ${LINES};`

async function main(): Promise<void> {
  const database = await createTestDatabase()
  const { knex } = database
  try {
    progress(`${CUSTOMERS} customers and their purchases are made`)
    await knex.raw("create table customer (id text primary key, email text)")
    await knex.raw(`select setseed(0.42); ${PURCHASES} ${LINES_SQL} analyze;`)
    let now = new Date()
    const runtime = runtimeOn(database.container, knex, () => now)
    const lines = await countOf(knex, "kairos_purchase_line")
    progress(`the first night over ${lines} lines`)
    const first = await night(knex, runtime)
    const nights: Night[] = []
    const floors: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await aDayOfPurchases(knex, round)
      floors.push(await seconds(() => floor(knex)))
      now = new Date()
      nights.push(await night(knex, runtime))
      progress(`night ${round + 1}: ${JSON.stringify(nights[round])}, floor ${floors[round]}`)
    }
    // At the same time: in a minute somebody of a million grows a day older, which may be another tier.
    const idle = await night(knex, runtime)
    // What went before warmed up.
    const median = middle(nights.slice(1).map((one) => one.seconds))
    const floorSeconds = middle(floors.slice(1))
    printReport({
      bench: "scoring",
      figures: {
        customers: CUSTOMERS,
        lines,
        seconds: median,
        first_night_seconds: first.seconds,
        idle_night_seconds: idle.seconds,
        idle_night_written: idle.written,
        copy_out_seconds: floorSeconds,
        node_mib: Math.max(first.node_mib, ...nights.map((one) => one.node_mib)),
        postgres_mib: Math.max(first.postgres_mib, ...nights.map((one) => one.postgres_mib)),
      },
      ratios: { vs_copy_out: median / floorSeconds },
    })
  } finally {
    await database.drop()
  }
}

const runtimeOn = (container: Record<string, unknown>, knex: Knex, now: () => Date): Runtime =>
  ({
    knex,
    profile: new ProfileService(container),
    policy: DEFAULT_CONSENT_POLICY,
    clock: { now },
    automation: {
      settings: { read: () => Promise.resolve({ time_zone: "UTC", tiers: POLICY }) },
    },
  }) as unknown as Runtime

type Night = {
  readonly seconds: number
  readonly predict_seconds: number
  readonly written: number
  readonly node_mib: number
  readonly postgres_mib: number
}

async function night(knex: Knex, runtime: Runtime): Promise<Night> {
  const { rows } = await knex.raw<{ rows: { pid: number }[] }>("select pg_backend_pid() as pid")
  let pids = rows.map(({ pid }) => pid)
  const look = setInterval(() => void backends(knex).then((found) => (pids = found)), 1000)
  let [postgres, written, predict, all] = [0, 0, 0, 0]
  const node = await peakOf(
    () => {
      postgres = Math.max(
        postgres,
        pids.reduce((sum, pid) => sum + privateMemory(pid), 0)
      )
      return process.memoryUsage().rss / 1024 / 1024
    },
    async () => {
      all = await seconds(async () => {
        predict = await seconds(async () => {
          written += (await predictShop(runtime)).written
        })
        written += (await scoreAllProfiles(runtime)).written
      })
    }
  )
  clearInterval(look)
  return { seconds: all, predict_seconds: predict, written, node_mib: node, postgres_mib: postgres }
}

async function backends(knex: Knex): Promise<number[]> {
  const { rows } = await knex.raw<{ rows: { pid: number }[] }>(
    "select pid from pg_stat_activity where datname = current_database()"
  )
  return rows.map(({ pid }) => pid)
}

const floor = (knex: Knex): Promise<void> =>
  knex.transaction((trx) => copyOutOf(trx, "copy kairos_purchase_line to stdout", () => undefined))

async function aDayOfPurchases(knex: Knex, round: number): Promise<void> {
  await knex.raw(
    `insert into kairos_purchase (id, customer_id, source, external_id, occurred_at, currency_code, total, item_count)
     select 'bench:z${round}' || c, 'cus_' || lpad(c::text, 8, '0'), 'bench', '', now(), 'eur', 25, 1
     from generate_series(1, ${CUSTOMERS}, 100) c`
  )
}

const countOf = async (knex: Knex, table: string): Promise<number> =>
  (await knex.raw<{ rows: { n: number }[] }>(`select count(*)::int as n from ${table}`)).rows[0]!.n

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

void main()
