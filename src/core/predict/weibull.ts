import type { Spell } from "./spells"

/** The share that still waits after t days is exp(-(t / scale) ^ shape). */
export type Weibull = { readonly shape: number; readonly scale: number }

export type WeibullFit = Weibull & {
  readonly logLikelihood: number
  /** Intervals that ended: what the fit learns from. */
  readonly ended: number
  /** 90 % confidence interval of the median, in days. */
  readonly medianBetween: readonly [number, number]
}

const [FLATTEST, STEEPEST] = [0.02, 200]

/**
 * Maximum likelihood with open spells: Lawless, "Statistical models and methods for lifetime data" (2003), equations 5.2.3 to 5.2.5. The
 * scale follows from the shape, and the equation for the shape is monotone.
 * @returns null when fewer than two spells ended
 */
export function fitWeibull(spells: readonly Spell[]): WeibullFit | null {
  const ended = spells.filter((spell) => spell.ended)
  const longest = spells.reduce((most, { days }) => Math.max(most, days), 0)
  if (ended.length < 2) {
    return null
  }
  // In units of the longest spell no power overflows.
  const logs = Float64Array.from(spells, ({ days }) => Math.log(days / longest))
  const meanLog = ended.reduce((sum, { days }) => sum + Math.log(days / longest), 0) / ended.length
  const sums = (shape: number): [number, number, number] => {
    let [power, first, second] = [0, 0, 0]
    for (const log of logs) {
      const one = Math.exp(shape * log)
      power += one
      first += one * log
      second += one * log * log
    }
    return [power, first, second]
  }
  const slope = (shape: number): number => {
    const [power, first] = sums(shape)
    return first / power - 1 / shape - meanLog
  }
  const shape = rootOf(slope, FLATTEST, STEEPEST)
  const [power, first, second] = sums(shape)
  const d = ended.length
  const scale = longest * (power / d) ** (1 / shape)
  const logLikelihood =
    d * (Math.log(shape) + (shape - 1) * meanLog - Math.log(longest) - Math.log(power / d)) - d
  const spread = medianError({ shape, d, power, first, second })
  const median = weibullQuantile({ shape, scale }, 0.5)
  const factor = Math.exp(NORMAL_95 * spread)
  return {
    shape,
    scale,
    logLikelihood,
    ended: d,
    medianBetween: [median / factor, median * factor],
  }
}

/** The 95th percentile of the normal distribution: 90 % lie between it and its mirror. */
export const NORMAL_95 = 1.6448536269514722

/** Logarithm of the likelihood of spells, open ones among them. */
export const weibullLikelihood = ({ shape, scale }: Weibull, spells: readonly Spell[]): number =>
  spells.reduce((sum, { days, ended }) => {
    const log = Math.log(days / scale)
    return sum - Math.exp(shape * log) + (ended ? Math.log(shape / scale) + (shape - 1) * log : 0)
  }, 0)

/** The day by which a share has bought again. */
export const weibullQuantile = ({ shape, scale }: Weibull, share: number): number =>
  scale * (-Math.log1p(-share)) ** (1 / shape)

/** Bisection: the function is increasing, and where it does not cross zero (all intervals are equal) the nearer bound is the answer. */
function rootOf(increasing: (x: number) => number, low: number, high: number): number {
  let [from, to] = [Math.log(low), Math.log(high)]
  while (to - from > 1e-12) {
    const middle = (from + to) / 2
    if (increasing(Math.exp(middle)) < 0) {
      from = middle
    } else {
      to = middle
    }
  }
  return Math.exp((from + to) / 2)
}

type Curvature = Readonly<Record<"shape" | "d" | "power" | "first" | "second", number>>

/**
 * Standard error of ln(median) by the delta method, from the observed information in (u = ln scale, k = shape): with
 * w = (t / scale) ^ k and z = ln(t / scale), -l_uu = k² Σw, -l_uk = d - Σw - k Σwz, -l_kk = d / k² + Σwz². At the optimum Σw = d.
 */
function medianError({ shape: k, d, power, first, second }: Curvature): number {
  const logScale = Math.log(power / d) / k
  const wz = (d * (first - logScale * power)) / power
  const wzz = (d * (second - 2 * logScale * first + logScale * logScale * power)) / power
  const uu = k * k * d
  const uk = -k * wz
  const kk = d / (k * k) + wzz
  const determinant = uu * kk - uk * uk
  // ln(median) = u + ln(ln 2) / k.
  const byShape = -Math.log(Math.LN2) / (k * k)
  const variance = (kk - 2 * byShape * uk + byShape * byShape * uu) / determinant
  return Math.sqrt(Math.max(0, variance))
}
