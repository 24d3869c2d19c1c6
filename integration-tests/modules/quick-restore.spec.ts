import { Client } from "@medusajs/framework/pg"
import { connectRestorer, rememberRows } from "../support/quick-restore"
import { connect, createTestDatabase, type TestDatabase } from "../support/test-database"

let database: TestDatabase
let restorer: Awaited<ReturnType<typeof connectRestorer>>

const query = async (sql: string): Promise<unknown[]> => {
  // The restorer ends every other connection.
  const knex = connect(database.url)
  try {
    return (await knex.raw<{ rows: unknown[] }>(sql)).rows
  } finally {
    await knex.destroy()
  }
}
const books = () =>
  query(`select (select json_agg(s order by id) from shelf s) as shelves,
    (select json_agg(b order by id) from book b) as books, (select json_agg(l order by at) from log l) as log`)

beforeAll(async () => {
  database = await createTestDatabase()
  await query(`
    create table shelf (id int primary key, room text);
    create table book (
      id int generated always as identity primary key, shelf_id int references shelf on delete cascade,
      title text, loud text generated always as (upper(title)) stored
    );
    create table log (at date not null, line text) partition by range (at);
    create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01');
    create function append_only() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
    create trigger log_append_only before update or delete on log for each row execute function append_only();
    insert into shelf values (1, 'north'), (2, null);
    insert into book (shelf_id, title) values (1, 'one'), (2, 'two');
    insert into log values ('2026-03-01', 'opened');
  `)
  await rememberRows(new URL(database.url).pathname.slice(1))
  restorer = await connectRestorer(new URL(database.url).pathname.slice(1))
})
afterAll(async () => {
  await restorer.end()
  await database.drop()
})

it("puts back what was inserted, changed, deleted by a cascade and emptied, and the counters", async () => {
  const before = await books()
  await query("delete from shelf where id = 1")
  await query("update book set title = 'changed'")
  await query("insert into book (shelf_id, title) values (2, 'three')")
  await query("insert into log values ('2026-04-01', 'closed')")
  expect(await books()).not.toEqual(before)
  expect(await restorer.restore()).toBe(true)
  expect(await books()).toEqual(before)
  expect(await query("insert into book (title) values ('next') returning id")).toEqual([{ id: 3 }])
  await query("truncate book, log")
  expect(await restorer.restore()).toBe(true)
  expect(await books()).toEqual(before)
})

it("bears with partitions that come with time", async () => {
  const before = await books()
  await query(
    "create table log_2027 partition of log for values from ('2027-01-01') to ('2028-01-01')"
  )
  await query("insert into log values ('2027-05-01', 'much later')")
  expect(await restorer.restore()).toBe(true)
  expect(await books()).toEqual(before)
})

it("ends whoever is connected, with what they had begun", async () => {
  const before = await books()
  const other = new Client({ connectionString: database.url, ssl: false })
  const ended = new Promise((resolve) => other.on("error", resolve))
  await other.connect()
  await other.query("begin")
  await other.query("update shelf set room = 'south'")
  expect(await restorer.restore()).toBe(true)
  await ended
  await expect(other.query("commit")).rejects.toThrow()
  expect(await books()).toEqual(before)
})

it.each([
  ["a new table", "create table extra (id int)"],
  ["a new column", "alter table shelf add column colour text"],
  ["a trigger that sleeps", "alter table log disable trigger log_append_only"],
])("says that the schema is another one after %s", async (_, change) => {
  await query(change)
  expect(await restorer.restore()).toBe(false)
})
