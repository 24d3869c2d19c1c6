import { invalid, valid, type Checked, type Problem } from "../result"
import { linkProblem } from "./check-link"
import { compileSource, type CompiledSource } from "./compile-nodes"
import type { OnSiteContent } from "./content"
import { renderNodes, withoutControls } from "./render-template"
import type { TemplateContext } from "./template-context"
import type { TemplateNode } from "./template-nodes"
import type { LeafKind } from "./template-variables"

const LIMITS = {
  headline: 200,
  body: 4000,
  label: 60,
  disclosure: 1000,
  address: 2000,
  products: 50,
}
const KEYS = ["headline", "body", "image_url", "cta", "products", "disclosure"]
const SOURCES = ["none", "chosen", "bestsellers", "bought_before"] as const

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
  if (problems.length === 0 && isEmpty(content)) {
    problems.push({
      path,
      message: "shows nothing; write a headline or a body, or choose products or an image",
    })
  }
  return problems.length > 0 ? invalid(...problems) : valid(content)
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

export type RenderedOnSite = {
  readonly headline: string
  /** Limited Markdown; values are escaped with backslashes. */
  readonly body: string
  readonly image_url: string | null
  readonly cta: { readonly label: string; readonly href: string } | null
  readonly disclosure: string | null
}

type Fields = Record<
  "headline" | "body" | "image_url" | "label" | "href" | "disclosure",
  readonly TemplateNode[]
>
type CompiledContent = {
  readonly nodes: Fields
  readonly needs: readonly string[]
  readonly uses: readonly string[]
}

// Content is an immutable part of an automation's version, so its compiled form may live as long as it does.
const compiled = new WeakMap<OnSiteContent, CompiledContent>()

function compiledContent(content: OnSiteContent): CompiledContent {
  let found = compiled.get(content)
  if (found === undefined) {
    found = compileContent(content)
    compiled.set(content, found)
  }
  return found
}

function compileContent(content: OnSiteContent): CompiledContent {
  const problems: Problem[] = []
  const sources: CompiledSource[] = []
  const compile = (value: string | null, field: string) => {
    const source = compileSource(value ?? "", field, null, problems)
    sources.push(source)
    return source.nodes
  }
  const nodes = {
    headline: compile(content.headline, "headline"),
    body: compile(content.body, "body"),
    image_url: compile(content.image_url, "image_url"),
    label: compile(content.cta?.label ?? null, "cta.label"),
    href: compile(content.cta?.href ?? null, "cta.href"),
    disclosure: compile(content.disclosure, "disclosure"),
  }
  if (problems.length > 0) {
    const [first] = problems
    throw new Error(`stored content is not usable: ${first?.path} ${first?.message}`)
  }
  return {
    nodes,
    needs: [...new Set(sources.flatMap((source) => [...source.needs]))],
    uses: [...new Set(sources.flatMap((source) => [...source.uses]))],
  }
}

/** The variables that content prints or asks for: those of the customer's own history need consent to be shown. */
export function variablesOfContent(content: OnSiteContent): readonly string[] {
  return compiledContent(content).uses
}

/** The optional parts that content cannot do without: `order`, `coupon`. */
export function partsNeededByContent(content: OnSiteContent): readonly string[] {
  return compiledContent(content).needs
}

const asText = (value: string) => withoutControls(value)

/** Fills content in. The strings are plain text (the body limited Markdown), never HTML. */
export function renderOnSiteContent(
  content: OnSiteContent,
  context: TemplateContext
): RenderedOnSite {
  const { nodes } = compiledContent(content)
  const plain = (field: keyof Fields) => renderNodes(nodes[field], context, asText).trim()
  return {
    headline: plain("headline"),
    body: renderNodes(nodes.body, context, escapeMarkdown).trim(),
    image_url: content.image_url === null ? null : followable(plain("image_url")),
    cta: callToAction(content, plain),
    disclosure: content.disclosure === null ? null : plain("disclosure"),
  }
}

function callToAction(
  content: OnSiteContent,
  plain: (field: "label" | "href") => string
): RenderedOnSite["cta"] {
  const href = content.cta === null ? null : followable(plain("href"))
  return href === null ? null : { label: plain("label"), href }
}

/**
 * Looked at when it is shown as well as when it was saved (C-06): an address that would run a script is none, however it came
 * into the database.
 */
const followable = (address: string): string | null =>
  /^(https?:\/\/|mailto:|tel:|#|\/(?!\/))/i.test(address) ? address : null

/** A name such as `[click](https://evil)` stays a name. An address keeps its letters, but cannot end its link. */
export function escapeMarkdown(value: string, type: LeafKind): string {
  if (type === "url") {
    return withoutControls(value).replace(/[()\s<>"'\\]/g, encodeURIComponent)
  }
  return withoutControls(value)
    .replace(/[\r\n]+/g, " ")
    .replace(/[\\*_[\]()`#<>!&]/g, "\\$&")
}
