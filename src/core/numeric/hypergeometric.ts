const ENOUGH = 1e-15
const MOST_TERMS = 200_000

/**
 * Gauss' hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 by its series (DLMF 15.2.1). It converges like z^n, and
 * algebraically at z near 1 where c > a + b: callers transform their arguments so that this holds (DLMF 15.8.1).
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < MOST_TERMS; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z
    sum += term
    if (Math.abs(term) <= ENOUGH * Math.abs(sum)) {
      break
    }
  }
  return sum
}

const MOST_FRACTIONS = 10_000
/** A convergent costs a division, so only each eighth is looked at. */
const STRIDE = 8

/**
 * 2F1(1, b; c; z) for 0 <= z < 1 by Gauss' continued fraction (DLMF 15.7.1 with a = 0, that is b = 1 shifted). Where the series needs a
 * thousand terms, at z = 0.99, this needs some seventy. Its convergents come from Wallis' recurrence (DLMF 1.12.5): one division for each,
 * where Lentz' method needs three, and the model of a shop is fitted by millions of them.
 */
export function hypergeometricOne(b: number, c: number, z: number): number {
  if (z === 0) {
    return 1
  }
  let [above, below] = [1, 1]
  let [aboveBefore, belowBefore] = [1, 0]
  let fraction = 1
  for (let n = 1; n <= MOST_FRACTIONS; n += 1) {
    const m = n >> 1
    const step =
      ((n & 1) === 1
        ? ((b + m) * (c - 1 + m)) / ((c + 2 * m - 1) * (c + 2 * m))
        : (m * (c - 1 - b + m)) / ((c + 2 * m - 2) * (c + 2 * m - 1))) * -z
    const nextAbove = above + step * aboveBefore
    const nextBelow = below + step * belowBefore
    aboveBefore = above
    belowBefore = below
    above = nextAbove
    below = nextBelow
    if (n % STRIDE === 0) {
      const next = above / below
      if (Math.abs(next - fraction) <= ENOUGH * Math.abs(next)) {
        return 1 / next
      }
      fraction = next
      // Both shrink together; only their ratio says something.
      aboveBefore /= below
      belowBefore /= below
      above = next
      below = 1
    }
  }
  return 1 / fraction
}
