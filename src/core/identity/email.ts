import { domainToASCII } from "node:url"
import { unstorable } from "../text/storable"

// RFC 5321 4.5.3.1, counted in octets.
const MAX_LOCAL = 64
const MAX_TOTAL = 254

// RFC 5322's dot-atom, widened by RFC 6531 to letters, marks and digits of every script. Quoted local parts are not
// taken: hardly anybody owns one, and everything between shop and mailbox mistakes them.
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
// IDNA has nothing to say about these, and asking it takes longer than all the rest. A last label that starts with a digit may be
// part of an IPv4 address, and "xn--" of a name that has to be checked.
const PLAIN_DOMAIN = /^(?!.*xn--)(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

type Parts = { readonly local: string; readonly domain: string }

/**
 * The form in which two addresses are the same person: trimmed, NFC, the domain as IDNA's ASCII form, all in lower case.
 * No dots or plus tags are folded. Only for matching; mail goes to the address as it was given.
 * @returns null when `raw` is not an address that can get mail (see `emailProblem`).
 */
export function normaliseEmail(raw: string): string | null {
  const parts = parse(raw)
  return typeof parts === "string" ? null : `${parts.local}@${parts.domain}`
}

/** What is wrong with an e-mail address, as the end of a sentence that names the field, or null when nothing is. */
export function emailProblem(raw: unknown): string | null {
  const parts = parse(raw)
  return typeof parts === "string" ? parts : null
}

/** The parts in matching form, or what is wrong. */
function parse(raw: unknown): Parts | string {
  if (typeof raw !== "string") {
    return "must be an e-mail address as text, such as name@shop.example"
  }
  const address = raw.trim().normalize("NFC")
  if (address === "") {
    return "is empty; expected an e-mail address such as name@shop.example"
  }
  const characters = unstorable(address) ?? controlProblem(address)
  if (characters !== null) {
    return characters
  }
  const at = address.lastIndexOf("@")
  if (at < 1 || at === address.length - 1) {
    return 'must have a name, an "@" and a domain, such as name@shop.example'
  }
  // Split before lower-casing: a lower-case form may be longer ("İ" becomes two code units), so positions shift.
  return checkParts(address.slice(0, at), address.slice(at + 1))
}

function controlProblem(address: string): string | null {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(address)) {
    return "contains a line break or a control character; give one address alone"
  }
  return /[,;]/.test(address) ? "holds several addresses; give one" : null
}

function checkParts(local: string, domain: string): Parts | string {
  if (local.includes("@")) {
    return 'has more than one "@"'
  }
  if (Buffer.byteLength(local) > MAX_LOCAL) {
    return `has ${Buffer.byteLength(local)} bytes before the "@"; at most ${MAX_LOCAL} are allowed`
  }
  if (!LOCAL.test(local)) {
    return 'has a character or a dot before the "@" that is not allowed (quotes and spaces are not)'
  }
  const ascii = asciiDomain(domain)
  if (ascii === null) {
    return `has the domain "${domain.slice(0, 80)}", which is not one; expected a domain such as shop.example`
  }
  if (Buffer.byteLength(local) + 1 + ascii.length > MAX_TOTAL) {
    return `is longer than ${MAX_TOTAL} bytes`
  }
  return { local: local.toLowerCase().normalize("NFC"), domain: ascii }
}

/** The domain by IDNA (UTS 46): `españa.es` and `xn--espaa-rta.es` are one. A pure function of its argument. */
function asciiDomain(domain: string): string | null {
  if (domain.length > 255 || !DOMAIN.test(domain)) {
    return null
  }
  const ascii = PLAIN_DOMAIN.test(domain) ? domain.toLowerCase() : domainToASCII(domain)
  const labels = ascii.split(".")
  // The host parser reads all-numeric names as IPv4 addresses; nobody gets mail there.
  const top = labels[labels.length - 1] as string
  const named = labels.length > 1 && !/^[0-9]+$/.test(top)
  return named && ascii.length <= 253 && labels.every((label) => LABEL.test(label)) ? ascii : null
}
