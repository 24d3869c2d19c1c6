import { BigNumber } from "bignumber.js"
import type { IncidentKind } from "../incident/incident"

/** What a customer costs the shop; amounts are in the currency of the money points. */
export type CostPolicy = {
  /** The key under which the metadata of a variant or product says what one piece costs the shop. */
  readonly key: string
  /** Cost of goods as a share of what was paid for them, where no product says it; null: then the margin is unknown. */
  readonly goods_share: number | null
  /** What of all that counts is not the shop's to keep: tax and carriage where they count, fees. */
  readonly other_share: number
  /** What it costs when something goes wrong, by its kind; nothing where a kind is missing. */
  readonly incidents: Readonly<Partial<Record<IncidentKind, number | undefined>>>
}

export const DEFAULT_COSTS: CostPolicy = {
  key: "cost",
  goods_share: null,
  other_share: 0,
  incidents: {},
}

/** Incidents count so long for what service has cost. */
export const SERVICE_DAYS = 365

/** All that a customer's purchases amount to, each converted into one currency by the rate of its day; decimal strings. */
export type CostSums = {
  /** Net of refunds; null without a currency to count in. */
  readonly value: string | null
  /** Of the goods whose cost is known. */
  readonly goods_cost: string
  /** What was paid for goods whose cost is not known. */
  readonly uncosted: string
  /** A purchase, or the cost of one, is in a currency that has no rate for its day. */
  readonly is_rate_missing: boolean
}

/**
 * What is left of what a customer spent: value - goods - what is not the shop's. Goods without a cost of their own cost the policy's
 * share of what was paid for them. It may be negative.
 * @returns null where it cannot be told: a rate is missing, or the cost of some goods and the share as well
 */
export function marginOf(
  { value, goods_cost, uncosted, is_rate_missing }: CostSums,
  { goods_share, other_share }: CostPolicy = DEFAULT_COSTS
): string | null {
  const unknown = new BigNumber(uncosted)
  if (value === null || is_rate_missing || (goods_share === null && unknown.gt(0))) {
    return null
  }
  return new BigNumber(value)
    .times(new BigNumber(1).minus(other_share))
    .minus(goods_cost)
    .minus(unknown.times(goods_share ?? 0))
    .toFixed()
}

/** How often something went wrong, by its kind. */
export type IncidentCounts = Readonly<Partial<Record<IncidentKind, number>>>

/** What went wrong has cost the shop. Decimal string. */
export function serviceCostOf(
  counts: IncidentCounts,
  { incidents }: CostPolicy = DEFAULT_COSTS
): string {
  return Object.entries(counts)
    .reduce(
      (sum, [kind, count]) =>
        sum.plus(new BigNumber(incidents[kind as IncidentKind] ?? 0).times(count)),
      new BigNumber(0)
    )
    .toFixed()
}

/** What one piece costs from a day on; `since` is null where it always did. */
export type UnitCost = { readonly since: string | null; readonly cost: string }

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/

/**
 * Reads the metadata of a product: `4.2`, `"4.20"`, or by the day from which it holds, `{ "2026-01-01": 4.2, "2026-07-01": 4.6 }`.
 * What cannot be read is no cost, so that a slip in the metadata leaves goods uncosted instead of free.
 */
export function unitCostsIn(metadata: unknown): readonly UnitCost[] {
  const always = amountOf(metadata)
  if (always !== null) {
    return [{ since: null, cost: always }]
  }
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) {
    return []
  }
  return Object.entries(metadata).flatMap(([since, value]) => {
    const cost = amountOf(value)
    return cost === null || !isDay(since) ? [] : [{ since, cost }]
  })
}

const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(text).toISOString().slice(0, 10) === text

function amountOf(value: unknown): string | null {
  const text = typeof value === "number" ? new BigNumber(value).toFixed() : value
  return typeof text === "string" && AMOUNT.test(text.trim()) ? text.trim() : null
}
