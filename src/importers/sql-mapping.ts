import { readFile } from "node:fs/promises"
import { ImportError } from "./import-error"

const ORDER_COLUMNS = [
  "order_id",
  "date",
  "customer_id",
  "email",
  "currency",
  "total",
  "refunded",
  "status",
] as const
const LINE_COLUMNS = ["order_id", "sku", "title", "quantity", "unit_price", "unit_cost"] as const

export type OrderColumn = (typeof ORDER_COLUMNS)[number]
export type LineColumn = (typeof LINE_COLUMNS)[number]

/** Where rows come from: a table with the names of its columns, or a SELECT that names them as Kairos does. */
export type Mapped<C extends string> =
  | {
      readonly kind: "table"
      readonly table: string
      readonly columns: Readonly<Partial<Record<C, string>>>
    }
  | { readonly kind: "select"; readonly select: string; readonly columns: readonly C[] }

export type SqlMapping = {
  readonly orders: Mapped<OrderColumn>
  readonly lines: Mapped<LineColumn> | null
  /** For orders without a column for it. */
  readonly currency: string | null
  readonly time_zone: string
  readonly minor_units: boolean
  readonly decimals: Readonly<Record<string, number>>
  readonly statuses: { readonly canceled: readonly string[]; readonly left_out: readonly string[] }
}

const TOP = ["orders", "lines", "currency", "time_zone", "amounts", "decimals", "statuses"] as const

/** @throws ImportError that names file, field, what was expected and how to put it right */
export async function readMapping(file: string): Promise<SqlMapping> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ImportError(
      `${file} cannot be read: ${(error as Error).message}; give the path of a JSON file with --mapping`
    )
  })
  try {
    return parseMapping(JSON.parse(text))
  } catch (error) {
    const { message } = error as Error
    throw new ImportError(
      error instanceof ImportError ? `${file}: ${message}` : `${file} is not JSON: ${message}`
    )
  }
}

/** @throws ImportError that names the field, what was expected and how to put it right */
export function parseMapping(value: unknown): SqlMapping {
  const mapping = objectAt(value, "the mapping", TOP)
  const orders = mappedAt(mapping.orders, "orders", ORDER_COLUMNS)
  const lines = mapping.lines === undefined ? null : mappedAt(mapping.lines, "lines", LINE_COLUMNS)
  const currency = currencyAt(mapping.currency)
  need(orders, "orders", ["order_id", "date"])
  if (!has(orders, "customer_id") && !has(orders, "email")) {
    wrong(
      "orders",
      "needs a column for email or customer_id, to know whose order it is",
      'add "email": "COLUMN"'
    )
  }
  if (!has(orders, "currency") && currency === null) {
    wrong("currency", "is missing, and orders has no column for it", 'add "currency": "eur"')
  }
  if (lines === null && !has(orders, "total")) {
    wrong("orders", 'needs a column for total when there is no "lines"', 'add "total": "COLUMN"')
  }
  if (lines !== null) {
    need(lines, "lines", ["order_id", "quantity", "unit_price"])
  }
  const statuses = statusesAt(mapping.statuses)
  if (statuses.canceled.length + statuses.left_out.length > 0 && !has(orders, "status")) {
    wrong(
      "statuses",
      "is given, but orders has no column for status",
      'add "status": "COLUMN" to orders'
    )
  }
  return {
    orders,
    lines,
    currency,
    time_zone: zoneAt(mapping.time_zone),
    minor_units: amountsAt(mapping.amounts),
    decimals: decimalsAt(mapping.decimals, "decimals"),
    statuses,
  }
}

export const has = <C extends string>(mapped: Mapped<C>, column: C): boolean =>
  mapped.kind === "table" ? mapped.columns[column] !== undefined : mapped.columns.includes(column)

function wrong(field: string, what: string, fix: string): never {
  throw new ImportError(`${field} ${what}; ${fix}`)
}

function objectAt<K extends string>(
  value: unknown,
  field: string,
  keys: readonly K[]
): Partial<Record<K, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    wrong(field, `is ${shown(value)}, expected an object`, `give { … } with ${keys.join(", ")}`)
  }
  const unknown = Object.keys(value).find((key) => !(keys as readonly string[]).includes(key))
  if (unknown !== undefined) {
    wrong(field, `has an unknown field "${unknown}"`, `known are ${keys.join(", ")}`)
  }
  return value as Partial<Record<K, unknown>>
}

