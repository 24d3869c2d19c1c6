import { ImportError } from "./import-error"

export const HISTORY_FIELDS = [
  "order_id",
  "customer_id",
  "email",
  "date",
  "sku",
  "title",
  "quantity",
  "unit_price",
  "unit_cost",
  "amount",
  "currency",
  "country",
] as const
export type HistoryField = (typeof HISTORY_FIELDS)[number]
export type ColumnMap = Readonly<Partial<Record<HistoryField, number>>>

/** Names that are recognised without a map, compared without case, blanks and underscores. */
const NAMES: Readonly<Record<HistoryField, readonly string[]>> = {
  order_id: ["order_id", "InvoiceNo", "Invoice"],
  customer_id: ["customer_id", "CustomerID"],
  email: ["email"],
  date: ["date", "InvoiceDate"],
  sku: ["sku", "StockCode"],
  title: ["title", "Description"],
  quantity: ["quantity"],
  unit_price: ["unit_price", "UnitPrice", "Price"],
  // What one piece cost the shop. A column "cost" may as well be what the customer paid, or the whole line's.
  unit_cost: ["unit_cost", "UnitCost", "cost_price", "cost_per_item"],
  // What a line cost as a whole, where that is all that a history tells; for an analysis only.
  amount: ["amount", "total", "sales", "dollar_value"],
  currency: ["currency"],
  country: ["country"],
}

const REQUIRED: readonly HistoryField[] = ["order_id", "date", "sku", "quantity", "unit_price"]
/** An analysis does without products and order numbers, and tells less then. */
const REQUIRED_TO_ANALYSE: readonly HistoryField[] = ["date"]

/**
 * Which column holds what.
 * @param map a column's name for a field, for files with other names: `{ order_id: "Bestellung" }`
 * @param toAnalyse whether a history will do that is too thin to be imported
 * @throws ImportError naming all that is missing and what was found
 */
export function findColumns(
  header: readonly string[],
  map: Readonly<Partial<Record<HistoryField, string>>>,
  file: string,
  toAnalyse = false
): ColumnMap {
  const found: Partial<Record<HistoryField, number>> = {}
  for (const field of HISTORY_FIELDS) {
    const index = columnOf(field, header, map[field], file)
    if (index !== -1) {
      found[field] = index
    }
  }
  const required = toAnalyse ? REQUIRED_TO_ANALYSE : REQUIRED
  const missing: string[] = required.filter((field) => found[field] === undefined)
  if (toAnalyse && found.unit_price === undefined && found.amount === undefined) {
    missing.push("unit_price or amount")
  }
  if (found.customer_id === undefined && found.email === undefined) {
    missing.push("customer_id or email")
  }
  if (missing.length > 0) {
    throw new ImportError(
      `${file} has no column for ${missing.join(", ")}; found ${quoted(header)}. ` +
        `Recognised names are ${REQUIRED.map((field) => NAMES[field].join("/")).join(", ")}, ` +
        "customer_id/CustomerID or email; name others with --map order_id=COLUMN,date=COLUMN"
    )
  }
  return found
}

function columnOf(
  field: HistoryField,
  header: readonly string[],
  mapped: string | undefined,
  file: string
): number {
  const wanted = mapped === undefined ? NAMES[field] : [mapped]
  const plain = header.map(simplify)
  const index = wanted.map((name) => plain.indexOf(simplify(name))).find((at) => at !== -1) ?? -1
  if (index === -1 && mapped !== undefined) {
    throw new ImportError(
      `${file} has no column "${mapped}", which --map names for ${field}; found ${quoted(header)}`
    )
  }
  return index
}

/**
 * Reads `order_id=Bestellung,date=Datum`.
 * @throws ImportError naming the part that is wrong
 */
export function parseMap(text: string): Partial<Record<HistoryField, string>> {
  const map: Partial<Record<HistoryField, string>> = {}
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const [field, ...column] = part.split("=")
    const name = (field ?? "").trim()
    if (!isField(name) || column.join("=").trim() === "") {
      throw new ImportError(
        `--map part "${part}" is wrong: expected FIELD=COLUMN, where FIELD is one of ${HISTORY_FIELDS.join(", ")}`
      )
    }
    map[name] = column.join("=").trim()
  }
  return map
}

const isField = (name: string): name is HistoryField =>
  (HISTORY_FIELDS as readonly string[]).includes(name)

const simplify = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, "")

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ")
