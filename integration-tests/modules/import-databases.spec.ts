import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { runKairos } from "../../src/bin/kairos"
import { openSourceDatabase } from "../../src/importers/source-database"
import { MARIADB_PROGRAM, type MariadbServer, startMariadb } from "../support/mariadb-server"
import { MEDUSA_V1_TABLES } from "../support/medusa-v1-shop"
import {
  connect,
  createTestDatabase,
  databaseUrl,
  onServer,
  type TestDatabase,
} from "../support/test-database"
import { until } from "../support/until"
import { makeWooShop, type WooSample } from "../support/woocommerce-shop"

const NOW = "2026-06-30T12:00:00.000Z"

let shop: TestDatabase
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "kairos-import-db-"))
  shop = await createTestDatabase()
  // What an import asks of Medusa's own tables.
  await shop.knex.raw(
    `create table customer (id text primary key, email text, has_account boolean not null default false, metadata jsonb,
       created_at timestamptz default now(), deleted_at timestamptz);
     create unique index customer_email on customer (email, has_account) where deleted_at is null;
     create table product_variant (id text primary key, product_id text, sku text, deleted_at timestamptz);
     insert into product_variant values ('variant_mug', 'prod_mug', 'MUG', null)`
  )
})
beforeEach(async () => {
  await shop.knex.raw(
    "truncate customer, kairos_purchase, kairos_purchase_line, kairos_profile, kairos_import"
  )
  await shop.knex("customer").insert([
    { id: "cus_ada", email: "Ada@Shop.example", has_account: true },
    { id: "cus_guest", email: "guest@shop.example", has_account: false },
  ])
})
afterAll(async () => {
  await shop.drop()
  rmSync(folder, { recursive: true })
})

async function kairos(...argv: string[]) {
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const terminal = { out: say, err: say, env: { DATABASE_URL: shop.url }, now: NOW }
  const exit = await runKairos(["import", ...argv], terminal)
  return { exit, text: said.join("\n") }
}

/** Every purchase in one line: who, what it cost, what was given back, and its items. */
async function ledger(): Promise<Readonly<Record<string, string>>> {
  const { rows } = await shop.knex.raw<{ rows: { id: string; text: string }[] }>(
    `select p.id, concat_ws(' ', p.customer_id, p.currency_code, trim_scale(p.total), '-' || trim_scale(p.refunded),
       case when p.canceled then 'canceled' end,
       (select string_agg(l.quantity || 'x' || coalesce(l.product_id, l.sku, 'none') || '@' || trim_scale(l.unit_price), ',' order by l.line_no)
        from kairos_purchase_line l where l.purchase_id = p.id)) as text
     from kairos_purchase p order by p.id`
  )
  return Object.fromEntries(rows.map(({ id, text }) => [id, text]))
}

/** An import fills purchases and marks profiles, and touches nothing else: no event, no consent, no message (E-17). */
async function otherRows(): Promise<readonly string[]> {
  const { rows } = await shop.knex.raw<{ rows: { tablename: string }[] }>(
    `select tablename from pg_tables where schemaname = 'public' and tablename like 'kairos\\_%'
       and tablename not in ('kairos_purchase', 'kairos_purchase_line', 'kairos_profile', 'kairos_import')`
  )
  const filled = rows.map(async ({ tablename }) =>
    (await shop.knex(tablename).first()) === undefined ? [] : [tablename]
  )
  return (await Promise.all(filled)).flat()
}

