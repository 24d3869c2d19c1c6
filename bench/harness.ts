/** One thing that is timed, beside its peers, in the same run. */
export type Variant = {
  readonly name: string
  /** Does the work once more and says how many units it did. */
  readonly run: () => number | Promise<number>
}

export type Timing = {
  readonly name: string
  /** Microseconds per unit of work. */
  readonly median: number
  readonly min: number
  readonly max: number
}

export type Report = {
  readonly bench: string
  readonly figures: Readonly<Record<string, number>>
  readonly ratios: Readonly<Record<string, number>>
}

/**
 * Times variants in turn, round after round, so that whatever slows the machine slows all of them; the first round, in
 * which everything is compiled, is left out.
 * @param sliceMs how long one variant works in one round
 */
export async function interleave(
  variants: readonly Variant[],
  { rounds, sliceMs }: { readonly rounds: number; readonly sliceMs: number }
): Promise<ReadonlyMap<string, Timing>> {
  const samples = new Map(variants.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of variants) {
      const perUnit = await slice(run, sliceMs)
      if (round > 0) {
        samples.get(name)?.push(perUnit)
      }
    }
    progress(`round ${round} of ${rounds}`)
  }
  return new Map(variants.map(({ name }) => [name, timingOf(name, samples.get(name) ?? [])]))
}

async function slice(run: Variant["run"], sliceMs: number): Promise<number> {
  const begun = performance.now()
  let units = 0
  let elapsed = 0
  while (elapsed < sliceMs) {
    const done = run()
    units += typeof done === "number" ? done : await done
    elapsed = performance.now() - begun
  }
  return (elapsed * 1000) / units
}

export function timingOf(name: string, samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    name,
    median: quantile(sorted, 0.5),
    min: sorted[0] ?? NaN,
    max: sorted.at(-1) ?? NaN,
  }
}

/** @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const low = sorted[Math.floor(position)] ?? NaN
  const high = sorted[Math.ceil(position)] ?? NaN
  return low + (high - low) * (position - Math.floor(position))
}

/** How many times as fast the first is as the second. */
export function speedup(timings: ReadonlyMap<string, Timing>, ours: string, other: string): number {
  return (timings.get(other)?.median ?? NaN) / (timings.get(ours)?.median ?? NaN)
}

export function printTable(title: string, rows: readonly Timing[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const number = (value: number) => value.toFixed(value < 10 ? 3 : 1).padStart(10)
  console.log(`\n${title}\n${"".padEnd(width)}    median       min       max`)
  for (const { name, median, min, max } of rows) {
    console.log(`${name.padEnd(width)}${number(median)}${number(min)}${number(max)}`)
  }
}

/** The last line of a benchmark, for programs. */
export function printReport(report: Report): void {
  const rounded = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(4))])
    )
  console.log(
    `\n${JSON.stringify({ bench: report.bench, figures: rounded(report.figures), ratios: rounded(report.ratios) })}`
  )
}

export const progress = (text: string): void => {
  process.stderr.write(`  ${text}\n`)
}
