import { Client } from "@medusajs/framework/pg"
import { databaseUrl } from "./test-database"

/*
 * Medusa's test runner restores the database before each test by dropping it and copying a template, which costs a second on
 * two cores: more than most tests. Here only the rows of tables that a test wrote are put back, in some milliseconds. A
 * trigger on each table notes by a sequence that it was written; sequences ask nobody to wait and survive a rollback. After a
 * change of the schema itself the runner's own way is taken.
 */
type Names = { readonly databaseName: string; readonly templateName: string }
export type Templates = {
  readonly createPostgresDatabaseTemplate: (names: Names) => Promise<void>
  readonly restorePostgresDatabaseFromTemplate: (names: Names) => Promise<void>
}

/** The runner's way to keep and restore a database, with the quick way before it. */
export function quickly<T extends Templates>(slow: T): T {
  let restorer: Promise<Restorer> | null = null
  return {
    ...slow,
    createPostgresDatabaseTemplate: async (names: Names) => {
      await rememberRows(names.databaseName)
      await slow.createPostgresDatabaseTemplate(names)
    },
    restorePostgresDatabaseFromTemplate: async (names: Names) => {
      restorer ??= connectRestorer(names.databaseName)
      if (!(await (await restorer).restore())) {
        await (await restorer).end()
        restorer = null
        await slow.restorePostgresDatabaseFromTemplate(names)
      }
      outdateCaches()
    },
  }
}

type Restorer = {
  /** False when the schema is another one than it was. */
  readonly restore: () => Promise<boolean>
  readonly end: () => Promise<void>
}

/** Keeps the rows of all tables beside them. */
export async function rememberRows(database: string): Promise<void> {
  const client = await clientOf(database)
  try {
    await client.query(REMEMBER)
  } finally {
    await client.end()
  }
}

export async function connectRestorer(database: string): Promise<Restorer> {
  // Nobody can shut a database that they are connected to.
  const [server, inside] = [await clientOf("postgres"), await clientOf(database)]
  const open = (allowed: boolean) =>
    server.query(`alter database "${database}" with allow_connections ${allowed}`)
  return {
    restore: async () => {
      // Whoever comes back too early would read the rows of the test before, and write them again.
      await open(false)
      await inside.query(
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity
         where datname = $1 and pid <> pg_backend_pid()`,
        [database]
      )
      const { rows } = await inside.query("select before_test.restore() as restored")
      await open(true)
      return rows[0].restored as boolean
    },
    end: async () => {
      await Promise.all([server.end(), inside.end()])
    },
  }
}

async function clientOf(database: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl(database), ssl: false })
  // The runner ends every connection when it drops the database.
  client.on("error", () => undefined)
  await client.connect()
  return client
}

const CACHES_AGE_MS = 3_600_000
let aged = 0

/** What a process keeps for seconds is as old after a restore as it used to be: the plugin's caches go by this clock. */
function outdateCaches(): void {
  const now = performance.now.bind(performance)
  if (aged === 0) {
    performance.now = () => now() + aged
  }
  aged += CACHES_AGE_MS
}

const REMEMBER = `
create schema before_test;

create table before_test.watched (
  name regclass primary key, mark regclass not null, kept regclass, columns text not null
);
create table before_test.counters (name regclass primary key, value bigint);
create table before_test.shape (value text not null);

create function before_test.mark() returns trigger language plpgsql as $$
begin
  perform nextval(tg_argv[0]::regclass);
  return null;
end $$;

-- Partitions come and go with the months, and are emptied with their table.
create view before_test.relation as
  select oid, relname, relkind from pg_class where relnamespace = 'public'::regnamespace and not relispartition;

create function before_test.shape_now() returns text language sql as $$
  select md5(string_agg(part, ',' order by part)) from (
    select concat_ws(' ', 'c', oid, relname, relkind) as part from before_test.relation
    union all
    select concat_ws(' ', 'a', a.attrelid, a.attnum, a.attname, a.atttypid, a.attisdropped, a.attnotnull, a.atthasdef)
      from pg_attribute a join before_test.relation r on r.oid = a.attrelid where a.attnum > 0
    union all
    select concat_ws(' ', 't', t.oid, t.tgenabled)
      from pg_trigger t join before_test.relation r on r.oid = t.tgrelid
    union all
    select concat_ws(' ', 'k', k.oid) from pg_constraint k join before_test.relation r on r.oid = k.conrelid
    union all
    select concat_ws(' ', 'f', oid, xmin) from pg_proc where pronamespace = 'public'::regnamespace
  ) parts
$$;

do $$
declare
  t record;
  filled boolean;
  kept text;
begin
  for t in
    select c.oid, c.oid::regclass as name,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
       where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('create sequence before_test.%I', 'mark_' || t.oid);
    execute format(
      'create trigger before_test_mark after insert or update or delete or truncate on %s
       for each statement execute function before_test.mark(%L)', t.name, 'before_test.mark_' || t.oid);
    execute format('select exists (select from %s)', t.name) into filled;
    kept := null;
    if filled then
      kept := format('before_test.%I', 'rows_' || t.oid);
      execute format('create table %s as table %s', kept, t.name);
    end if;
    insert into before_test.watched
    values (t.name, ('before_test.mark_' || t.oid)::regclass, kept::regclass, t.columns);
  end loop;
end $$;

insert into before_test.counters
select c.oid, pg_sequence_last_value(c.oid) from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'S';

create function before_test.restore() returns boolean language plpgsql as $$
declare
  t record;
begin
  if before_test.shape_now() is distinct from (select value from before_test.shape) then
    return false;
  end if;
  -- No trigger speaks up: neither those that keep a ledger append-only nor those that would mark the table again.
  set local session_replication_role = replica;
  for t in select * from before_test.watched where pg_sequence_last_value(mark) is not null loop
    execute format('delete from %s', t.name);
    if t.kept is not null then
      execute format('insert into %s (%s) overriding system value select %s from %s', t.name, t.columns, t.columns, t.kept);
    end if;
    perform setval(t.mark, 1, false);
  end loop;
  for t in
    select s.name, s.value, q.seqstart from before_test.counters s join pg_sequence q on q.seqrelid = s.name
    where pg_sequence_last_value(s.name) is distinct from s.value
  loop
    perform setval(t.name, coalesce(t.value, t.seqstart), t.value is not null);
  end loop;
  return true;
end $$;

insert into before_test.shape select before_test.shape_now();
`
