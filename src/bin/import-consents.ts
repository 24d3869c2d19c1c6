import type { ImportLine } from "../core/consent/check-imported"
import { readConsents } from "../importers/consents-csv"
import { figure, progress } from "./import-report"
import { type Shop, shopApi } from "./shop-api"
import type { Terminal } from "./terminal"

/** As many as the route takes, and as many bytes as fit well into its body. */
const MOST = 2000
const MOST_BYTES = 2_000_000
const EXAMPLES = 5

type Counts = {
  readonly granted: number
  readonly withdrawn: number
  readonly unchanged: number
  readonly rejected: Readonly<Record<string, number>>
  readonly examples: readonly { readonly index: number; readonly reason: string }[]
}
type Total = Counts & { readonly lines: number; readonly places: readonly string[] }

type Batch = { readonly consents: ImportLine[]; readonly lines: number[] }

const REASONS: Readonly<Record<string, string>> = {
  no_address: "without an address",
  unknown_purpose: "purpose unknown",
  unknown_channel: "channel unknown",
  unclear_answer: "neither yes nor no",
  no_date: "a yes without its date",
  future_date: "a date that is still to come",
  no_source: "a yes that does not say where it was given",
  no_wording: "a yes without its words or their version",
  ended: "over by now",
  erased: "erased in this shop since",
}

/** Takes consents of another system over from a file: all of it is counted first, and nothing is written before that. */
export async function importConsentsFile(
  file: string,
  flags: {
    readonly shop: string | undefined
    readonly dryRun: boolean
    readonly map: Readonly<Record<string, string>>
  },
  terminal: Terminal
): Promise<number> {
  const shop = shopApi(flags.shop, terminal)
  const counted = await all(shop, file, { ...flags, dry_run: true }, terminal)
  describe(counted, terminal)
  if (flags.dryRun) {
    terminal.out("dry run: nothing was written")
    return 0
  }
  const written = await all(shop, file, { ...flags, dry_run: false }, terminal)
  terminal.out(
    `${figure(written.granted + written.withdrawn - written.unchanged)} taken over, ${figure(written.unchanged)} were there already`
  )
  return 0
}

async function all(
  shop: Shop,
  file: string,
  { map, dry_run }: { readonly map: Readonly<Record<string, string>>; readonly dry_run: boolean },
  terminal: Terminal
): Promise<Total> {
  const tell = progress(terminal, dry_run ? "lines counted" : "lines written")
  let total: Total = NOTHING
  for await (const { consents, lines } of batchesOf(readConsents(file, map))) {
    const answer = await shop.post<{ import: Counts }>("/admin/kairos/consents/import", {
      consents,
      dry_run,
    })
    total = added(total, answer.import, lines)
    tell(total.lines)
  }
  return total
}

const NOTHING: Total = {
  lines: 0,
  granted: 0,
  withdrawn: 0,
  unchanged: 0,
  rejected: {},
  examples: [],
  places: [],
}

async function* batchesOf(rows: ReturnType<typeof readConsents>): AsyncGenerator<Batch> {
  let batch: Batch = { consents: [], lines: [] }
  let bytes = 0
  for await (const { line, consent } of rows) {
    const size = Buffer.byteLength(JSON.stringify(consent))
    if (batch.lines.length === MOST || (bytes + size > MOST_BYTES && batch.lines.length > 0)) {
      yield batch
      batch = { consents: [], lines: [] }
      bytes = 0
    }
    batch.consents.push(consent)
    batch.lines.push(line)
    bytes += size
  }
  if (batch.lines.length > 0) {
    yield batch
  }
}

function added(total: Total, counts: Counts, lines: readonly number[]): Total {
  const reasons = new Set([...Object.keys(total.rejected), ...Object.keys(counts.rejected)])
  return {
    lines: total.lines + lines.length,
    granted: total.granted + counts.granted,
    withdrawn: total.withdrawn + counts.withdrawn,
    unchanged: total.unchanged + counts.unchanged,
    rejected: Object.fromEntries(
      [...reasons].map((reason) => [
        reason,
        (total.rejected[reason] ?? 0) + (counts.rejected[reason] ?? 0),
      ])
    ),
    examples: [],
    places: [
      ...total.places,
      ...counts.examples.map(({ index, reason }) => `line ${lines[index]}: ${said(reason)}`),
    ].slice(0, EXAMPLES),
  }
}

const said = (reason: string): string => REASONS[reason] ?? reason

function describe(total: Total, { out }: Terminal): void {
  out(
    `${figure(total.lines)} lines: ${figure(total.granted)} say yes, ${figure(total.withdrawn)} say no, ` +
      `${figure(total.unchanged)} of them are there already`
  )
  for (const [reason, count] of Object.entries(total.rejected)) {
    out(`  left out, ${said(reason)}: ${figure(count)}`)
  }
  for (const place of total.places) {
    out(`  ${place}`)
  }
}
