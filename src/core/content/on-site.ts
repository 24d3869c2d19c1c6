import { invalid, valid, type Checked, type Problem } from "../result"
import { linkProblem } from "./check-link"
import { LANGUAGES } from "../text/localized"
import { compileSource } from "./compile-nodes"
import type { ContentWords, OnSiteContent } from "./content"

const LIMITS = {
  headline: 200,
  body: 4000,
  label: 60,
  disclosure: 1000,
  address: 2000,
  products: 50,
}
const KEYS = ["headline", "body", "image_url", "cta", "products", "disclosure", "translations"]
const WORDS = ["headline", "body", "label", "disclosure"] as const
const SOURCES = ["none", "chosen", "bestsellers", "bought_before", "new_for_you"] as const

/** An address in content: written out, or one variable that is an address. */
const WHOLE_VARIABLE = /^\{\{\s*([a-z_]+\.[a-z_]+)\s*\}\}$/

/**
 * Checks what a placement shows (requirement C-06): texts without HTML whose tags follow the rules of mail templates,
 * addresses of the shop, products by a known way of choosing.
 */
export function checkOnSiteContent(
  input: unknown,
  path: string,
  allowedHosts: readonly string[]
): Checked<OnSiteContent> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return invalid({
      path,
      message: "must be an object with headline, body, image_url, cta, products, disclosure",
    })
  }
  const problems: Problem[] = []
  const fields = input as Record<string, unknown>
  for (const key of Object.keys(fields).filter((name) => !KEYS.includes(name))) {
    problems.push({
      path: `${path}.${key}`,
      message: `does not exist; known are ${KEYS.join(", ")}`,
    })
  }
  const content: OnSiteContent = {
    headline: checkText(fields.headline ?? "", `${path}.headline`, LIMITS.headline, problems),
    body: checkMarkdown(fields.body ?? "", `${path}.body`, allowedHosts, problems),
    image_url: checkAddress(
      fields.image_url,
      `${path}.image_url`,
      allowedHosts,
      "shop_image",
      problems
    ),
    cta: checkCta(fields.cta, `${path}.cta`, allowedHosts, problems),
    products: checkProducts(fields.products, `${path}.products`, problems),
    disclosure: isBlank(fields.disclosure)
      ? null
      : checkText(fields.disclosure, `${path}.disclosure`, LIMITS.disclosure, problems),
  }
  const translations = checkTranslations(
    content,
    fields.translations,
    `${path}.translations`,
    allowedHosts,
    problems
  )
  if (problems.length === 0 && isEmpty(content)) {
    problems.push({
      path,
      message: "shows nothing; write a headline or a body, or choose products or an image",
    })
  }
  return problems.length > 0
    ? invalid(...problems)
    : valid(translations === null ? content : { ...content, translations })
}

/** Each language's own words: nothing is translated that the content does not say. */
function checkTranslations(
  content: OnSiteContent,
  input: unknown,
  path: string,
  allowedHosts: readonly string[],
  problems: Problem[]
): NonNullable<OnSiteContent["translations"]> | null {
  if (isBlank(input)) {
    return null
  }
  if (typeof input !== "object" || Array.isArray(input)) {
    problems.push({ path, message: 'must be an object such as { "es": { "headline": "Hola" } }' })
    return null
  }
  const found: Record<string, ContentWords> = {}
  for (const [code, words] of Object.entries(input as object)) {
    const at = `${path}.${code}`
    if (!LANGUAGES.some((language) => language === code)) {
      problems.push({ path: at, message: `is no language; known are ${LANGUAGES.join(", ")}` })
    } else if (typeof words !== "object" || words === null || Array.isArray(words)) {
      problems.push({ path: at, message: `must be an object with ${WORDS.join(", ")}` })
    } else {
      const checked = checkWords(content, words as Record<string, unknown>, at, {
        allowedHosts,
        problems,
      })
      if (Object.keys(checked).length > 0) {
        found[code] = checked
      }
    }
  }
  return Object.keys(found).length === 0 ? null : found
}

function checkWords(
  content: OnSiteContent,
  words: Readonly<Record<string, unknown>>,
  path: string,
  { allowedHosts, problems }: { allowedHosts: readonly string[]; problems: Problem[] }
): ContentWords {
  for (const key of Object.keys(words).filter((name) => !WORDS.some((one) => one === name))) {
    problems.push({
      path: `${path}.${key}`,
      message: `does not exist; known are ${WORDS.join(", ")}`,
    })
  }
  const absent = {
    label: content.cta === null ? "there is no button; add cta, or leave it out" : null,
    disclosure:
      content.disclosure === null ? "there is no disclosure to translate; write one first" : null,
  }
  const written = WORDS.filter((name) => !isBlank(words[name])).map((name) => {
    const at = `${path}.${name}`
    const missing = name === "label" || name === "disclosure" ? absent[name] : null
    if (missing !== null) {
      problems.push({ path: at, message: missing })
    }
    return [
      name,
      name === "body"
        ? checkMarkdown(words.body, at, allowedHosts, problems)
        : checkText(words[name], at, LIMITS[name], problems),
    ]
  })
  return Object.fromEntries(written) as ContentWords
}

