/**
 * Whether a request carries Global Privacy Control. The signal has one value, "1"; everything else is no signal
 * (https://www.w3.org/TR/gpc/, section 3.2), also "1, 1", which is two headers that a proxy joined.
 */
export function asksForPrivacy(header: string | readonly string[] | undefined): boolean {
  return typeof header === "string" && header.trim() === "1"
}
