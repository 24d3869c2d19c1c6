/**
 * Asks `probe` again until it answers something other than null or undefined; the only way a test waits.
 * @throws Error that says what was waited for and what was there last, after `seconds`.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined>,
  {
    seconds = 20,
    everyMs = 25,
    show,
  }: { seconds?: number; everyMs?: number; show?: () => Promise<unknown> } = {}
): Promise<T> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const answer = await probe()
    if (answer !== null && answer !== undefined) {
      return answer
    }
    if (performance.now() > deadline) {
      const last = show === undefined ? "" : `; it was ${JSON.stringify(await show())}`
      throw new Error(`waited ${seconds} s for ${what}${last}`)
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
