/** How often an event came in a window that ends now, and in the same window of the weeks before. */
export type Rhythm = {
  readonly hours: number
  readonly seen: number
  /** The lower median of the weeks that are known; of four weeks the second lowest. */
  readonly usual: number
  /** In how many of the last four weeks it was known already. */
  readonly weeks: number
}

export type Silence = { readonly hours: number; readonly usual: number }

/** With so many expected, none at all happens by chance once in twenty thousand times (Poisson, e^-10). */
const FEWEST_EXPECTED = 10
const FEWEST_WEEKS = 3

/**
 * The shortest window in which an event that used to come did not. Null for events that are rare, new, or there: whoever
 * warns of those is not read when it matters.
 */
export function silenceOf(rhythms: readonly Rhythm[]): Silence | null {
  const telling = [...rhythms]
    .sort((a, b) => a.hours - b.hours)
    .find(
      ({ seen, usual, weeks }) => seen === 0 && weeks >= FEWEST_WEEKS && usual >= FEWEST_EXPECTED
    )
  return telling === undefined ? null : { hours: telling.hours, usual: telling.usual }
}
