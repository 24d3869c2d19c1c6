const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/**
 * What is wrong with a point in time, as the end of a sentence that names the field, or null. Taken are a day
 * (`2026-03-02`, its first instant in UTC) and ISO 8601 with a zone (`2026-03-02T10:15:00Z`).
 */
export function instantProblem(text: unknown): string | null {
  const expected =
    "expected a day such as 2026-03-02 or a time with its zone such as 2026-03-02T10:15:00Z"
  if (typeof text !== "string") {
    return expected
  }
  const parts = INSTANT.exec(text)
  if (parts === null) {
    return /T[\d:.]+$/.test(text) ? "has no zone; add one, for example Z for UTC" : expected
  }
  const [year, month, day, hour, minute, second] = (parts.slice(1) as (string | undefined)[]).map(
    (part) => Number(part ?? 0)
  )
  const inMonth = new Date(Date.UTC(year as number, month as number, 0)).getUTCDate()
  const exists =
    within(month, 1, 12) &&
    within(day, 1, inMonth) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 59)
  return exists ? null : `does not exist: ${text}`
}

function within(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}
