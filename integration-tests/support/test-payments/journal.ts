import { existsSync, readFileSync, writeFileSync } from "node:fs"

/** What the tests' payment provider did, by idempotency key: its own book, which nobody else writes. */
export type Charge = {
  readonly id: string
  readonly key: string
  readonly amount: string
  readonly method: string
  /** How often it was asked with this key. */
  asked: number
  /** How often money that was held for it was taken. */
  taken: number
  status: "held" | "captured" | "declined" | "requires_action" | "refunded"
}

/** How a card behaves, by the name of its method. */
export const CARDS = {
  good: "pm_good",
  declined: "pm_declined",
  /** The money moves, and the answer never comes. */
  silent: "pm_silent",
  /** The request never arrives, and no answer comes. */
  lost: "pm_lost",
  action: "pm_action",
  slow: "pm_slow",
  /** The money is only held, until it is captured. */
  held: "pm_held",
  /** The money moves, and the shop's process is killed before it hears of it. */
  fatal: "pm_fatal",
} as const

const LONG = { exp_month: 12, exp_year: 2030, dead: false }
type Book = {
  readonly charges: Map<string, Charge>
  readonly silence: { broken: boolean }
  readonly wallet: { exp_month: number; exp_year: number; dead: boolean }
}

/** A shop in a process of its own is killed; its bank goes on, and so does the book of it, in this file. */
const BOOK_FILE = process.env.KAIROS_TEST_BANK

// One book, however Medusa's loader and the tests each come by this file.
const shared = globalThis as { kairosTestPayments?: Book }
shared.kairosTestPayments ??= {
  charges: new Map(readBook(BOOK_FILE).map((charge) => [charge.key, charge])),
  silence: { broken: false },
  wallet: { ...LONG },
}

export const { charges } = shared.kairosTestPayments
/** The silence of a card breaks: what is asked again is answered. */
export const { silence } = shared.kairosTestPayments

/** When the good card expires, as its provider tells. */
export const wallet = shared.kairosTestPayments.wallet

export const captured = (): readonly Charge[] =>
  [...charges.values()].filter(({ status }) => status === "captured")

export function forgetCharges(): void {
  charges.clear()
  silence.broken = false
  Object.assign(wallet, LONG)
}

/** Writes a charge down before anybody is told of it. */
export function keepCharge(charge: Charge): void {
  charges.set(charge.key, charge)
  if (BOOK_FILE !== undefined) {
    writeFileSync(BOOK_FILE, JSON.stringify([...charges.values()]))
  }
}

export function readBook(file: string | undefined): readonly Charge[] {
  return file !== undefined && existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Charge[])
    : []
}