const WOO: readonly WooSample[] = [
  {
    id: 101,
    status: "wc-completed",
    total: "65.50",
    customer_id: 7,
    email: "office@company.example",
    paid: true,
    lines: [
      { item: 1, product: 10, quantity: 3, subtotal: "60.00" },
      { item: 2, product: 11, variation: 12, quantity: 1, subtotal: "1.10" },
    ],
  },
  {
    id: 102,
    status: "wc-processing",
    total: "40",
    email: "Guest@shop.example",
    lines: [{ item: 3, product: 10, quantity: 2, subtotal: "40" }],
    refunds: [
      {
        id: 202,
        total: "20.00",
        lines: [{ item: 4, product: 10, quantity: -1, subtotal: "-20", of: 3 }],
      },
      { id: 203, total: "1.50" },
    ],
  },
  {
    id: 103,
    status: "wc-refunded",
    total: "30",
    customer_id: 7,
    refunds: [{ id: 204, total: "30" }],
  },
  { id: 104, status: "wc-refunded", total: "31", customer_id: 7 },
  { id: 105, status: "wc-cancelled", total: "32", customer_id: 7 },
  { id: 106, status: "wc-pending", total: "33", customer_id: 7 },
  { id: 107, status: "wc-on-hold", total: "34", customer_id: 7, paid: true },
  { id: 108, status: "wc-checkout-draft", total: "35", customer_id: 7 },
  { id: 109, status: "trash", total: "36", customer_id: 7 },
  { id: 110, status: "wc-shipped", total: "5000", currency: "JPY", customer_id: 7, paid: true },
  { id: 111, status: "wc-completed", total: "37" },
  { id: 112, status: "wc-completed", total: "38", currency: "", customer_id: 7 },
  {
    id: 113,
    status: "wc-completed",
    total: "10",
    customer_id: 7,
    refunds: [{ id: 205, total: "12" }],
  },
  { id: 114, status: "wc-completed", total: "11", email: "stranger@shop.example" },
  { id: 115, status: "wc-completed", total: "12", customer_id: 7, at: "0000-00-00 00:00:00" },
  { id: 116, status: "wc-failed", total: "13", customer_id: 7 },
]

const WOO_LEDGER = {
  "woocommerce:101": "cus_ada eur 65.5 -0 3xprod_mug@20,1x#12@1.1",
  "woocommerce:102": "cus_guest eur 40 -21.5 1xprod_mug@20",
  "woocommerce:103": "cus_ada eur 30 -30",
  "woocommerce:104": "cus_ada eur 31 -31",
  "woocommerce:105": "cus_ada eur 32 -0 canceled",
  "woocommerce:107": "cus_ada eur 34 -0",
  "woocommerce:110": "cus_ada jpy 5000 -0",
  "woocommerce:113": "cus_ada eur 10 -12",
}

const withMariadb = MARIADB_PROGRAM === null ? describe.skip : describe

