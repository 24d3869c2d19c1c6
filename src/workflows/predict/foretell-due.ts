import type { ProductReplacement } from "../../core/analysis/analyse-products"
import { isoDay } from "../../core/analysis/shop-history"
import { hasStopped } from "../../core/predict/not-yet"
import { nextPurchase } from "../../core/predict/replacement"
import { riseDay } from "../../core/predict/rise"
import { spellsOf } from "../../core/predict/spells"
import { type NotYets, notYetKey } from "../../modules/kairos-profile/not-yets"
import type { DueRow } from "../../modules/kairos-profile/predictions"
import { wholeLines } from "../../read-models/copy-out"
import type { ShopPurchases } from "../../read-models/shop-purchases"

/** Who is due later is told another night. */
const DUE_WITHIN_DAYS = 120

/**
 * When each product will be needed again by whoever has bought it three times or more.
 * @param learned how long each product lasts, by the product's number
 * @param notYets who said of what that they do not need it yet
 */
export async function foretellDue(
  purchases: Pick<ShopPurchases, "replacements">,
  learned: ReadonlyMap<number, ProductReplacement>,
  today: number,
  notYets: NotYets
): Promise<readonly DueRow[]> {
  const rows: DueRow[] = []
  if (learned.size > 0) {
    const take = wholeLines((lines) => {
      rows.push(...lines.flatMap((line) => dueOf(line, learned, today, notYets)))
    })
    await purchases.replacements([...learned.keys()], take)
  }
  return rows
}

function dueOf(
  line: string,
  learned: ReadonlyMap<number, ProductReplacement>,
  today: number,
  notYets: NotYets
): DueRow[] {
  const [customer_id, no, list] = line.split("\t") as [string, string, string]
  const product = learned.get(Number(no))!
  const days = list.split(",").map(Number)
  const last = days[days.length - 1]!
  const spells = spellsOf(days, today)
  const said = notYets.get(notYetKey(customer_id, product.sku)) ?? null
  const { from_now, own_weight } = nextPurchase(product.people, spells)
  const at = (inDays: number): string => isoDay(today + Math.round(inDays))
  // Not before the day that they named themselves.
  const from = said?.bought === last ? said.remind : -Infinity
  const notBefore = (day: number): string => isoDay(Math.max(from, Math.round(day)))
  const rise = product.rise?.kind === "rises" ? riseDay(product.people, spells) : null
  const soonest = rise === null ? from_now.median : last + rise - today
  return hasStopped(product.people, days, today, said) || soonest > DUE_WITHIN_DAYS
    ? []
    : [
        {
          customer_id,
          product_key: product.sku,
          last_bought: isoDay(last),
          due_from: at(from_now.from),
          due_median: notBefore(today + Math.round(from_now.median)),
          due_to: notBefore(today + Math.round(from_now.to)),
          due_rise: rise === null ? null : notBefore(last + rise),
          own_weight: Math.round(own_weight * 100) / 100,
        },
      ]
}
