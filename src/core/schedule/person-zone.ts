import type { Subject } from "../catalog/definitions"
import { isTimeZone } from "./time-zone"

export type ZoneSource = "preference" | "browser" | "address" | "shop"
export type PersonZone = { readonly zone: string; readonly source: ZoneSource }

/** Where most people of a country with several zones live. The others' zones are the only ones of theirs. */
const MAIN_ZONES: Readonly<Record<string, string>> = {
  ar: "America/Argentina/Buenos_Aires",
  au: "Australia/Sydney",
  br: "America/Sao_Paulo",
  ca: "America/Toronto",
  cd: "Africa/Kinshasa",
  cl: "America/Santiago",
  cn: "Asia/Shanghai",
  cy: "Asia/Nicosia",
  de: "Europe/Berlin",
  ec: "America/Guayaquil",
  es: "Europe/Madrid",
  fm: "Pacific/Pohnpei",
  gl: "America/Nuuk",
  id: "Asia/Jakarta",
  ki: "Pacific/Tarawa",
  kz: "Asia/Almaty",
  mh: "Pacific/Majuro",
  mn: "Asia/Ulaanbaatar",
  mx: "America/Mexico_City",
  my: "Asia/Kuala_Lumpur",
  nz: "Pacific/Auckland",
  pf: "Pacific/Tahiti",
  pg: "Pacific/Port_Moresby",
  ps: "Asia/Gaza",
  pt: "Europe/Lisbon",
  ru: "Europe/Moscow",
  ua: "Europe/Kiev",
  us: "America/New_York",
  uz: "Asia/Tashkent",
}

/** The zone of a person: what they chose, else their browser's, else that of their last address, else the shop's. */
export function personZone(
  { contact, profile, session, order, cart, customer }: Subject,
  shop: string
): PersonZone {
  if (isTimeZone(contact?.time_zone)) {
    return { zone: contact.time_zone, source: "preference" }
  }
  const browser = session?.time_zone ?? profile?.browser_time_zone
  if (isTimeZone(browser)) {
    return { zone: browser, source: "browser" }
  }
  const address = zoneOfCountry(
    order?.country_code ?? cart?.country_code ?? customer?.country_code ?? null
  )
  return address === null ? { zone: shop, source: "shop" } : { zone: address, source: "address" }
}

/** @param country ISO 3166-1 alpha-2 @returns null for a country that has no zone, such as one that does not exist */
export function zoneOfCountry(country: string | null): string | null {
  if (country === null || !/^[a-z]{2}$/i.test(country)) {
    return null
  }
  return MAIN_ZONES[country.toLowerCase()] ?? zonesOf(country)[0] ?? null
}

/** A proposal of ECMA-402 (Intl Locale Info) that engines have had under two names. */
type LocaleWithZones = Intl.Locale & {
  readonly timeZones?: readonly string[]
  readonly getTimeZones?: () => readonly string[] | undefined
}

function zonesOf(country: string): readonly string[] {
  const locale: LocaleWithZones = new Intl.Locale(`und-${country.toUpperCase()}`)
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