withMariadb("a WooCommerce shop in MariaDB", () => {
  let mariadb: MariadbServer
  beforeAll(async () => {
    mariadb = await startMariadb(MARIADB_PROGRAM as string)
    const connection = await mariadb.connect()
    await connection.query(
      "create database hpos; create database posts; create database many; create database two"
    )
    await connection.end()
    const users = { 7: "ADA@shop.example" }
    const skus = { 10: "MUG" }
    const fill = async (database: string, options: Parameters<typeof makeWooShop>[1]) => {
      const made = await mariadb.connect(database)
      await makeWooShop(made, options)
      await made.end()
    }
    await fill("hpos", { prefix: "wp_", layout: "hpos", orders: WOO, users, skus })
    await fill("posts", { prefix: "shop7_", layout: "posts", orders: WOO, users, skus })
    await fill("many", { prefix: "wp_", layout: "hpos", orders: manyOrders(), users, skus })
    for (const prefix of ["wp_", "wp_2_"]) {
      await fill("two", { prefix, layout: "hpos", orders: [], users, skus })
    }
  }, 60_000)
  afterAll(() => mariadb.stop())

  it.each(["hpos", "posts"])("gives the same purchases in its layout %s, once", async (layout) => {
    const settled = await otherRows()
    const dry = await kairos("woocommerce", mariadb.url(layout), "--dry-run")
    expect(dry.exit).toBe(0)
    expect(dry.text.split("\n")).toEqual([
      expect.stringMatching(
        /^16 orders in woocommerce mysql 127\.0\.0\.1:\d+\/(hpos wp_|posts shop7_)$/
      ),
      "16 orders read, 9 usable",
      "  left out, draft: 2",
      "  left out, unpaid: 2",
      "  left out, no_customer: 1",
      "  left out, bad_date: 1",
      "  left out, bad_currency: 1",
      "customers: 2 found, 0 would be created, 1 unknown to the shop",
      "dry run: nothing was written; 1 orders belong to nobody in the shop",
    ])
    expect(await ledger()).toEqual({})

    const first = await kairos("woocommerce", mariadb.url(layout))
    expect(first.text).toContain("purchases: 8 written, 0 were there already, 1 left out")
    expect(await ledger()).toEqual(WOO_LEDGER)
    const again = await kairos("woocommerce", mariadb.url(layout))
    expect(again.text).toContain("purchases: 0 written, 8 were there already")
    expect(await otherRows()).toEqual(settled)
    expect(await shop.knex("customer").count()).toEqual([{ count: "2" }])
    const [unscored] = await shop.knex("kairos_profile").where({ computed_at: "-infinity" }).count()
    expect(unscored).toEqual({ count: "2" })
  })

  it("takes over what was refunded since, and nothing else", async () => {
    await kairos("woocommerce", mariadb.url("hpos"))
    const connection = await mariadb.connect("hpos")
    await connection.query(
      "insert into wp_wc_orders (id, status, currency, type, total_amount, parent_order_id) values (299, 'wc-completed', 'EUR', 'shop_order_refund', '-5.25', 101)"
    )
    const again = await kairos("woocommerce", mariadb.url("hpos"))
    await connection.query("delete from wp_wc_orders where id = 299")
    await connection.end()
    expect(again.text).toContain("purchases: 1 written, 7 were there already")
    expect((await ledger())["woocommerce:101"]).toMatch(/^cus_ada eur 65.5 -5.25 /)
  })

  it("cannot be written to by an import, whatever its user may do", async () => {
    const database = await openSourceDatabase(mariadb.url("hpos"))
    await expect(
      database.snapshot((reader) => reader.query("delete from wp_wc_orders"))
    ).rejects.toThrow(/READ ONLY transaction/)
    await database.close()
  })

  it("asks which shop where a database holds several, and says when there is none", async () => {
    expect(await kairos("woocommerce", mariadb.url("two"), "--dry-run")).toEqual({
      exit: 1,
      text: "kairos: this database holds several shops; choose with --table-prefix wp_, or wp_2_",
    })
    const chosen = await kairos(
      "woocommerce",
      mariadb.url("two"),
      "--dry-run",
      "--table-prefix",
      "wp_2_"
    )
    expect(chosen.text).toContain("0 orders read, 0 usable")
    const none = await kairos("woocommerce", mariadb.url("mysql"), "--dry-run")
    expect(none.text).toContain("this database holds no WooCommerce shop")
    const away = await kairos("woocommerce", "mysql://root:hidden@127.0.0.1:1/x", "--dry-run")
    expect(away.text).toMatch(/cannot connect to mysql 127\.0\.0\.1:1\/x: .*check the address/)
    expect(away.text).not.toContain("hidden")
  })

  it("goes on after a kill where it was, and ends with the same", async () => {
    const command = ["import", "woocommerce", mariadb.url("many"), "--create-customers"]
    const child: ChildProcess = spawn(
      process.execPath,
      [path.resolve(__dirname, "../../bin/kairos.mjs"), ...command],
      { env: { ...process.env, NODE_OPTIONS: "", DATABASE_URL: shop.url }, stdio: "ignore" }
    )
    const ended = new Promise((resolve) => child.once("exit", resolve))
    await until(
      "the second batch",
      async () => {
        const row = await shop.knex("kairos_import").first("position")
        return row === undefined ? null : true
      },
      { everyMs: 2, seconds: 60 }
    )
    child.kill("SIGKILL")
    await ended
    const [written] = await shop.knex("kairos_purchase").count()
    const { position } = await shop.knex("kairos_import").first("position")
    expect(Number(written!.count)).toBe(Number(position) - 1000)
    expect(Number(written!.count)).toBeLessThan(MANY)

    const rest = await kairos("woocommerce", mariadb.url("many"), "--create-customers")
    expect(rest.text).toContain(
      `an earlier import was interrupted; it goes on after order ${position}`
    )
    expect(rest.text).toContain(
      `purchases: ${(MANY - Number(written!.count)).toLocaleString("en")} written, 0 were there`
    )
    expect(await shop.knex("kairos_purchase").count()).toEqual([{ count: String(MANY) }])
    expect(await shop.knex("customer").count()).toEqual([{ count: "102" }])
    const whole = await kairos("woocommerce", mariadb.url("many"), "--create-customers")
    expect(whole.text).toContain(
      `purchases: 0 written, ${MANY.toLocaleString("en")} were there already`
    )
  }, 120_000)

  it("any other shop is read by a mapping with a SELECT", async () => {
    const mapping = path.join(folder, "select.json")
    writeFileSync(
      mapping,
      JSON.stringify({
        orders: {
          select:
            "select id as order_id, date_created_gmt as `date`, billing_email as email, currency, total_amount as total, status from wp_wc_orders where type = 'shop_order'",
          columns: ["order_id", "date", "email", "currency", "total", "status"],
        },
        lines: {
          select:
            "select 102 as order_id, 'MUG' as sku, 2 as quantity, 20 as unit_price, 7.5 as unit_cost union all select 102, 'CUP', 1, 0, -1",
          columns: ["order_id", "sku", "quantity", "unit_price", "unit_cost"],
        },
        statuses: { left_out: ["trash"], canceled: ["wc-cancelled"] },
      })
    )
    const done = await kairos("sql", mariadb.url("hpos"), "--mapping", mapping, "--source", "old")
    expect(done.text).toContain("16 orders read, 3 usable")
    expect(await ledger()).toEqual({
      "old:102": "cus_guest eur 40 -0 2xprod_mug@20,1xCUP@0",
    })
    const lines = await shop.knex("kairos_purchase_line").orderBy("sku")
    expect(lines.map(({ sku, unit_cost }) => [sku, unit_cost])).toEqual([
      ["CUP", null],
      ["MUG", "7.5"],
    ])
  })
})

