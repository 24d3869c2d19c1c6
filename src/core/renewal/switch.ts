import { compareAmounts, shareOfAmount } from "../money/money"
import type { PlanTerms, Term } from "./plan"
import { dayOf } from "./recurrence"
import { dueOf } from "./schedule-renewal"
import type { Move, Renewal, Subscription } from "./subscription"

/** What a subscription is of: a plan, as its holder agreed to it, for a variant. */
export type Subscribed = {
  readonly plan_id: string
  readonly plan_version: number
  readonly plan_name: string
  readonly terms: PlanTerms
  readonly variant_id: string
  readonly title: string
}

/** What it becomes with a period, once that is paid; until then it stays what it is. */
export type PendingSwitch = Subscribed & {
  readonly period_index: number
  /** The notices that this period had before: whoever takes the switch back is told in the round after them. */
  readonly notice_round: number
  /** What its next payment would have cost without it, as far as it was known: whoever stops it has that again. */
  readonly amount: string | null
  /** ISO 8601 */
  readonly at: string
}

type PlanOnOffer = {
  readonly id: string
  readonly version: number
  readonly name: string
  /** Null: for every variant. */
  readonly variant_id: string | null
  readonly terms: PlanTerms
}
type VariantOnOffer = {
  readonly id: string
  readonly title: string
  /** Of one piece, in the subscription's currency; null where it is not sold in it. Decimal string. */
  readonly price: string | null
}

/** `price`: of all pieces, before delivery. Decimal string. */
export type SwitchChoice = Subscribed & { readonly price: string }

/**
 * To what a subscription may be switched: every other pair of a plan on offer and a variant that it is for. Its own plan keeps the
 * terms that were agreed to. What is counted in uses is not switched, nor anything to it: nobody could say what is left. A switch
 * begins no trial, so a plan with one is for those who begin, and so is what costs nothing.
 */
export function switchChoices(
  own: Subscribed & { readonly currency_code: string; readonly quantity: number },
  product: { readonly title: string; readonly variants: readonly VariantOnOffer[] },
  plans: readonly PlanOnOffer[]
): readonly SwitchChoice[] {
  const pairs = plans.flatMap((plan) =>
    product.variants
      .filter(({ id }) => plan.variant_id === null || plan.variant_id === id)
      .map((variant) => ({ plan, variant }))
  )
  return pairs.flatMap(({ plan, variant }) => {
    const same = { plan: plan.id === own.plan_id, variant: variant.id === own.variant_id }
    const terms = same.plan ? own.terms : { ...plan.terms, trial_days: own.terms.trial_days }
    const each =
      terms.price?.currency_code === own.currency_code ? terms.price.amount : variant.price
    const counted = [own.terms, terms].some(({ term }) => term.unit === "use")
    const forBeginners = !same.plan && plan.terms.trial_days > 0
    if ((same.plan && same.variant) || counted || forBeginners) {
      return []
    }
    if (each === null || compareAmounts(each, "0") <= 0) {
      return []
    }
    const choice = {
      plan_id: plan.id,
      plan_version: same.plan ? own.plan_version : plan.version,
      plan_name: same.plan ? own.plan_name : plan.name,
      terms,
      variant_id: variant.id,
      title: titleOf(own, product, variant, same.variant),
      price: timesAmount(each, own.quantity),
    }
    return [choice]
  })
}

const titleOf = (
  own: Pick<Subscribed, "title">,
  product: { readonly title: string; readonly variants: readonly VariantOnOffer[] },
  variant: VariantOnOffer,
  same: boolean
): string =>
  same
    ? own.title
    : product.variants.length === 1
      ? product.title
      : `${product.title} (${variant.title})`

/** More digits than any currency has: nothing of a price is rounded here. */
const DIGITS = 10
const timesAmount = (amount: string, count: number): string => shareOfAmount(amount, count, DIGITS)

/** Whether a period can still become another: nothing of it was tried, and nobody pressed a button for it. */
export const mayBeSwitched = (
  { status }: Pick<Subscription, "status">,
  { state, by_hand_at }: Pick<Renewal, "state"> & { readonly by_hand_at: unknown }
): boolean => status === "active" && /^(due|notified)$/.test(state) && by_hand_at === null

type Permitted = {
  readonly plan_id: string
  readonly terms: Pick<PlanTerms, "term">
  /** Null where nobody asked yet. */
  readonly amount: string | null
}

/** Whether the permission to charge is for what comes now as well: it names how often and how much, so both have to be the same. */
export const isPermitted = (agreed: Permitted, now: Permitted): boolean =>
  agreed.plan_id === now.plan_id &&
  isSameTerm(agreed.terms.term, now.terms.term) &&
  agreed.amount !== null &&
  agreed.amount === now.amount

const isSameTerm = (one: Term, other: Term): boolean =>
  one.unit === other.unit && one.count === other.count

/**
 * From the day on which a period begins its series goes by another term. What was counted before it keeps the term by which it was
 * counted; where the term is the same, the series goes on as it was, with its 31st of the month.
 */
export function movesOnSwitch(
  subscription: Pick<Subscription, "anchor" | "moves" | "terms">,
  term: Term,
  index: number
): readonly Move[] {
  const { anchor, moves, terms } = subscription
  if (isSameTerm(terms.term, term)) {
    return moves
  }
  const before = moves
    .filter((move) => move.index < index)
    .map((move) => ({ term: terms.term, ...move }))
  const first = { index: 0, date: dayOf(anchor.date), term: terms.term }
  const begun = index === 0 || before[0]?.index === 0 ? before : [first, ...before]
  return [...begun, { index, date: dueOf(subscription, index).local.slice(0, 10) }]
}
