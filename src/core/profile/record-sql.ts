import type { PurchaseRow } from "./profile"

/*
 * The one way in which purchases are written: the module runs it on Medusa's connection, the kairos command on its own.
 */

const PURCHASE_COLUMNS =
  "id text, customer_id text, email text, source text, external_id text, occurred_at timestamptz, " +
  "currency_code text, total numeric, refunded numeric, canceled boolean, item_count int"
const LINE_COLUMNS =
  "purchase_id text, line_no int, product_id text, variant_id text, sku text, title text, quantity int, unit_price numeric, unit_cost numeric"

/**
 * Records purchases with their lines in one statement: rows that are already as given are not written again, lines that
 * a purchase no longer has go away. Bound by `recordBindings`.
 */
export const RECORD_SQL = recordSql({
  purchases: `select * from jsonb_to_recordset($1::jsonb) as r(${PURCHASE_COLUMNS})`,
  lines: `select * from jsonb_to_recordset($2::jsonb) as r(${LINE_COLUMNS})`,
})

/** Tables of one connection, emptied by each commit, into which an import copies what RECORD_STAGED_SQL records. */
export const CREATE_STAGE_SQL = `
  create temp table if not exists kairos_staged_purchase (${PURCHASE_COLUMNS}) on commit delete rows;
  create temp table if not exists kairos_staged_line (${LINE_COLUMNS}) on commit delete rows
`

/** Where an import copies purchases that the shop has none of: nothing is there to compare them with. */
export const COPY_TARGETS = {
  purchases: `kairos_purchase (${namesOf(PURCHASE_COLUMNS)})`,
  lines: `kairos_purchase_line (${namesOf(LINE_COLUMNS)})`,
}

export const RECORD_STAGED_SQL = recordSql({
  purchases: "select * from kairos_staged_purchase",
  lines: "select * from kairos_staged_line",
})

/** Profiles that wait for their first fold, or for one after an import. Bound: $1 customer ids (text[]). */
export const MARK_UNSCORED_SQL = `
  insert into kairos_profile as p (customer_id, computed_at)
  select id, '-infinity' from unnest($1::text[]) as id
  order by id
  on conflict (customer_id) do update set computed_at = '-infinity' where p.computed_at <> '-infinity'
`

/**
 * The bindings of RECORD_SQL. Of two states of one purchase the later in the list counts.
 * @throws Error when a row is unusable
 */
export function recordBindings(rows: readonly PurchaseRow[]): [string, string] {
  const purchases: Omit<PurchaseRow, "lines">[] = []
  const lines: object[] = []
  for (const row of recordable(rows)) {
    const { lines: own, ...purchase } = row
    purchases.push(purchase)
    own.forEach((line) => lines.push({ purchase_id: row.id, ...line }))
  }
  return [JSON.stringify(purchases), JSON.stringify(lines)]
}

/** The copy of a stage's two tables, in Postgres' text format. @throws as recordBindings */
export function stagedText(rows: readonly PurchaseRow[]): {
  readonly purchases: string
  readonly lines: string
} {
  let [purchases, lines] = ["", ""]
  for (const row of recordable(rows)) {
    purchases +=
      `${textOf(row.id)}\t${textOf(row.customer_id)}\t${textOf(row.email)}\t${textOf(row.source)}\t` +
      `${textOf(row.external_id)}\t${row.occurred_at}\t${row.currency_code}\t${row.total}\t${row.refunded}\t` +
      `${row.canceled ? "t" : "f"}\t${row.item_count}\n`
    for (const line of row.lines) {
      lines +=
        `${textOf(row.id)}\t${line.line_no}\t${textOf(line.product_id)}\t${textOf(line.variant_id)}\t` +
        `${textOf(line.sku)}\t${textOf(line.title)}\t${line.quantity}\t${line.unit_price}\t${line.unit_cost ?? "\\N"}\n`
    }
  }
  return { purchases, lines }
}

const ESCAPED: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
}

/** A NUL cannot be kept in Postgres' text. */
function textOf(value: string | null): string {
  if (value === null) {
    return "\\N"
  }
  return /[\\\t\n\r\0]/.test(value)
    ? value.replace(/[\\\t\n\r\0]/g, (one) => ESCAPED[one] ?? "")
    : value
}

function recordable(rows: readonly PurchaseRow[]): Iterable<PurchaseRow> {
  rows.forEach(assertRecordable)
  return new Map(rows.map((row) => [row.id, row])).values()
}

const LARGEST_INTEGER = 2_147_483_647

