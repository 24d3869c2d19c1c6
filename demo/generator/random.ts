/** Draws from one seed: the same seed gives the same shop on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Whole number from `min` to `max`, both included. */
  readonly integer: (min: number, max: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** Index of a weight, drawn in proportion to it. */
  readonly weighted: (weights: readonly number[]) => number
  readonly exponential: (rate: number) => number
  readonly normal: () => number
  readonly gamma: (shape: number, rate: number) => number
  readonly beta: (a: number, b: number) => number
  readonly poisson: (mean: number) => number
  /** Shares that add up to 1; a small concentration makes them unequal. */
  readonly dirichlet: (count: number, concentration: number) => readonly number[]
}

export function randomOf(seed: number): Random {
  const uniform = mulberry32(seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const exponential = (rate: number): number => -Math.log(1 - uniform()) / rate
  const gamma = (shape: number, rate: number): number =>
    standardGamma(shape, uniform, normal) / rate
  const beta = (a: number, b: number): number => {
    const x = gamma(a, 1)
    return x / (x + gamma(b, 1))
  }
  return {
    uniform,
    normal,
    exponential,
    gamma,
    beta,
    integer: (min, max) => min + Math.floor(uniform() * (max - min + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(uniform() * list.length)] as T,
    weighted: (weights) => weightedIndex(weights, uniform),
    poisson: (mean) => poisson(mean, uniform),
    dirichlet: (count, concentration) => {
      const draws = Array.from({ length: count }, () => gamma(concentration, 1))
      const sum = draws.reduce((a, b) => a + b, 0)
      return draws.map((draw) => draw / sum)
    },
  }
}

/** Tommy Ettinger's mulberry32: 32 bits of state are plenty for a demo shop. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); section 6 for shapes below 1. */
function standardGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) {
    return standardGamma(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape)
  }
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return d * v
    }
  }
}

function weightedIndex(weights: readonly number[], uniform: () => number): number {
  let left = uniform() * weights.reduce((a, b) => a + b, 0)
  for (let i = 0; i < weights.length - 1; i += 1) {
    left -= weights[i] as number
    if (left < 0) {
      return i
    }
  }
  return weights.length - 1
}

/** Knuth's method; the means here are small. */
function poisson(mean: number, uniform: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = uniform(); product > limit; product *= uniform()) {
    count += 1
  }
  return count
}
