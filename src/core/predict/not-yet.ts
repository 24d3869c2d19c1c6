import { type PeopleModel, nextPurchase } from "./replacement"
import { type Spell, spellsOf } from "./spells"

/**
 * Somebody who was reminded of a product said that they do not need it yet. Of how long it lasts them that is a lower bound: the interval
 * that began with the purchase is open, at least until that day. Days since 1970.
 */
export type NotYet = {
  /** The purchase that they have not used up. */
  readonly bought: number
  readonly said: number
  /** When they are reminded again. */
  readonly remind: number
}

/** So long the product lasts them at least, in days. */
export const atLeastDays = ({ bought, said }: Pick<NotYet, "bought" | "said">): number =>
  said - bought

/**
 * Whether somebody is so late that they have stopped, or buy it elsewhere: nine of ten such buyers would have come back. Time that
 * passed until a "not yet" says nothing of that, because they were asked and still had it: they are late only if nine of ten would
 * have come back since, of those whom it had lasted until then.
 * @param days on which the product was bought, ascending, each once
 */
export function hasStopped(
  people: PeopleModel,
  days: readonly number[],
  today: number,
  notYet: NotYet | null
): boolean {
  const last = days[days.length - 1]!
  if (today - last <= nextPurchase(people, spellsOf(days, today)).interval.to) {
    return false
  }
  return notYet?.bought !== last || today - notYet.said > sinceSaid(people, days, notYet)
}

const sinceSaid = (people: PeopleModel, days: readonly number[], { said }: NotYet): number =>
  nextPurchase(people, censoredAt(days, said)).from_now.to

/** The person's intervals with the open one as it is known by their word. */
const censoredAt = (days: readonly number[], said: number): readonly Spell[] => spellsOf(days, said)

/** Sooner than a week would be no putting off, and later than this nobody remembers having asked for it. */
export const PUT_OFF = { least: 7, most: 120, usual: 14 } as const

/**
 * In how many days to remind somebody again who names none: when half of those whom it has lasted as long have bought again, where that is
 * learned of the product, else in a fortnight.
 */
export function putOffDays(
  people: PeopleModel | null,
  days: readonly number[],
  said: number
): { readonly days: number; readonly learned: boolean } {
  if (people === null) {
    return { days: PUT_OFF.usual, learned: false }
  }
  const { median } = nextPurchase(people, censoredAt(days, said)).from_now
  const within = Math.min(PUT_OFF.most, Math.max(PUT_OFF.least, Math.round(median)))
  return { days: within, learned: true }
}
