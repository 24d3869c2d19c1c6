import type { Localized } from "../catalog/definitions"
import { LANGUAGES, type Language, LOCALE_OF, localized } from "../text/localized"

/** In the order in which somebody fills them in, by Medusa's names. */
export const ADDRESS_FIELDS = [
  "first_name",
  "last_name",
  "address_1",
  "address_2",
  "postal_code",
  "city",
  "province",
  "country_code",
] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]

/** Where the orders of a subscription go. `country_code` is ISO 3166-1 alpha-2, lower case. */
export type ShippingAddress = Readonly<Record<AddressField, string | null>>

export type AddressProblem = { readonly field: AddressField; readonly text: Localized }

type ReadAddress =
  | { readonly kind: "address"; readonly address: ShippingAddress }
  | { readonly kind: "wrong"; readonly problems: readonly AddressProblem[] }

const ALWAYS: ReadonlySet<AddressField> = new Set([
  "first_name",
  "last_name",
  "address_1",
  "city",
  "country_code",
])

/** Characters; more than any address has, and no more than a label takes. */
export const ADDRESS_LIMITS: Readonly<Record<AddressField, number>> = {
  first_name: 100,
  last_name: 100,
  address_1: 200,
  address_2: 200,
  postal_code: 20,
  city: 100,
  province: 100,
  country_code: 2,
}

/** Control characters, halves of characters, and what turns the direction of a line around: none of it can stand on a parcel. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/**
 * An address as somebody gave it. Its country is that of the one on file: the windows of the law were chosen by it. What the one on
 * file has of postcode and province the new one needs as well, because the post and the taxes of that country ask for it.
 */
export function readAddress(
  given: Readonly<Record<string, unknown>>,
  onFile: ShippingAddress
): ReadAddress {
  const address = Object.fromEntries(
    ADDRESS_FIELDS.map((field) => [field, tidied(field, given[field])])
  ) as ShippingAddress
  const problems = ADDRESS_FIELDS.flatMap((field) => {
    const text = problemOf(field, address[field], onFile)
    return text === null ? [] : [{ field, text }]
  })
  return problems.length > 0 ? { kind: "wrong", problems } : { kind: "address", address }
}

/** Whether a field has to be filled in. */
export const isAddressFieldNeeded = (field: AddressField, onFile: ShippingAddress): boolean =>
  ALWAYS.has(field) || (/^(postal_code|province)$/.test(field) && onFile[field] !== null)

export const isSameAddress = (one: ShippingAddress, other: ShippingAddress): boolean =>
  ADDRESS_FIELDS.every((field) => one[field] === other[field])

function tidied(field: AddressField, value: unknown): string | null {
  const text = typeof value === "string" ? value.normalize("NFC").replace(/\s+/g, " ").trim() : ""
  return text === "" ? null : field === "country_code" ? text.toLowerCase() : text
}

const MISSING: Localized = {
  en: "it is missing; fill it in",
  es: "falta; complétalo",
  pt: "falta; preencha",
}
const UNREADABLE: Localized = {
  en: "it has characters that cannot be printed; type it again",
  es: "tiene caracteres que no se pueden imprimir; escríbelo de nuevo",
  pt: "tem caracteres que não podem ser impressos; digite de novo",
}

function problemOf(
  field: AddressField,
  value: string | null,
  onFile: ShippingAddress
): Localized | null {
  if (value === null) {
    return isAddressFieldNeeded(field, onFile) ? MISSING : null
  }
  if (field === "country_code") {
    return value === onFile.country_code ? null : elsewhere(onFile.country_code ?? "")
  }
  if (UNPRINTABLE.test(value)) {
    return UNREADABLE
  }
  const most = ADDRESS_LIMITS[field]
  return Array.from(value).length > most ? tooLong(most) : null
}

const tooLong = (most: number): Localized => ({
  en: `it is too long; expected at most ${most} characters`,
  es: `es demasiado largo; se esperan como máximo ${most} caracteres`,
  pt: `é longo demais; esperados no máximo ${most} caracteres`,
})

const elsewhere = (code: string): Localized => {
  const name = localized((language) => countryName(code, language))
  return {
    en: `expected "${code}" (${name.en}), where it is sent now; to send it to another country, begin a new one in the shop`,
    es: `se espera "${code}" (${name.es}), adonde se envía ahora; para enviarla a otro país, empieza una nueva en la tienda`,
    pt: `esperado "${code}" (${name.pt}), para onde vai agora; para enviar a outro país, comece uma nova na loja`,
  }
}

const REGIONS = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    new Intl.DisplayNames(LOCALE_OF[language], { type: "region" }),
  ])
) as Record<Language, Intl.DisplayNames>

/** A country in words; what is no country's code stays as it is. */
export const countryName = (code: string, language: Language): string =>
  /^[a-z]{2}$/i.test(code) ? (REGIONS[language].of(code.toUpperCase()) ?? code) : code

/** Street and number are known by their beginning to whoever lives there, and to nobody else. */
const SHOWN = 4

/** `1 Ma•••, Madrid, Spain`: enough to know one's own address, too little to learn somebody else's. */
export function maskAddress(address: ShippingAddress, language: Language): string {
  const street = Array.from(address.address_1 ?? "")
  const begins = street.slice(0, street.length > 2 * SHOWN ? SHOWN : 1).join("")
  const country = address.country_code === null ? null : countryName(address.country_code, language)
  return [`${begins}•••`, address.city, country].filter((part) => part !== null).join(", ")
}
