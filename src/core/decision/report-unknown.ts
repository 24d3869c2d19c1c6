import { nearest } from "../text/nearest"

type Fields = Readonly<Record<string, unknown>>
type Report = (path: string, message: string) => void

/** Strict: a misspelt field would silently mean its default. */
export function reportUnknown(fields: Fields, allowed: readonly string[], report: Report): void {
  for (const key of Object.keys(fields)) {
    if (!allowed.includes(key)) {
      const near = nearest(key.slice(0, 80), allowed)
      const hint = near === null ? "remove it" : `did you mean "${near}"?`
      report(key.slice(0, 80), `field "${key.slice(0, 80)}" is unknown; ${hint}`)
    }
  }
}
