import { Client } from "pg"
import { copyOut } from "../src/read-models/copy-out"
import { basketReader } from "../src/workflows/predict/history-reader"
import { interleave, printReport, printTable, progress, speedup } from "./harness"
import { peakOf, privateMemory } from "./memory"

/*
 * Which products are bought together: one ordered COPY stream into core's pair counter, beside the self-join in SQL. Both run on one
 * connection without parallel workers, and must find the same pairs.
 */

const BASKETS = Number(process.env.KAIROS_BENCH_BASKETS ?? 1_000_000)
const PRODUCTS = 2000
const LEAST = 20

const CREATE = `
  create table line as
  select order_id, product from (
    select distinct b as order_id, (power(random(), 2) * ${PRODUCTS})::int as product
    from generate_series(1, ${BASKETS}) b, generate_series(1, 6) l
    where l = 1 or random() < 0.45
  ) bought
  order by random();
  create index on line (order_id);
  analyze line;`

const SELF_JOIN = `
  select count(*)::int as pairs, sum(baskets)::int as baskets, sum(baskets::bigint * (a * 7 + b))::text as sum
  from (
    select a.product as a, b.product as b, count(*) as baskets
    from line a
    join line b on a.order_id = b.order_id and a.product < b.product
    group by 1, 2 having count(*) >= ${LEAST}
  ) pair`

type Found = { readonly pairs: number; readonly baskets: number; readonly sum: string }

async function main(): Promise<void> {
  const client = new Client({
    host: process.env.DB_HOST,
    port: Number(process.env.DB_PORT),
    user: process.env.DB_USERNAME,
    password: process.env.DB_PASSWORD,
    database: "postgres",
  })
  await client.connect()
  progress(`${BASKETS} baskets of ${PRODUCTS} products are made`)
  await client.query(
    `select setseed(0.42); ${CREATE} set max_parallel_workers_per_gather = 0; set jit = off`
  )
  const { rows } = await client.query("select pg_backend_pid() as pid")
  const backend = rows[0].pid as number

  const [streamed, joined] = [await stream(client), await selfJoin(client)]
  if (JSON.stringify(streamed) !== JSON.stringify(joined)) {
    throw new Error(`they disagree: ${JSON.stringify(streamed)} and ${JSON.stringify(joined)}`)
  }
  progress(`${joined.pairs} pairs are in at least ${LEAST} baskets`)
  const once = (name: string, work: () => Promise<unknown>) => ({
    name,
    run: async () => {
      await work()
      return 1
    },
  })
  const [ours, other] = ["Kairos, an ordered stream", "SQL self-join"]
  const timings = await interleave(
    [once(ours, () => stream(client)), once(other, () => selfJoin(client))],
    { rounds: 5, sliceMs: 1 }
  )
  const both = (): number => privateMemory(process.pid) + privateMemory(backend)
  const [mib, sqlMib] = [
    await peakOf(both, () => stream(client)),
    await peakOf(both, () => selfJoin(client)),
  ]
  await client.end()
  printTable("all pairs once, microseconds", [...timings.values()])
  printReport({
    bench: "basket",
    figures: {
      baskets: BASKETS,
      pairs: joined.pairs,
      seconds: (timings.get(ours)?.median ?? NaN) / 1e6,
      mib,
      sql_mib: sqlMib,
      memory_share: mib / sqlMib,
    },
    ratios: { vs_sql_self_join: speedup(timings, ours, other) },
  })
}

async function selfJoin(client: Client): Promise<Found> {
  await client.query("set work_mem = '256MB'")
  const { rows } = await client.query(SELF_JOIN)
  return { pairs: rows[0].pairs, baskets: rows[0].baskets, sum: rows[0].sum }
}

/** Every number is a product of its own. */
const GOODS = new Map(Array.from({ length: PRODUCTS + 1 }, (_, no) => [no, `product ${no}`]))

/** What a night does with the shop's lines. */
async function stream(client: Client): Promise<Found> {
  await client.query("set work_mem = '16MB'")
  const reader = basketReader(GOODS)
  await copyOut(
    client,
    "copy (select order_id, product from line order by order_id) to stdout",
    reader.take
  )
  const { counter } = reader.end()
  let [pairs, baskets, sum] = [0, 0, 0n]
  counter.forEach(LEAST, (a, b, count) => {
    pairs += 1
    baskets += count
    sum += BigInt(count * (a * 7 + b))
  })
  return { pairs, baskets, sum: sum.toString() }
}

void main()
