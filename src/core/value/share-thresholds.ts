/** Who is A, and who is A or B, as shares of the customers who bought: 0.1 is the best tenth. */
export type TierQuotas = { readonly a: number; readonly b: number }

/** So many customers have a score. */
export type ScoreCount = { readonly score: number; readonly customers: number }

export type Thresholds = { readonly a: number; readonly b: number }

/** A share that is so near to the wanted one is left as it is: thresholds that move every night would move tiers. */
const NEAR = 0.1

/**
 * The scores from which on a customer is A, and B, so that their shares come as near as they can to the wanted ones. Customers with one
 * score have one tier, so a share is met exactly only where no score straddles it; the best score is always A. With equal scores
 * all are A, as is a single customer.
 * @param known the thresholds so far, kept while both shares are within a tenth of the wanted ones
 * @returns null while nobody has a score
 */
export function shareThresholds(
  counts: readonly ScoreCount[],
  quotas: TierQuotas,
  known: Thresholds | null
): Thresholds | null {
  const groups = counts.filter(({ customers }) => customers > 0).sort((x, y) => y.score - x.score)
  const total = groups.reduce((sum, { customers }) => sum + customers, 0)
  if (total === 0) {
    return null
  }
  const from = (score: number): number =>
    groups.reduce((sum, one) => sum + (one.score >= score ? one.customers : 0), 0) / total
  const isNear = (score: number, wanted: number): boolean =>
    Math.abs(from(score) - wanted) <= NEAR * wanted
  if (known !== null && isNear(known.a, quotas.a) && isNear(known.b, quotas.b)) {
    return known
  }
  const nearest = (wanted: number): number =>
    groups.reduce(
      (best, { score }) =>
        Math.abs(from(score) - wanted) < Math.abs(from(best) - wanted) ? score : best,
      groups[0]!.score
    )
  return { a: nearest(quotas.a), b: nearest(quotas.b) }
}
