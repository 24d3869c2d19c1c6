import { writeFile } from "node:fs/promises"
import { analysisReport } from "../core/analysis/analysis-report"
import { type Analysis, type AnalysisStep, analyseShop } from "../core/analysis/analyse-shop"
import { reportHtml } from "../core/analysis/report-html"
import { reportText } from "../core/analysis/report-text"
import {
  type AnalysisOptions,
  isoDay,
  type ShopHistory,
  TIME_UNITS,
  type TimeUnit,
} from "../core/analysis/shop-history"
import { LANGUAGES, type Language } from "../core/text/localized"
import { readShopHistory } from "../importers/analysis-history"
import { ImportError } from "../importers/import-error"
import { type HistoryOptions, openOrderHistory } from "../importers/order-history-csv"
import type { Terminal } from "./terminal"

export type AnalyseFlags = {
  readonly json?: boolean | undefined
  readonly html?: string | undefined
  readonly lang?: string | undefined
  readonly "calibration-end"?: string | undefined
  readonly "time-unit"?: string | undefined
  readonly "min-support"?: string | undefined
  readonly "min-confidence"?: string | undefined
}

const DOING: Readonly<Record<AnalysisStep, string>> = {
  customers: "putting the orders together by customer",
  models: "fitting and testing the purchase models",
  affinity: "counting what is bought together",
  next_products: "looking at what follows what",
  replacement: "learning how long products last",
  habits: "looking at hours, discounts and new products",
}

/**
 * `kairos analyse FILE`: what Kairos would say about a shop, from its order history alone.
 * @throws ImportError when the file or a flag cannot be used
 */
export async function analyse(
  file: string,
  flags: AnalyseFlags,
  reading: HistoryOptions,
  { out, err }: Terminal,
  progress: (what: string) => (count: number) => void
): Promise<void> {
  const language = languageOf(flags.lang)
  const options = optionsOf(flags)
  const opened = await openOrderHistory(file, { ...reading, toAnalyse: true })
  const history = await readShopHistory(opened, reading.timeZone, progress("lines read"))
  refuseOutside(options.calibrationEnd, history)
  const analysis = run(analyseShop(history, options), err)
  // Whoever asks for both gets both: the page goes to its file, the figures to the output.
  if (flags.html !== undefined) {
    await writePage(flags.html, reportHtml(analysisReport(analysis, language), language))
    err(`the report is in ${flags.html}`)
  }
  if (flags.json === true) {
    out(JSON.stringify(analysis, null, 2))
  } else if (flags.html === undefined) {
    out(reportText(analysisReport(analysis, language)))
  }
}

/** A test needs something to learn from and something to foretell. */
function refuseOutside(end: number | null, { orders }: ShopHistory): void {
  const days = orders.map(({ day }) => day).sort((a, b) => a - b)
  const [first, last] = [days[0], days.at(-1)]
  if (end !== null && first !== undefined && last !== undefined && (end < first || end >= last)) {
    const expected =
      first === last
        ? "a history of more than one day"
        : `a day from ${isoDay(first)} to ${isoDay(last - 1)}`
    throw new ImportError(
      `--calibration-end ${isoDay(end)} lies outside the history; expected ${expected}`
    )
  }
}

const PATIENCE_MS = 2000

/** After two seconds it says what it is doing. */
function run(steps: Generator<AnalysisStep, Analysis>, err: (line: string) => void): Analysis {
  const begun = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      return step.value
    }
    if (performance.now() - begun > PATIENCE_MS || step.value === "models") {
      err(`${DOING[step.value]} …`)
    }
  }
}

async function writePage(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch((error: unknown) => {
    throw new ImportError(
      `--html ${file} cannot be written: ${(error as Error).message}; name a file in a folder that exists`
    )
  })
}

function languageOf(tag: string | undefined): Language {
  const language = LANGUAGES.find((one) => one === (tag ?? "en").toLowerCase().slice(0, 2))
  if (language === undefined) {
    throw new ImportError(`--lang "${tag}" is unknown: expected one of ${LANGUAGES.join(", ")}`)
  }
  return language
}

function optionsOf(flags: AnalyseFlags): AnalysisOptions {
  const unit = flags["time-unit"] ?? "week"
  if (!isTimeUnit(unit)) {
    throw new ImportError(
      `--time-unit "${unit}" is unknown: expected one of ${Object.keys(TIME_UNITS).join(", ")}`
    )
  }
  const end = flags["calibration-end"]
  return {
    calibrationEnd: end === undefined ? null : dayOf(end),
    timeUnit: unit,
    minSupport: shareOf("min-support", flags["min-support"] ?? "0.01"),
    minConfidence: shareOf("min-confidence", flags["min-confidence"] ?? "0.8"),
  }
}

const isTimeUnit = (unit: string): unit is TimeUnit => Object.hasOwn(TIME_UNITS, unit)

const DAY_MS = 86_400_000

function dayOf(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new ImportError(`--calibration-end "${text}" is wrong: expected a day such as 2011-06-30`)
  }
  return time / DAY_MS
}

function shareOf(name: string, text: string): number {
  const share = Number(text)
  if (text.trim() === "" || !(share > 0 && share <= 1)) {
    throw new ImportError(
      `--${name} "${text}" is wrong: expected a share above 0 and up to 1, such as 0.01`
    )
  }
  return share
}
