import type { SinkCounts } from "../importers/shop-sink"
import type { Terminal } from "./terminal"

export const WHICH_SHOP =
  "which shop? Set DATABASE_URL or give --database-url postgres://user:password@host:5432/name"

const PROGRESS_MS = 2000

/** A line of progress every two seconds. */
export function progress(terminal: Terminal, what: string): (count: number) => void {
  let last = performance.now()
  return (count) => {
    if (performance.now() - last >= PROGRESS_MS) {
      last = performance.now()
      terminal.err(`${figure(count)} ${what}`)
    }
  }
}

export function describeShop(result: SinkCounts, dryRun: boolean, { out }: Terminal): void {
  const made = dryRun ? "would be created" : "created"
  out(
    `customers: ${figure(result.customers_matched)} found, ${figure(result.customers_created)} ${made}, ` +
      `${figure(result.customers_unmatched)} unknown to the shop`
  )
  if (dryRun) {
    out(
      `dry run: nothing was written; ${figure(result.unmatched)} orders belong to nobody in the shop`
    )
    return
  }
  out(
    `purchases: ${figure(result.written)} written, ${figure(result.unchanged)} were there already, ` +
      `${figure(result.unmatched)} left out because their customer is unknown to the shop`
  )
  if (result.customers_unmatched > 0) {
    out("unknown customers can be made with --create-customers")
  }
  if (result.written > 0) {
    out("a running Medusa scores these customers within a minute")
  }
}

export const figure = (value: number): string => value.toLocaleString("en")
