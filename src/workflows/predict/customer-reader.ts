import type { BuyerClass } from "../../core/predict/buyer-class"
import type { CustomerPrediction, Risk, SeenCustomer } from "../../core/predict/prediction"
import type { ToldPrediction } from "../../core/predict/restate"

/** One customer as the models see them, with what was told of them before; null where nothing was. */
export type ReadCustomer = SeenCustomer & {
  readonly customer_id: string
  readonly told: ToldPrediction | null
  readonly review_on: string | null
}

const NULL = "\\N"

/** A line of `customerDays`. */
export function readCustomer(line: string, unitDays: number, asOf: number): ReadCustomer {
  const fields = line.split("\t")
  const [repeats, first, last, known, sum] = fields.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const firstAmount = numberOf(fields[6]!)
  const spent = known - (firstAmount === null ? 0 : 1)
  return {
    customer_id: fields[0]!,
    x: repeats,
    tx: (last - first) / unitDays,
    T: Math.max(0, asOf - first) / unitDays,
    last_day: last,
    spending: { x: spent, mean: spent === 0 ? 0 : (sum - (firstAmount ?? 0)) / spent },
    told: fields[7] === NULL ? null : readTold(fields.slice(7)),
    review_on: textOf(fields[21]!),
  }
}

function readTold(fields: readonly string[]): ToldPrediction {
  const text = (at: number): string | null => textOf(fields[at]!)
  const number = (at: number): number | null => numberOf(fields[at]!)
  return {
    repeats: Number(fields[0]),
    currency_code: text(1),
    alive: number(2),
    risk: text(3) as Risk | null,
    purchases_90: number(4),
    purchases_365: number(5),
    value_90: number(6),
    value_365: number(7),
    next_from: text(8),
    next_median: text(9),
    next_to: text(10),
    buyer_class: text(11) as BuyerClass | null,
    discount_reliance: number(12),
    missing: missingOf(fields[13]!),
  }
}

const textOf = (field: string): string | null => (field === NULL ? null : field)
const numberOf = (field: string): number | null => (field === NULL ? null : Number(field))

const NOTHING_MISSING: CustomerPrediction["missing"] = {}

/** Names and numbers alone, so that COPY had nothing to escape. */
const missingOf = (field: string): CustomerPrediction["missing"] =>
  field === "{}" ? NOTHING_MISSING : (JSON.parse(field) as CustomerPrediction["missing"])
