import type { CartRecord, CartSighting, CartState } from "./cart"

export type CartRules = {
  /** A cart that nobody touched for so long counts as abandoned. */
  readonly abandoned_after_minutes: number
  /** Whether this is the first look at a shop: what lies there already causes nothing until a shopper comes back to it. */
  readonly baseline: boolean
}

const MINUTE = 60_000

/**
 * What is known of a cart after it was seen once more. Pure, and the same when a sighting is folded twice: jobs look at
 * overlapping stretches of time.
 *
 * Only a change of what a shopper decides is activity. Medusa writes carts for other reasons, too (new prices, taxes,
 * automatic promotions, metadata), and takes shipping methods and codes away that no longer apply: so a choice that
 * appears is activity, one that disappears is not.
 */
export function foldCart(
  known: CartRecord | null,
  seen: CartSighting,
  rules: CartRules
): CartRecord {
  const activity = lastActivity(known, seen)
  const returned = known !== null && activity > known.last_activity_at
  const abandoned_at = abandonedAt(known, seen, returned ? activity : null, rules)
  const placed = known?.placed_at ?? seen.placed_at
  const state = stateOf(known, seen, { placed, returned, abandoned_at })
  return {
    cart_id: seen.cart_id,
    customer_id: seen.customer_id,
    email: seen.email,
    currency_code: seen.currency_code,
    item_count: seen.item_count,
    item_total: seen.item_total,
    items_print: seen.items_print,
    contact_print: seen.contact_print,
    choices: seen.choices,
    state,
    armed: known === null ? !rules.baseline : known.armed || returned,
    origin_cart_id: known?.origin_cart_id ?? null,
    last_activity_at: activity,
    abandoned_at,
    emptied_at:
      state === "emptied" && known?.state !== "emptied"
        ? (seen.deleted_at ?? seen.items_at ?? activity)
        : (known?.emptied_at ?? null),
    placed_at: placed,
    order_id: known?.order_id ?? seen.order_id,
    recovered_at: state === "recovered" ? (known?.recovered_at ?? placed) : null,
  }
}

function stateOf(
  known: CartRecord | null,
  seen: CartSighting,
  now: { placed: string | null; returned: boolean; abandoned_at: string | null }
): CartState {
  if (now.placed !== null) {
    return now.abandoned_at === null ? "placed" : "recovered"
  }
  if (isEmpty(seen)) {
    return "emptied"
  }
  return known?.state === "abandoned" && !now.returned ? "abandoned" : "active"
}

/** A cart was abandoned also when no job ran while it lay there: the next thing that happened to it shows the gap. */
function abandonedAt(
  known: CartRecord | null,
  seen: CartSighting,
  returned: string | null,
  rules: CartRules
): string | null {
  const next = known?.placed_at == null ? (seen.placed_at ?? returned) : null
  if (known === null || next === null || known.state === "emptied") {
    return known?.abandoned_at ?? null
  }
  const limit = Date.parse(known.last_activity_at) + rules.abandoned_after_minutes * MINUTE
  return Date.parse(next) >= limit ? isoOf(limit) : known.abandoned_at
}

function lastActivity(known: CartRecord | null, seen: CartSighting): string {
  if (known === null) {
    return seen.begun_at
  }
  const changes = [
    seen.items_print === known.items_print ? null : seen.items_at,
    seen.contact_print === known.contact_print ? null : seen.contact_at,
    seen.choices.every((choice) => known.choices.includes(choice)) ? null : seen.choices_at,
  ]
  return changes.reduce<string>(
    (latest, at) => (at !== null && at > latest ? at : latest),
    known.last_activity_at
  )
}

const isEmpty = ({ item_count, deleted_at }: CartSighting): boolean =>
  item_count === 0 || deleted_at !== null

/** Times travel as ISO 8601 in UTC with milliseconds, so that they compare as texts. */
const isoOf = (ms: number): string => new Date(ms).toISOString()
