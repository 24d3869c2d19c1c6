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

/** So small that it stands for zero without dividing by it. */
const TINY = 1e-300
const MOST_FRACTIONS = 10_000

/**
 * 2F1(1, b; c; z) for 0 <= z < 1 by Gauss' continued fraction (DLMF 15.7.1 with a = 0, that is b = 1 shifted), evaluated
 * by Lentz' method. Where the series needs a thousand terms, at z = 0.99, this needs some seventy.
 */
export function hypergeometricOne(b: number, c: number, z: number): number {
  if (z === 0) {
    return 1
  }
  let fraction = 1
  let above = 1
  let below = 0
  for (let n = 1; n <= MOST_FRACTIONS; n += 1) {
    const m = n >> 1
    const k =
      (n & 1) === 1
        ? ((b + m) * (c - 1 + m)) / ((c + 2 * m - 1) * (c + 2 * m))
        : (m * (c - 1 - b + m)) / ((c + 2 * m - 2) * (c + 2 * m - 1))
    const step = -k * z
    below = 1 + step * below
    below = 1 / (below === 0 ? TINY : below)
    above = 1 + step / above
    above = above === 0 ? TINY : above
    const change = above * below
    fraction *= change
    if (Math.abs(change - 1) <= ENOUGH) {
      break
    }
  }
  return 1 / fraction
}
