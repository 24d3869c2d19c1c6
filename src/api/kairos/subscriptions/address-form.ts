import { escapeHtml } from "../../../core/content/render-template"
import {
  ADDRESS_FIELDS,
  ADDRESS_LIMITS,
  type AddressField,
  type AddressProblem,
  countryName,
  isAddressFieldNeeded,
  type ShippingAddress,
} from "../../../core/renewal/shipping-address"
import type { Language } from "../../../core/text/localized"
import { ADDRESS_TEXTS } from "./address-texts"

/** What somebody has filled in, and what is wrong with it. */
export type Draft = {
  readonly fields: Readonly<Record<string, unknown>>
  readonly problems: readonly AddressProblem[]
}

/** So that a browser fills it in from what its owner keeps there. */
const AUTOCOMPLETE: Readonly<Record<AddressField, string>> = {
  first_name: "given-name",
  last_name: "family-name",
  address_1: "address-line1",
  address_2: "address-line2",
  postal_code: "postal-code",
  city: "address-level2",
  province: "address-level1",
  country_code: "country",
}

/**
 * The fields of an address in a form, with what was typed and what is wrong beside each. Of the address on file it tells the
 * country alone.
 * @param wrap puts the fields into a form
 */
export function addressForm(
  onFile: ShippingAddress,
  draft: Draft,
  language: Language,
  wrap: (inner: string) => string
): string {
  const fields = ADDRESS_FIELDS.map((field) => fieldHtml(field, { onFile, draft, language }))
  const hint = `<p class="hint">${escapeHtml(ADDRESS_TEXTS[language].why)}</p>`
  return `${problemsHtml(draft, language)}${wrap(`${hint}${fields.join("")}`)}`
}

function problemsHtml({ problems }: Draft, language: Language): string {
  const { wrong, fields } = ADDRESS_TEXTS[language]
  const lines = problems.map(
    ({ field, text }) =>
      `<li><a href="#${field}">${escapeHtml(fields[field])}</a>: <span id="${field}-wrong">${escapeHtml(text[language])}</span></li>`
  )
  return problems.length === 0
    ? ""
    : `<div class="wrong" role="alert"><p>${escapeHtml(wrong)}</p><ul>${lines.join("")}</ul></div>`
}

type Shown = {
  readonly onFile: ShippingAddress
  readonly draft: Draft
  readonly language: Language
}

function fieldHtml(field: AddressField, { onFile, draft, language }: Shown): string {
  const words = ADDRESS_TEXTS[language]
  const needed = isAddressFieldNeeded(field, onFile)
  const label = needed ? words.fields[field] : words.optional(words.fields[field])
  const wrong = draft.problems.some((problem) => problem.field === field)
  const attributes = [
    `id="${field}" name="${field}" autocomplete="shipping ${AUTOCOMPLETE[field]}"`,
    needed ? " required" : "",
    wrong ? ` aria-invalid="true" aria-describedby="${field}-wrong"` : "",
  ].join("")
  const typed = draft.fields[field]
  const value = typeof typed === "string" ? typed : ""
  const control =
    field === "country_code"
      ? `<select ${attributes}><option value="${escapeHtml(onFile.country_code ?? "")}">${escapeHtml(countryName(onFile.country_code ?? "", language))}</option></select>`
      : `<input type="text" ${attributes} maxlength="${ADDRESS_LIMITS[field]}" value="${escapeHtml(value)}">`
  return `<p><label for="${field}">${escapeHtml(label)}</label>${control}</p>`
}
