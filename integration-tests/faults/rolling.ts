import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MIGRATE } from "../support/base-shop-database"
import { runMedusa } from "../support/shop-process"
import { createTestDatabase, onServer } from "../support/test-database"
import { until } from "../support/until"
import type { FaultShop } from "./fault-shop"
import type { Scenario, World } from "./world"

/** How long old and new processes work side by side. */
const SECONDS = Number(process.env.KAIROS_FAULTS_ROLLING_SECONDS ?? 300)

/**
 * F39: processes of the previous version go on over the migrated schema, while they are replaced one after the other: a worker, the
 * other worker, the server. A column that neither version knows is there, and rows in states that only a newer one would know.
 */
export function rollingDeploy(previous: string): Scenario {
  const updated = new Set<number>()
  return {
    id: "F39",
    title: "a rolling deploy: the previous version and this one work together",
    topology: "redis-server+2-workers",
    orders: "while it lasts",
    rootOf: (place) => (updated.has(place) ? undefined : previous),
    bring: async (world) => {
      await runMedusa(MIGRATE, world.open.environment)
      await plantFuture(world.open.knex)
      for (const place of [1, 2, 0]) {
        await sleep((SECONDS * 1000) / 3)
        updated.add(place)
        await replace(world, place)
      }
    },
    expect: async ({ deliveries }, { open, cluster }) => {
      expect(cluster.deaths()).toBe(3)
      expect(deliveries.filter(({ state }) => state === "sent").length).toBeGreaterThan(0)
      expect(await open.knex("kairos_inbox").where({ status: "dead" })).toEqual([])
      expect(await futureRows(open.knex)).toEqual([
        { id: "kdel_newer", state: "postponed", attempts: 0, locked_until: null },
        { id: "order.placed:newer", state: "parked", attempts: 0, locked_until: null },
      ])
    },
  }
}

async function replace({ cluster }: World, place: number): Promise<void> {
  const node = cluster.nodes[place]!
  const deaths = node.deaths()
  await node.replace()
  await until(
    "the new version",
    async () => {
      return node.deaths() > deaths && node.current() !== null ? true : null
    },
    { seconds: 300, everyMs: 100 }
  )
}

/** As if the version after this one had been here: its column, and rows in states of its own. */
async function plantFuture(knex: Knex): Promise<void> {
  await until("a delivery to copy", () => knex("kairos_delivery").first("id"), { seconds: 120 })
  await knex.raw(`
    alter table kairos_delivery add column newer text not null default 'newer';
    alter table kairos_inbox add column newer text not null default 'newer';
    alter table kairos_delivery drop constraint kairos_delivery_state_check;
    alter table kairos_inbox drop constraint kairos_inbox_status_check;
    insert into kairos_inbox (id, name, entity_id, source, occurred_at, status)
      values ('order.placed:newer', 'order.placed', 'order_newer', 'bus', now(), 'parked');
    create temporary table newer as select * from kairos_delivery limit 1;
    update newer set id = 'kdel_newer', key = 'newer', state = 'postponed', attempts = 0, locked_until = null,
      due_at = now() - interval '1 hour', sent_at = null;
    insert into kairos_delivery select * from newer;
    drop table newer`)
}

async function futureRows(knex: Knex): Promise<readonly object[]> {
  const { rows } = await knex.raw<{ rows: object[] }>(`
    select id, state, attempts, locked_until from kairos_delivery where id = 'kdel_newer'
    union all
    select id, status, attempts, locked_until from kairos_inbox where id = 'order.placed:newer'`)
  return rows
}

const HELD = 7_420_139
const waiting = (knex: Knex, database: string) =>
  until(
    "the migration to be in the middle",
    async () => {
      const { rows } = await knex.raw(
        "select 1 from pg_locks l join pg_database d on d.oid = l.database where datname = ? and locktype = 'advisory' and not granted",
        [database]
      )
      return rows.length > 0 ? true : null
    },
    { seconds: 180, everyMs: 50 }
  )

/** F12: kills `medusa db:migrate` in its transaction, right after its first change of the schema. */
export async function killInMigration(open: FaultShop): Promise<void> {
  const abort = new AbortController()
  await open.knex.raw(`
    create sequence kairos_ddl;
    create function kairos_ddl_hang() returns event_trigger language plpgsql as $$
    begin
      if nextval('kairos_ddl') = 1 then perform pg_advisory_xact_lock(${HELD}); end if;
    end $$;
    create event trigger kairos_ddl_hang on ddl_command_end execute function kairos_ddl_hang()`)
  await open.knex.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(?)", [HELD])
    const migration = runMedusa(MIGRATE, { ...open.environment, signal: abort.signal })
    const killed = expect(migration).rejects.toThrow("ended with null")
    await waiting(trx, open.database)
    abort.abort()
    await killed
  })
  await until(
    "what it held to be given back",
    async () => {
      const { rows } = await onServer((server) =>
        server.raw(
          "select 1 from pg_stat_activity where datname = ? and state like 'idle in transaction%' or datname = ? and state = 'active'",
          [open.database, open.database]
        )
      )
      return rows.length === 0 ? true : null
    },
    { seconds: 60 }
  )
  await open.knex.raw(`
    drop event trigger kairos_ddl_hang;
    drop function kairos_ddl_hang();
    drop sequence kairos_ddl`)
}

/** Our tables with their columns, our indexes and functions; behaviour's months come with time. */
async function schemaOf(knex: Knex): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as name
    from information_schema.columns
    where table_schema = 'public' and table_name like 'kairos\\_%' and table_name !~ '_\\d{4}_?\\d{2}$'
    union all
    select indexname from pg_indexes
    where schemaname = 'public' and tablename like 'kairos\\_%' and tablename !~ '_\\d{4}_?\\d{2}$'
    union all
    select proname || ' ' || md5(prosrc || coalesce(proconfig::text, '')) from pg_proc
    where pronamespace = 'public'::regnamespace and proname like 'kairos\\_%'
    order by 1`)
  return rows.map(({ name }) => name)
}

/** What the schema lacks of a new installation's, and has beyond it. */
export async function schemaDifference(knex: Knex): Promise<readonly string[]> {
  const fresh = await createTestDatabase()
  try {
    const [ours, expected] = [await schemaOf(knex), await schemaOf(fresh.knex)]
    return [
      ...expected.filter((name) => !ours.includes(name)).map((name) => `lacks ${name}`),
      ...ours.filter((name) => !expected.includes(name)).map((name) => `has ${name}`),
    ]
  } finally {
    await fresh.drop()
  }
}
