import { BigNumber } from "bignumber.js"
import type { ImportedOrder } from "./purchase-row"

/** Why an order of another platform is left out. */
export const LEFT_OUT = [
  "draft",
  "unpaid",
  "no_customer",
  "bad_date",
  "bad_currency",
  "bad_amount",
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export type SourceOrder = ImportedOrder & {
  readonly customer: {
    /** The normalised e-mail; the id in the source only where there is none. */
    readonly key: string
    readonly email: string | null
  }
}

export type SourceBatch = {
  readonly orders: readonly SourceOrder[]
  readonly left_out: readonly LeftOut[]
  /** Where the next batch begins, and an import that was stopped goes on. */
  readonly cursor: string
}

/** The orders of another platform's database, in the order of their keys. */
export type OrderSource = {
  /** What an interrupted import is compared with: the same platform at the same address, without a password. */
  readonly origin: string
  readonly count: () => Promise<number>
  /** @returns null after the last order */
  readonly read: (after: string | null) => Promise<SourceBatch | null>
  readonly close: () => Promise<void>
}

/** Orders that are read together; each batch looks its customers up among all of the shop's. */
export const SOURCE_BATCH = 1000

/** Orders and those that are left out, in one list. */
export function sorted(read: readonly (SourceOrder | LeftOut)[], cursor: string): SourceBatch {
  const orders = read.filter((one): one is SourceOrder => typeof one !== "string")
  const left_out = read.filter((one): one is LeftOut => typeof one === "string")
  return { orders, left_out, cursor }
}

/** A database's decimal as Kairos keeps it: without the zeros that fill a column's scale. Null when it is none. */
export function decimalOf(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && /^\s*-?\d{1,30}(\.\d{1,20})?\s*$/.test(text)
    ? new BigNumber(text.trim()).toFixed()
    : null
}

/** What cannot be read is no cost: goods of unknown cost are told from those that cost nothing. */
export function costOf(text: string | null): string | null {
  const cost = decimalOf(text)
  return cost === null || cost.startsWith("-") ? null : cost
}

export const sumOf = (amounts: readonly (string | null)[]): string =>
  BigNumber.sum(0, ...amounts.map((amount) => amount ?? 0)).toFixed()

export const currencyOf = (text: string | null): string | null =>
  /^[a-z]{3}$/i.test(text?.trim() ?? "") ? (text as string).trim().toLowerCase() : null

/** `2024-03-01 10:00:00+00`, as Postgres writes it, for a reader that wants minutes in an offset. */
export const fullOffset = (text: string): string =>
  text.includes(":") ? text.replace(/([+-]\d{2})$/, "$1:00") : text

/** Rows by what they belong to. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group === undefined) {
      groups.set(keyOf(row), [row])
    } else {
      group.push(row)
    }
  }
  return groups
}
