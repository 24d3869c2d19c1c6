const DAY = 86_400_000

/** That many days from now, as ISO 8601 with zone. */
export const inDays = (days: number): string =>
  new Date(performance.timeOrigin + performance.now() + days * DAY).toISOString()

export const isFuture = (iso: string | null): iso is string =>
  iso !== null && Date.parse(iso) > performance.timeOrigin + performance.now()