const MANY = 6000

const manyOrders = (): WooSample[] =>
  Array.from({ length: MANY }, (_, i) => ({
    id: 1001 + i,
    status: "wc-completed",
    total: "10",
    email: `buyer${i % 100}@shop.example`,
    lines: [{ item: 5000 + i, product: 10, quantity: 1, subtotal: "10" }],
  }))

describe("a Medusa 1.x shop in Postgres", () => {
  const name = `kairos_v1_${process.pid}`
  const url = databaseUrl(name)
  beforeAll(async () => {
    await onServer((server) => server.raw("create database ??", [name]))
    const knex = connect(url)
    await knex.raw(MEDUSA_V1_TABLES)
    await knex.raw(`
      insert into customer (id, email) values ('cus_v1', 'ada@shop.example'), ('cus_v1_guest', 'GUEST@shop.example');
      insert into product_variant (id, title, product_id, sku) values ('v_mug', 'Mug', 'p_mug', 'MUG'), ('v_none', 'None', 'p_none', null);
      insert into "order" (id, status, payment_status, customer_id, email, region_id, currency_code, canceled_at, created_at) values
        ('order_01', 'completed', 'partially_refunded', 'cus_v1', 'ada@shop.example', 'r', 'eur', null, '2022-05-01 23:30:00+02'),
        ('order_02', 'completed', 'captured', 'cus_v1_guest', 'guest@shop.example', 'r', 'jpy', null, '2022-05-02'),
        ('order_03', 'canceled', 'canceled', 'cus_v1', 'ada@shop.example', 'r', 'eur', '2022-05-04', '2022-05-03'),
        ('order_04', 'requires_action', 'requires_action', 'cus_v1', 'ada@shop.example', 'r', 'eur', null, '2022-05-04'),
        ('order_05', 'pending', 'captured', 'cus_v1', 'ada@shop.example', 'r', 'kwd', null, '2022-05-05'),
        ('order_06', 'pending', 'captured', 'cus_v1', 'ada@shop.example', 'r', 'eur', null, '2022-05-06'),
        ('order_07', 'pending', 'captured', 'cus_v1', 'ada@shop.example', 'r', 'huf', null, '2022-05-07'),
        ('order_08', 'pending', 'not_paid', 'cus_v1', 'ada@shop.example', 'r', 'eur', null, '2022-05-08');
      insert into swap (id, order_id, difference_due, canceled_at) values ('swap_1', 'order_06', 500, null), ('swap_2', 'order_06', 900, now());
      insert into claim_order (id, order_id, type) values ('claim_1', 'order_06', 'replace');
      insert into line_item (id, order_id, swap_id, claim_order_id, title, unit_price, variant_id, quantity, returned_quantity, is_return, created_at) values
        ('item_1', 'order_01', null, null, 'Mug', 2000, 'v_mug', 3, 1, false, '2022-05-01'),
        ('item_2', 'order_01', null, null, 'None', 999, 'v_none', 1, null, false, '2022-05-02'),
        ('item_3', 'order_02', null, null, 'Mug', 1500, 'v_mug', 2, null, false, '2022-05-02'),
        ('item_6', 'order_06', null, null, 'Mug', 2000, 'v_mug', 1, 1, false, '2022-05-06'),
        ('item_7', null, 'swap_1', null, 'Jar', 2500, 'v_none', 1, null, false, '2022-05-07'),
        ('item_8', null, 'swap_1', null, 'Mug', -2000, 'v_mug', 1, null, true, '2022-05-07'),
        ('item_9', null, null, 'claim_1', 'Jar', 2500, 'v_none', 1, null, false, '2022-05-08'),
        ('item_10', null, 'swap_2', null, 'Gone', 2500, 'v_none', 1, null, false, '2022-05-08');
      insert into payment (id, order_id, swap_id, amount, currency_code, amount_refunded, canceled_at) values
        ('pay_1', 'order_01', null, 7499, 'eur', 2000, null), ('pay_0', 'order_01', null, 7499, 'eur', 0, now()),
        ('pay_2', 'order_02', null, 3000, 'jpy', 0, null), ('pay_3', 'order_03', null, 100, 'eur', 0, now()),
        ('pay_5', 'order_05', null, 1234, 'kwd', 0, null), ('pay_6', 'order_06', null, 2000, 'eur', 0, null),
        ('pay_6s', 'order_06', 'swap_1', 500, 'eur', 0, null), ('pay_7', 'order_07', null, 500000, 'huf', 0, null);
      insert into refund (id, order_id, amount) values ('ref_1', 'order_01', 2000), ('ref_6', 'order_06', 100);`)
    await knex.destroy()
  })
  afterAll(() =>
    onServer((server) => server.raw("drop database if exists ?? with (force)", [name]))
  )

  const V1_LEDGER = {
    "medusa-v1:order_01": "cus_ada eur 74.99 -20 2xprod_mug@20,1xv_none@9.99",
    "medusa-v1:order_02": "cus_guest jpy 3000 -0 2xprod_mug@1500",
    "medusa-v1:order_03": "cus_ada eur 0 -0 canceled",
    "medusa-v1:order_05": "cus_ada kwd 1.234 -0",
    "medusa-v1:order_06": "cus_ada eur 25 -1 1xv_none@25,1xv_none@25",
    "medusa-v1:order_07": "cus_ada huf 5000 -0",
    "medusa-v1:order_08": "cus_ada eur 0 -0",
  }

  it("gives purchases of what was paid, in the decimals of their currency", async () => {
    const settled = await otherRows()
    const done = await kairos("medusa-v1", url)
    expect(done.text).toContain("8 orders read, 7 usable\n  left out, unpaid: 1")
    expect(await ledger()).toEqual(V1_LEDGER)
    const { occurred_at } = await shop
      .knex("kairos_purchase")
      .where({ id: "medusa-v1:order_01" })
      .first()
    expect(occurred_at).toEqual(new Date("2022-05-01T21:30:00Z"))
    const whole = await kairos("medusa-v1", url, "--decimals", "huf=0")
    expect(whole.text).toContain("purchases: 1 written, 6 were there already")
    expect((await ledger())["medusa-v1:order_07"]).toBe("cus_ada huf 500000 -0")
    expect(await otherRows()).toEqual(settled)
  })

  it("cannot be written to by an import, whatever its user may do", async () => {
    const database = await openSourceDatabase(url)
    await expect(
      database.snapshot((reader) => reader.query(`delete from "order"`))
    ).rejects.toThrow(/read-only transaction/)
    await database.close()
  })

  it("any other shop is read by a mapping with tables, and what is misspelt is named", async () => {
    const mapping = path.join(folder, "tables.json")
    const write = (order_id: string) =>
      writeFileSync(
        mapping,
        JSON.stringify({
          orders: {
            table: "public.order",
            columns: {
              order_id,
              date: "created_at",
              email: "email",
              currency: "currency_code",
              status: "status",
            },
          },
          lines: {
            table: "line_item",
            columns: {
              order_id: "order_id",
              title: "title",
              quantity: "quantity",
              unit_price: "unit_price",
            },
          },
          amounts: "minor",
          statuses: { canceled: ["canceled"] },
        })
      )
    write("number")
    const misspelt = await kairos("sql", url, "--mapping", mapping)
    expect(misspelt.text).toMatch(
      /^kairos: orders of the mapping does not fit the database: .*: column "number" does not exist; check the names of its table and columns$/
    )
    write("id")
    const done = await kairos("sql", url, "--mapping", mapping)
    expect(done.text).toContain("8 orders read, 3 usable\n  left out, bad_amount: 5")
    expect(await ledger()).toMatchObject({
      "sql:order_01": "cus_ada eur 69.99 -0 3xnone@20,1xnone@9.99",
      "sql:order_02": "cus_guest jpy 3000 -0 2xnone@1500",
    })
  })

  it("says so where there is no such shop", async () => {
    expect((await kairos("medusa-v1", shop.url)).text).toContain(
      'this database holds no Medusa 1.x shop: it has no table "order"'
    )
  })
})
