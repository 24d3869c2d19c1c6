import { pipeline, Readable } from "node:stream"
import { StringDecoder } from "node:string_decoder"
import { type CsvError, parse } from "csv-parse"
import { ImportError } from "./import-error"
import { openText } from "./open-text"

/** A record's fields; null for one that does not fit the header or cannot be read. */
export type TableRecord = readonly string[] | null

export type Table = {
  readonly header: readonly string[]
  /** In the order of the file, in batches as the parser makes them: one await per record would cost most of the time. */
  readonly batches: AsyncIterable<readonly TableRecord[]>
}

/** More than any order line needs: a quote that never closes would swallow the rest of the file as one field. */
const LARGEST_RECORD = 100_000

/**
 * Reads a CSV or CSV.gz record by record. Comma, semicolon or tab, whichever the header has most of; in a file with none of them,
 * runs of blanks.
 * @throws ImportError naming file and fix, also while the records are read
 */
export async function readTable(file: string): Promise<Table> {
  const text = await openText(file)
  const { head, rest } = await splitHeader(text, file)
  const delimiter = delimiterOf(head)
  const batches = delimiter === null ? blankBatches(rest) : parseBatches(rest, delimiter, file)
  const first = await batches.next()
  const header = first.done === true ? null : (first.value[0] ?? null)
  if (header === null) {
    throw new ImportError(`${file} has no header line; expected column names in its first line`)
  }
  return {
    header,
    batches: fitting((first.value as TableRecord[]).slice(1), batches, header.length),
  }
}

async function* fitting(
  first: readonly TableRecord[],
  rest: AsyncIterable<readonly TableRecord[]>,
  width: number
): AsyncGenerator<readonly TableRecord[]> {
  const check = (record: TableRecord) => (record?.length === width ? record : null)
  yield first.map(check)
  for await (const batch of rest) {
    yield batch.map(check)
  }
}

/** A record that the parser had to skip comes as null, so that every line is accounted for. */
async function* parseBatches(
  text: Readable,
  delimiter: string,
  file: string
): AsyncGenerator<TableRecord[]> {
  const skipped: CsvError[] = []
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LARGEST_RECORD,
    on_skip: (error) => {
      if (error !== undefined) {
        skipped.push(error)
      }
      return undefined
    },
  })
  pipeline(text, parser, () => undefined)
  try {
    for (let open = true; open; open = await moreToRead(parser)) {
      const batch: TableRecord[] = []
      for (let record = parser.read(); record !== null; record = parser.read()) {
        batch.push(record as string[])
      }
      skipped.splice(0).forEach((error) => batch.push(unreadable(error, file)))
      if (batch.length > 0) {
        yield batch
      }
    }
  } catch (error) {
    throw error instanceof ImportError ? error : new ImportError(`${file}: ${String(error)}`)
  }
}

/** An unclosed quote swallows the lines after it: they could not be counted, so it stops the reading. */
function unreadable(error: CsvError, file: string): null {
  if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE") {
    throw new ImportError(
      `${file}: a quote that opens in line ${error.lines as number} or before never closes; repair that line`
    )
  }
  return null
}

function moreToRead(parser: Readable): Promise<boolean> {
  if (parser.errored !== null) {
    return Promise.reject(parser.errored)
  }
  if (parser.readableEnded) {
    return Promise.resolve(false)
  }
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => () => {
      parser.off("readable", more).off("end", end).off("error", fail)
      outcome()
    }
    const more = settle(() => resolve(true))
    const end = settle(() => resolve(false))
    const fail = (error: Error): void => settle(() => reject(error))()
    parser.on("readable", more).on("end", end).on("error", fail)
  })
}

/** The header decides about the delimiter, but stays part of what is parsed: a column's name may be quoted. */
async function splitHeader(
  text: Readable,
  file: string
): Promise<{ head: string; rest: Readable }> {
  const decoder = new StringDecoder("utf8")
  const chunks: Buffer[] = []
  let head = ""
  const iterator = (text as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  while (!head.includes("\n") && head.length < LARGEST_RECORD) {
    const next = await iterator.next()
    if (next.done === true) {
      break
    }
    chunks.push(next.value)
    head += decoder.write(next.value)
  }
  if (head.includes("\u0000")) {
    throw new ImportError(`${file} is not a text file; expected CSV or CSV.gz in UTF-8`)
  }
  return { head: head.split(/\r?\n|\r/)[0] as string, rest: joined(chunks, iterator) }
}

function joined(chunks: readonly Buffer[], iterator: AsyncIterator<Buffer>): Readable {
  async function* all(): AsyncGenerator<Buffer> {
    yield* chunks
    for (;;) {
      const next = await iterator.next()
      if (next.done === true) {
        return
      }
      yield next.value
    }
  }
  return Readable.from(all(), { objectMode: false })
}

/** Null for columns that only blanks hold apart. */
function delimiterOf(header: string): string | null {
  const count = (mark: string): number => header.split(mark).length
  const best = [",", ";", "\t"].reduce((one, mark) => (count(mark) > count(one) ? mark : one))
  return count(best) === 1 && /\S\s+\S/.test(header) ? null : best
}

/** Tables of the age of fixed columns: no quotes, and as many blanks as make them stand below each other. */
async function* blankBatches(text: Readable): AsyncGenerator<TableRecord[]> {
  const decoder = new StringDecoder("utf8")
  const recordsOf = (lines: readonly string[]): TableRecord[] =>
    lines.map((line) => line.trim()).flatMap((line) => (line === "" ? [] : [line.split(/\s+/)]))
  let open = ""
  for await (const chunk of text as AsyncIterable<Buffer>) {
    const lines = (open + decoder.write(chunk)).split("\n")
    open = lines.pop() as string
    const records = recordsOf(lines)
    if (records.length > 0) {
      yield records
    }
  }
  const last = recordsOf([open + decoder.end()])
  if (last.length > 0) {
    yield last
  }
}