/** @throws Error naming the purchase and the field, before anything is written */
function assertRecordable(row: PurchaseRow): void {
  const wrong = problemOf(row)
  if (wrong !== null) {
    throw new Error(`purchase "${row.id}" cannot be recorded: ${wrong}`)
  }
}

function problemOf(row: PurchaseRow): string | null {
  if (row.id === "" || row.customer_id === "") {
    return "id and customer_id must not be empty"
  }
  if (!isInstant(row.occurred_at)) {
    return `occurred_at is "${row.occurred_at}", expected an ISO 8601 instant between the years 1900 and 9999`
  }
  if (!/^[a-z]{3}$/.test(row.currency_code)) {
    return `currency_code is "${row.currency_code}", expected three lower-case letters such as eur`
  }
  for (const field of ["total", "refunded"] as const) {
    if (!isAmount(row[field])) {
      return `${field} is "${row[field]}", expected a decimal string such as "19.90"`
    }
  }
  if (!isCount(row.item_count)) {
    return `item_count is ${row.item_count}, expected a whole number from 0 to ${LARGEST_INTEGER}`
  }
  const line = row.lines.find((one) => !isCount(one.quantity) || !isAmount(one.unit_price))
  const costly = row.lines.find(({ unit_cost: cost }) => cost != null && !isCost(cost))
  if (costly !== undefined) {
    return `line ${costly.line_no} has unit_cost "${costly.unit_cost}", expected a decimal string from 0 on, or null`
  }
  return line === undefined
    ? null
    : `line ${line.line_no} has quantity ${line.quantity} and unit_price "${line.unit_price}", expected a whole ` +
        "number and a decimal string"
}

const isAmount = (value: unknown): boolean =>
  typeof value === "string" && /^-?\d{1,30}(\.\d{1,20})?$/.test(value)

const isCost = (value: unknown): boolean => isAmount(value) && !String(value).startsWith("-")

const isCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= LARGEST_INTEGER

function isInstant(value: string): boolean {
  const year = new Date(value).getUTCFullYear()
  return year >= 1900 && year <= 9999
}

function recordSql(input: { readonly purchases: string; readonly lines: string }): string {
  return `
  with input as (
    ${input.purchases}
  ),
  input_line as (
    ${input.lines}
  ),
  written as (
    insert into kairos_purchase as p (id, customer_id, email, source, external_id, occurred_at, currency_code,
      total, refunded, canceled, item_count)
    select id, customer_id, email, source, external_id, occurred_at, currency_code,
      total, refunded, canceled, item_count
    from input order by id
    on conflict (id) do update set
      customer_id = excluded.customer_id, email = excluded.email, source = excluded.source,
      external_id = excluded.external_id, occurred_at = excluded.occurred_at,
      currency_code = excluded.currency_code, total = excluded.total, refunded = excluded.refunded,
      canceled = excluded.canceled, item_count = excluded.item_count, updated_at = now()
    where (p.customer_id, p.email, p.source, p.external_id, p.occurred_at, p.currency_code, p.total,
        p.refunded, p.canceled, p.item_count)
      is distinct from (excluded.customer_id, excluded.email, excluded.source, excluded.external_id,
        excluded.occurred_at, excluded.currency_code, excluded.total, excluded.refunded, excluded.canceled,
        excluded.item_count)
    returning p.id
  ),
  gone as (
    delete from kairos_purchase_line l
    where l.purchase_id = any(array(select id from input))
      and not exists (
        select 1 from input_line i where i.purchase_id = l.purchase_id and i.line_no = l.line_no)
    returning l.purchase_id
  ),
  written_line as (
    insert into kairos_purchase_line as l (purchase_id, line_no, product_id, variant_id, sku, title, quantity,
      unit_price, unit_cost)
    select purchase_id, line_no, product_id, variant_id, sku, title, quantity, unit_price, unit_cost
    from input_line order by purchase_id, line_no
    on conflict (purchase_id, line_no) do update set
      product_id = excluded.product_id, variant_id = excluded.variant_id, sku = excluded.sku,
      title = excluded.title, quantity = excluded.quantity, unit_price = excluded.unit_price, unit_cost = excluded.unit_cost
    where (l.product_id, l.variant_id, l.sku, l.title, l.quantity, l.unit_price, l.unit_cost)
      is distinct from (excluded.product_id, excluded.variant_id, excluded.sku, excluded.title,
        excluded.quantity, excluded.unit_price, excluded.unit_cost)
    returning l.purchase_id
  )
  select (select count(*)::int from written) as purchases,
    (select count(*)::int from written_line) as lines,
    (select count(*)::int from gone) as lines_removed
`
}

function namesOf(columns: string): string {
  return columns
    .split(", ")
    .map((column) => column.split(" ")[0])
    .join(", ")
}
