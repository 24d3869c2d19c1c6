import { escapeHtml } from "../../../core/content/render-template"

export const checkedHtml = (checked: boolean): string => (checked ? " checked" : "")

export function optionsHtml(
  options: readonly { readonly value: string; readonly label: string }[],
  current: string
): string {
  return options
    .map(({ value, label }) => {
      const selected = value === current ? " selected" : ""
      return `<option value="${escapeHtml(value)}"${selected}>${escapeHtml(label)}</option>`
    })
    .join("")
}

/** All zones of the engine, and the person's own where it has an older name. */
export function zoneHtml(own: string | null, unknown: string): string {
  const zones = Intl.supportedValuesOf("timeZone")
  const all = own === null || zones.includes(own) ? zones : [own, ...zones]
  const options = [
    { value: "", label: unknown },
    ...all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  ]
  return `<select id="time_zone" name="time_zone">${optionsHtml(options, own ?? "")}</select>`
}
