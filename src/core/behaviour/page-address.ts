const LONGEST_PATH = 500

/** A page's path without query and fragment, from a path or a whole address; null when there is none. */
export function pathOf(value: unknown): string | null {
  if (typeof value !== "string" || value === "") {
    return null
  }
  const path = value.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "")
  return (path === "" ? "/" : path).slice(0, LONGEST_PATH)
}

/** The host of an address, in lower case and without `www.`; null when the text holds none. */
export function hostOf(value: unknown): string | null {
  const host = /^(?:https?:\/\/)?(?:[^/?#@]*@)?(?:www\.)?([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(
    typeof value === "string" ? value : ""
  )?.[1]
  return host === undefined ? null : host.toLowerCase().slice(0, 253)
}
