import { Readable } from "node:stream"
import { stringify } from "csv-stringify"
import { csvCell } from "../../core/text/csv-cell"
import {
  columnsOf,
  type ExportCursor,
  type Exported,
  type ExportFilter,
  exportPage,
  type ExportRow,
  isMoreThan,
} from "../../read-models/exports"
import type { Runtime } from "../support/runtime"

/** What one file may hold: a spreadsheet opens it, and nobody waits for the database for minutes. */
export const MOST_ROWS = 100_000
const PAGE = 1000

/**
 * Decisions, deliveries or profiles as CSV, read page by page while they are sent. The audit says who took them.
 * @returns null when more rows match than one file may hold: a file that ends early would be taken for the whole
 */
export async function exportRows(
  runtime: Runtime,
  what: Exported,
  filter: ExportFilter,
  by: string
): Promise<Readable | null> {
  if (await isMoreThan(runtime.knex, what, filter, MOST_ROWS)) {
    return null
  }
  await runtime.automation.audit.append({
    actor: by,
    action: "export",
    entity: what,
    entity_id: "csv",
    after: filter,
  })
  const csv = stringify({
    // With its mark Excel reads UTF-8.
    bom: true,
    header: true,
    columns: [...columnsOf(what)],
    cast: {
      string: csvCell,
      date: (at) => at.toISOString(),
      object: (value) => csvCell(JSON.stringify(value)),
    },
  })
  const rows = Readable.from(pages(runtime, what, filter))
  rows.on("error", (error) => csv.destroy(error))
  csv.on("close", () => rows.destroy())
  return rows.pipe(csv)
}

async function* pages(
  runtime: Runtime,
  what: Exported,
  filter: ExportFilter
): AsyncGenerator<ExportRow> {
  let cursor: ExportCursor | null = null
  for (let sent = 0; sent < MOST_ROWS; sent += PAGE) {
    const { rows, last }: Awaited<ReturnType<typeof exportPage>> = await exportPage(
      runtime.knex,
      what,
      filter,
      cursor,
      PAGE
    )
    yield* rows
    if (rows.length < PAGE) {
      return
    }
    cursor = last
  }
}
