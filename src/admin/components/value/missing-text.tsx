import type { NotEnoughHistory } from "../../../types"
import { useLocale } from "../../lib/locale"

type Missing = NotEnoughHistory["missing"]

/** "Not enough history", and what is missing, in plain words. */
export function MissingText({ missing }: { missing: Missing }) {
  const missingText = useMissing()
  return <span className="text-ui-fg-subtle">{missingText(missing)}</span>
}

export function useMissing() {
  const { t, number, percent } = useLocale()
  return ({ what, ...figures }: Missing): string =>
    t(`value.missing.${what}`, {
      found: number(figures.found ?? 0),
      needed: number(figures.needed ?? 0),
      days: number(figures.days ?? 0),
      alive: percent(figures.alive ?? 0),
    })
}