function mappedAt<C extends string>(value: unknown, field: string, known: readonly C[]): Mapped<C> {
  const { table, columns, select } = objectAt(value, field, ["table", "columns", "select"])
  if (select !== undefined) {
    if (table !== undefined) {
      wrong(field, 'has both "select" and "table"', "keep one of them")
    }
    return {
      kind: "select",
      select: selectAt(select, `${field}.select`),
      columns: namesAt(columns, field, known),
    }
  }
  const name = textAt(table, `${field}.table`, `the name of a table, as in "table": "shop_order"`)
  const named = objectAt(columns, `${field}.columns`, known)
  const entries = Object.entries(named).map(([column, own]) => [
    column,
    textAt(own, `${field}.columns.${column}`, "the name of a column"),
  ])
  return { kind: "table", table: name, columns: Object.fromEntries(entries) }
}

/** Of a SELECT the columns are a list of those that it names. */
function namesAt<C extends string>(
  value: unknown,
  field: string,
  known: readonly C[]
): readonly C[] {
  if (!Array.isArray(value) || value.length === 0) {
    wrong(
      `${field}.columns`,
      `is ${shown(value)}, expected the list of what the SELECT names`,
      `give for example ["${known.slice(0, 3).join('", "')}"]`
    )
  }
  const strange = value.find((name) => !(known as readonly unknown[]).includes(name))
  if (strange !== undefined) {
    wrong(
      `${field}.columns`,
      `names ${shown(strange)}`,
      `known are ${known.join(", ")}; rename it in the SELECT with AS`
    )
  }
  return value as C[]
}

function selectAt(value: unknown, field: string): string {
  const text = textAt(value, field, "a SELECT").replace(/;\s*$/, "")
  if (!/^\s*(select|with)\s/i.test(text) || text.includes(";")) {
    wrong(field, "is not one SELECT", 'begin with "select" and leave out semicolons')
  }
  return text
}

function textAt(value: unknown, field: string, expected: string): string {
  return typeof value === "string" && value.trim() !== ""
    ? value.trim()
    : wrong(field, `is ${shown(value)}`, `expected ${expected}`)
}

function need<C extends string>(mapped: Mapped<C>, field: string, columns: readonly C[]): void {
  const missing = columns.filter((column) => !has(mapped, column))
  if (missing.length > 0) {
    wrong(`${field}.columns`, `has no ${missing.join(", no ")}`, `add "${missing[0]}": "COLUMN"`)
  }
}

function currencyAt(value: unknown): string | null {
  if (value === undefined) {
    return null
  }
  return typeof value === "string" && /^[a-z]{3}$/i.test(value)
    ? value.toLowerCase()
    : wrong("currency", `is ${shown(value)}`, 'expected three letters such as "eur"')
}

function zoneAt(value: unknown): string {
  try {
    return new Intl.DateTimeFormat("en", {
      timeZone: (value as string | undefined) ?? "UTC",
    }).resolvedOptions().timeZone
  } catch {
    return wrong("time_zone", `is ${shown(value)}`, 'expected a zone such as "Europe/Madrid"')
  }
}

function amountsAt(value: unknown): boolean {
  return value === undefined || value === "major" || value === "minor"
    ? value === "minor"
    : wrong("amounts", `is ${shown(value)}`, 'expected "major" (19.90) or "minor" (1990 cents)')
}

/** `{ "huf": 0 }` */
export function decimalsAt(value: unknown, field: string): Readonly<Record<string, number>> {
  if (value === undefined) {
    return {}
  }
  const entries = Object.entries(objectAt(value, field, Object.keys(value ?? {})))
  for (const [code, digits] of entries) {
    if (
      !/^[a-z]{3}$/.test(code) ||
      !Number.isInteger(digits) ||
      (digits as number) < 0 ||
      (digits as number) > 4
    ) {
      wrong(
        `${field}.${code}`,
        `is ${shown(digits)}`,
        'expected a currency with 0 to 4 decimals, as in { "huf": 0 }'
      )
    }
  }
  return Object.fromEntries(entries) as Record<string, number>
}

function statusesAt(value: unknown): SqlMapping["statuses"] {
  const { canceled, left_out } = objectAt(value ?? {}, "statuses", ["canceled", "left_out"])
  const listAt = (list: unknown, field: string): readonly string[] => {
    const texts = list ?? []
    return Array.isArray(texts) && texts.every((one) => typeof one === "string")
      ? texts
      : wrong(field, `is ${shown(list)}`, 'expected a list of texts such as ["storno"]')
  }
  return {
    canceled: listAt(canceled, "statuses.canceled"),
    left_out: listAt(left_out, "statuses.left_out"),
  }
}

const shown = (value: unknown): string => (value === undefined ? "missing" : JSON.stringify(value))
