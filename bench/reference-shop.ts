import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { gunzipSync } from "node:zlib"
import { randomOf } from "../demo/generator/random"
import type { PurchaseHistory } from "../src/core/value/purchase-history"

const DAYS = 273

/**
 * The 23,570 customers of CDNOW as they were on 30 September 1997, where the data are there (KAIROS_REFERENCE_DATA); else as many
 * drawn from the parameters that were published for them.
 */
export function cdnowHistories(): {
  readonly source: string
  readonly histories: PurchaseHistory[]
} {
  const file = path.join(dataFolder(), "cdnow", "CDNOW_master.txt.gz")
  return existsSync(file)
    ? { source: "CDNOW master", histories: readHistories(file) }
    : { source: "drawn from CDNOW's parameters", histories: drawHistories(23_570) }
}

function dataFolder(): string {
  const named = process.env.KAIROS_REFERENCE_DATA
  if (named !== undefined) {
    return named
  }
  for (let at = __dirname; path.dirname(at) !== at; at = path.dirname(at)) {
    const folder = path.join(at, "shared", "data")
    if (existsSync(folder)) {
      return folder
    }
  }
  return path.join(__dirname, "data")
}

function readHistories(file: string): PurchaseHistory[] {
  const end = Date.UTC(1997, 8, 30) / 86_400_000
  const days = new Map<string, Set<number>>()
  for (const line of gunzipSync(readFileSync(file)).toString("latin1").split("\n")) {
    const [customer, date] = line.trim().split(/\s+/)
    const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? "")
    const day =
      parts && Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / 86_400_000
    if (day !== null && day <= end) {
      days.set(customer!, (days.get(customer!) ?? new Set()).add(day))
    }
  }
  return [...days.values()].map((set) => {
    const sorted = [...set].sort((a, b) => a - b)
    const first = sorted[0]!
    return { x: sorted.length - 1, tx: (sorted.at(-1)! - first) / 7, T: (end - first) / 7 }
  })
}

function drawHistories(count: number): PurchaseHistory[] {
  const random = randomOf(1997)
  return Array.from({ length: count }, () => {
    const rate = random.gamma(0.243, 4.414)
    const dropout = random.beta(0.793, 2.426)
    const age = DAYS - random.integer(0, 84)
    const bought = new Set([0])
    let at = (7 * random.exponential(1)) / rate
    let left = false
    while (!left && at < age) {
      bought.add(Math.ceil(at))
      left = random.uniform() < dropout
      at += (7 * random.exponential(1)) / rate
    }
    return { x: bought.size - 1, tx: Math.max(...bought) / 7, T: age / 7 }
  })
}
