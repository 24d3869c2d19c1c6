import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import PgBoss from "pg-boss"
import {
  createTestDatabase,
  databaseUrl,
  onServer,
} from "../integration-tests/support/test-database"
import { InboxStore } from "../src/modules/kairos-automation/inbox"
import { drainQueue } from "../src/workflows/decide/drain-inbox"
import { printReport, printTable, progress, speedup, timingOf } from "./harness"

/*
 * Events that lead to nothing, from a backlog, by two workers at once: claim, lease, fencing token and acknowledgement, and nothing
 * else. Beside it the least that a queue on Postgres can do (SKIP LOCKED, a lease and an acknowledgement, batches of 100, on a
 * table of four columns), and pg-boss with batches of 500. Commits sync to disk.
 */
const BACKLOG = 10_000
const WORKERS = 2
const ROUNDS = Number(process.env.KAIROS_BENCH_ROUNDS ?? 5)
const BARE_BATCH = 100
const BOSS_BATCH = 500

type Queue = {
  readonly name: string
  readonly fill: (round: number) => Promise<void>
  /** Until nothing is left. @returns how many were done */
  readonly drain: () => Promise<number>
}

const workers = async (work: () => Promise<number>): Promise<number> =>
  (await Promise.all(Array.from({ length: WORKERS }, work))).reduce((sum, done) => sum + done, 0)

function kairos(knex: Knex): Queue {
  const inbox = new InboxStore(knex)
  return {
    name: "kairos",
    fill: async (round) => {
      await knex.raw("delete from kairos_inbox")
      await knex.raw("vacuum analyze kairos_inbox")
      for (let at = 0; at < BACKLOG; at += 1000) {
        await inbox.insert(
          Array.from({ length: 1000 }, (_, i) => ({
            id: `bench:${round}:${at + i}`,
            name: "bench",
            entity_id: String(at + i),
            source: "api" as const,
            occurred_at: new Date(),
          }))
        )
      }
    },
    drain: () =>
      workers(async () => {
        const drained = await drainQueue(
          inbox,
          async () => "idle",
          () => false
        )
        return drained.done
      }),
  }
}

function bare(knex: Knex): Queue {
  return {
    name: `bare SKIP LOCKED loop, batches of ${BARE_BATCH}`,
    fill: async () => {
      await knex.raw("drop table if exists bench_job")
      await knex.raw(
        "create table bench_job (id bigserial primary key, done boolean not null default false, locked_until timestamptz, attempts int not null default 0)"
      )
      await knex.raw("create index on bench_job (id) where not done")
      await knex.raw("insert into bench_job select from generate_series(1, ?)", [BACKLOG])
      await knex.raw("vacuum analyze bench_job")
    },
    drain: () =>
      workers(async () => {
        for (let done = 0; ;) {
          const { rows } = await knex.raw<{ rows: { id: string }[] }>(
            `update bench_job set locked_until = now() + interval '1 minute', attempts = attempts + 1 where id in (
               select id from bench_job where not done and (locked_until is null or locked_until < now())
               order by id limit ? for update skip locked) returning id`,
            [BARE_BATCH]
          )
          if (rows.length === 0) {
            return done
          }
          await knex.raw(
            "update bench_job set done = true, locked_until = null where id = any(?)",
            [rows.map(({ id }) => id)] as never
          )
          done += rows.length
        }
      }),
  }
}

function boss(instance: PgBoss): Queue {
  return {
    name: `pg-boss, batches of ${BOSS_BATCH}`,
    fill: async () => {
      await instance.purgeQueue("bench")
      for (let at = 0; at < BACKLOG; at += 1000) {
        await instance.insert(
          Array.from({ length: 1000 }, (_, i) => ({ name: "bench", data: { entity: at + i } }))
        )
      }
    },
    drain: () =>
      workers(async () => {
        for (let done = 0; ;) {
          const jobs = await instance.fetch("bench", { batchSize: BOSS_BATCH })
          if (jobs === null || jobs.length === 0) {
            return done
          }
          await instance.complete(
            "bench",
            jobs.map(({ id }) => id)
          )
          done += jobs.length
        }
      }),
  }
}

async function main(): Promise<void> {
  const database = await createTestDatabase()
  await onServer((server) => server.raw("create database bench_boss"))
  const instance = new PgBoss({
    connectionString: databaseUrl("bench_boss"),
    supervise: false,
    schedule: false,
  })
  try {
    await instance.start()
    await instance.createQueue("bench")
    const queues = [kairos(database.knex), bare(database.knex), boss(instance)]
    const samples = new Map(queues.map(({ name }) => [name, [] as number[]]))
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { name, fill, drain } of queues) {
        await fill(round)
        const begun = performance.now()
        const done = await drain()
        const took = performance.now() - begun
        if (done !== BACKLOG) {
          throw new Error(`${name} did ${done} of ${BACKLOG} jobs`)
        }
        if (round > 0) {
          samples.get(name)!.push((took * 1000) / BACKLOG)
        }
      }
      progress(`round ${round} of ${ROUNDS}`)
    }
    const timings = new Map([...samples].map(([name, values]) => [name, timingOf(name, values)]))
    printTable(`Microseconds per job, ${WORKERS} workers`, [...timings.values()])
    const [ours, loop, peer] = queues.map(({ name }) => name) as [string, string, string]
    printReport({
      bench: "queue",
      figures: { jobs_per_second: 1e6 / timings.get(ours)!.median },
      ratios: {
        vs_skip_locked: speedup(timings, ours, loop),
        vs_pg_boss: speedup(timings, ours, peer),
      },
    })
  } finally {
    await instance.stop({ graceful: false })
    await database.drop()
  }
}

void main()
