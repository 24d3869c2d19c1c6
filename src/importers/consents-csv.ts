import { parse } from "csv-parse"
import { IMPORT_COLUMNS, type ImportLine } from "../core/consent/check-imported"
import { ImportError } from "./import-error"
import { openText } from "./open-text"

export type ConsentRow = { readonly line: number; readonly consent: ImportLine }

/**
 * Consents of another system from a CSV or CSV.gz with a header line; columns that Kairos does not read are left out. What a line
 * says is judged by the shop.
 * @param map a column's name for a field: `{ granted: "Newsletter" }`
 * @throws ImportError when the file cannot be read, or has no column for the address or the answer
 */
export async function* readConsents(
  file: string,
  map: Readonly<Record<string, string>> = {}
): AsyncGenerator<ConsentRow> {
  const unknown = Object.keys(map).find((field) => !COLUMNS.includes(field))
  if (unknown !== undefined) {
    throw new ImportError(`--map ${unknown}=… is unknown: expected one of ${COLUMNS.join(", ")}`)
  }
  const source = await openText(file)
  const rows = source.pipe(
    parse({ bom: true, skip_empty_lines: true, relax_column_count: true, info: true })
  )
  let places: readonly (readonly [keyof ImportLine, number])[] | null = null
  try {
    for await (const { record, info } of rows as AsyncIterable<CsvRow>) {
      if (places === null) {
        places = placesOf(record, map, file)
        continue
      }
      yield {
        line: info.lines,
        consent: Object.fromEntries(
          places.flatMap(([column, at]) => {
            const text = record[at]?.trim() ?? ""
            return text === "" ? [] : [[column, text]]
          })
        ),
      }
    }
  } catch (error) {
    if (error instanceof ImportError) {
      throw error
    }
    throw new ImportError(`${file} is no CSV that can be read: ${(error as Error).message}`)
  } finally {
    source.destroy()
  }
}

type CsvRow = {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

const COLUMNS: readonly string[] = IMPORT_COLUMNS
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "")

function placesOf(
  header: readonly string[],
  map: Readonly<Record<string, string>>,
  file: string
): readonly (readonly [keyof ImportLine, number])[] {
  const named = header.map(plain)
  const places = IMPORT_COLUMNS.flatMap((column) => {
    const at = named.indexOf(plain(map[column] ?? column))
    if (at === -1 && map[column] !== undefined) {
      throw new ImportError(`${file} has no column "${map[column]}"; found ${header.join(", ")}`)
    }
    return at === -1 ? [] : [[column, at] as const]
  })
  const missing = ["email", "granted"].filter((one) => !places.some(([column]) => column === one))
  if (missing.length > 0) {
    throw new ImportError(
      `${file} has no column for ${missing.join(", ")}; found ${header.join(", ")}. Read are ${COLUMNS.join(", ")}; ` +
        "name others with --map email=COLUMN,granted=COLUMN"
    )
  }
  return places
}
