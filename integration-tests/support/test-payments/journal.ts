/** What the tests' payment provider did, by idempotency key: its own book, which nobody else writes. */
export type Charge = {
  readonly id: string
  readonly key: string
  readonly amount: string
  readonly method: string
  /** How often it was asked with this key. */
  asked: number
  status: "captured" | "declined" | "requires_action" | "refunded"
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
} as const

const LONG = { exp_month: 12, exp_year: 2030, dead: false }
type Book = {
  readonly charges: Map<string, Charge>
  readonly silence: { broken: boolean }
  readonly wallet: { exp_month: number; exp_year: number; dead: boolean }
}

// One book, however Medusa's loader and the tests each come by this file.
const shared = globalThis as { kairosTestPayments?: Book }
shared.kairosTestPayments ??= {
  charges: new Map(),
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