function isEmpty(content: OnSiteContent): boolean {
  const words = `${content.headline}${content.body}`.trim()
  return words === "" && content.image_url === null && content.products.source === "none"
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ""
}

function checkText(value: unknown, path: string, limit: number, problems: Problem[]): string {
  compileSource(value, path, null, problems)
  if (typeof value !== "string") {
    return ""
  }
  if (value.length > limit) {
    problems.push({ path, message: `has ${value.length} characters; at most ${limit} are allowed` })
  }
  if (/<[a-z/!?]/i.test(value)) {
    problems.push({ path, message: "holds HTML; write plain text" })
  }
  return value
}

function checkMarkdown(
  value: unknown,
  path: string,
  allowedHosts: readonly string[],
  problems: Problem[]
): string {
  const body = checkText(value, path, LIMITS.body, problems)
  if (/!\[/.test(body)) {
    problems.push({ path, message: "holds an image; use image_url for the picture" })
  }
  for (const [, href = ""] of body.matchAll(/\]\(([^)]*)\)/g)) {
    addressProblem(href.trim(), path, allowedHosts, "shop_link", problems)
  }
  if (/\]\s*\[[^\]]*\]|^\s*\[[^\]]*\]:/m.test(body)) {
    problems.push({ path, message: "holds a reference link; write [words](https://…)" })
  }
  return body
}

function checkAddress(
  value: unknown,
  path: string,
  allowedHosts: readonly string[],
  place: "shop_link" | "shop_image",
  problems: Problem[]
): string | null {
  if (isBlank(value)) {
    return null
  }
  if (typeof value !== "string") {
    problems.push({
      path,
      message: "must be an address as text, such as https://shop.example/page or /page",
    })
    return null
  }
  addressProblem(value, path, allowedHosts, place, problems)
  return value
}

function addressProblem(
  href: string,
  path: string,
  allowedHosts: readonly string[],
  place: "shop_link" | "shop_image",
  problems: Problem[]
): void {
  if (href.length > LIMITS.address) {
    problems.push({ path, message: `is longer than ${LIMITS.address} characters` })
    return
  }
  if (!href.includes("{{")) {
    const message = linkProblem(href, allowedHosts, place)
    if (message !== null) {
      problems.push({ path, message })
    }
    return
  }
  const compiled = compileSource(href, path, null, problems)
  const node = compiled.nodes[0]
  if (
    !WHOLE_VARIABLE.test(href) ||
    (node !== undefined && !(node.kind === "print" && node.type === "url"))
  ) {
    problems.push({
      path,
      message: "may hold one variable that is an address, such as {{links.cart}}, and nothing else",
    })
  }
}

function checkCta(
  value: unknown,
  path: string,
  allowedHosts: readonly string[],
  problems: Problem[]
): OnSiteContent["cta"] {
  if (isBlank(value)) {
    return null
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    problems.push({ path, message: "must be { label, href } or null" })
    return null
  }
  const { label, href } = value as Record<string, unknown>
  const words = checkText(label ?? "", `${path}.label`, LIMITS.label, problems)
  if (words.trim() === "") {
    problems.push({ path: `${path}.label`, message: "is empty; write what the button says" })
  }
  const address = checkAddress(href, `${path}.href`, allowedHosts, "shop_link", problems)
  if (isBlank(href)) {
    problems.push({
      path: `${path}.href`,
      message: "is missing; write where the button leads, such as /products",
    })
  }
  return { label: words, href: address ?? "" }
}

function checkProducts(
  value: unknown,
  path: string,
  problems: Problem[]
): OnSiteContent["products"] {
  if (isBlank(value)) {
    return { source: "none", ids: [] }
  }
  const { source, ids = [] } = value as { source?: unknown; ids?: unknown }
  const known = SOURCES.find((name) => name === source)
  if (known === undefined) {
    problems.push({ path: `${path}.source`, message: `must be one of ${SOURCES.join(", ")}` })
  }
  const list =
    Array.isArray(ids) && ids.every((id) => typeof id === "string" && /^[\w-]{1,64}$/.test(id))
  if (!list) {
    problems.push({
      path: `${path}.ids`,
      message: "must be a list of product ids such as prod_01…",
    })
  } else if (ids.length > LIMITS.products) {
    problems.push({
      path: `${path}.ids`,
      message: `has ${ids.length} entries; at most ${LIMITS.products} are allowed`,
    })
  } else if (known === "chosen" && ids.length === 0) {
    problems.push({ path: `${path}.ids`, message: "is empty; choose at least one product" })
  }
  return { source: known ?? "none", ids: list ? (ids as string[]) : [] }
}
