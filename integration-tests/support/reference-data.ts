import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { gunzipSync } from "node:zlib"
import type { PurchaseDays } from "../../src/core/value/purchase-days"

/** Data sets and figures that were published or computed by other programs. They are not in the repository: see SOURCE.md in each. */
const FOLDER = process.env.KAIROS_REFERENCE_DATA ?? folderAbove(__dirname)

/** `shared/data` beside the checkout, or beside a folder that holds it. */
function folderAbove(start: string): string {
  const folder = path.join(start, "shared", "data")
  const parent = path.dirname(start)
  return existsSync(path.join(folder, "reference")) || parent === start
    ? folder
    : folderAbove(parent)
}

/**
 * `describe`, or a skipped one that says what is missing: the data are others' and not ours to copy, so a checkout without them can
 * compare nothing, and says so in plain words instead of passing.
 */
export const describeWithReference: (name: string, tests: () => void) => void = (name, tests) =>
  existsSync(FOLDER)
    ? describe(name, tests)
    : describe.skip(
        `${name} (the reference data are not there: name their folder in KAIROS_REFERENCE_DATA)`,
        tests
      )

export const referencePath = (file: string): string => path.join(FOLDER, file)

export function readReference(file: string): string {
  const bytes = readFileSync(referencePath(file))
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")
}

export const referenceJson = (file: string): any =>
  JSON.parse(readReference(path.join("reference", file)))

/** Rows of a plain CSV file, by the names in its header. */
export function referenceRows(file: string): Record<string, string>[] {
  const [header, ...lines] = readReference(file).trimEnd().split(/\r?\n/)
  const names = header!.split(",")
  return lines.map((line) => {
    const fields = line.split(",")
    return Object.fromEntries(names.map((name, i) => [name, fields[i]!]))
  })
}

export const dayOf = (yyyymmdd: string): number =>
  Date.parse(`${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6, 8)}`) / 86_400_000

/** CDNOW's own layout: blanks between customer, (sample id,) day, CDs and dollars. */
export function cdnowCustomers(file: string, customerColumn: number): PurchaseDays[] {
  const customers = new Map<string, Map<number, number>>()
  for (const line of readReference(`cdnow/${file}`).split("\n")) {
    const fields = line.trim().split(/\s+/)
    const [day, , amount] = fields.slice(-3)
    if (/^\d{8}$/.test(day ?? "")) {
      const id = fields[customerColumn]!
      const days = customers.get(id) ?? new Map<number, number>()
      days.set(dayOf(day!), (days.get(dayOf(day!)) ?? 0) + Number(amount))
      customers.set(id, days)
    }
  }
  return [...customers].map(([customer_id, days]) => ({
    customer_id,
    days: [...days].map(([day, amount]) => ({ day, amount })).sort((a, b) => a.day - b.day),
  }))
}
