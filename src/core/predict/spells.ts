/** The time from one purchase of a product to the next by the same customer, in days. */
export type Spell = {
  readonly days: number
  /** False when the next purchase had not come when the history ended: then it takes longer than `days`. */
  readonly ended: boolean
}

/**
 * One customer's spells with one product. The last one is open; an open spell of no length says nothing and is left out.
 * @param days on which the product was bought, ascending, each once
 * @param lastDay the last day that the history shows
 */
export function spellsOf(days: readonly number[], lastDay: number): Spell[] {
  return days.flatMap((day, i) => {
    const next = days[i + 1]
    const spell = next === undefined ? lastDay - day : next - day
    return spell > 0 ? [{ days: spell, ended: next !== undefined }] : []
  })
}
