import type { Problem } from "../result"
import { linkProblem } from "./check-link"
import { createHtmlScanner, type AttributePart, type HtmlScanner } from "./html-scanner"
import { placeOf } from "./parse-template"
import type { PrintNode } from "./template-nodes"

const ADDRESS_ATTRIBUTES: Readonly<Record<string, "mail_link" | "mail_image">> = {
  href: "mail_link",
  cite: "mail_link",
  src: "mail_image",
  background: "mail_image",
  "background-url": "mail_image",
  poster: "mail_image",
  "thumbnails-src": "mail_image",
}

/** Attributes in which a variable is only text. Any other may mean something to some mail program. */
const TEXT_ATTRIBUTES = new Set(["alt", "title", "aria-label", "lang"])

const FORBIDDEN_ATTRIBUTES =
  /^(on.*|srcdoc|srcset|formaction|action|ping|data|codebase|classid|archive|longdesc|usemap|manifest|xlink:href|icon-.*-url|path)$/

const FORBIDDEN_ELEMENTS = new Set([
  "script",
  "iframe",
  "object",
  "embed",
  "applet",
  "base",
  "form",
  "input",
  "button",
  "select",
  "textarea",
  "frame",
  "frameset",
  "link",
  "svg",
  "math",
  "template",
  "noscript",
  "xmp",
  "plaintext",
  "noembed",
  "noframes",
  "portal",
  "audio",
  "video",
  "source",
  "track",
  "marquee",
  "isindex",
  "dialog",
  "mj-include",
  "mj-font",
  "mj-html-attributes",
  "mj-carousel",
  "mj-accordion",
])

/** A scanner that reports what may not stand in a mail: live elements, event handlers, strange addresses. */
export function mailScanner(
  field: string,
  allowedHosts: readonly string[],
  problems: Problem[]
): HtmlScanner<PrintNode> {
  const report = (line: number, message: string) => {
    problems.push({ path: placeOf(field, line), message })
  }
  return createHtmlScanner<PrintNode>({
    problem: report,
    openTag: (tag, line) => {
      if (FORBIDDEN_ELEMENTS.has(tag)) {
        report(line, `<${tag}> is not allowed in a mail; remove it`)
      }
    },
    closeTag: () => undefined,
    attribute: (tag, name, parts, line) => {
      const message = attributeProblem(tag, name, parts, allowedHosts)
      if (message !== null) {
        report(line, message)
      }
    },
    css: (text, line) => {
      const message = cssProblem(text, allowedHosts)
      if (message !== null) {
        report(line, message)
      }
    },
  })
}

function attributeProblem(
  tag: string,
  name: string,
  parts: readonly AttributePart<PrintNode>[],
  allowedHosts: readonly string[]
): string | null {
  if (FORBIDDEN_ATTRIBUTES.test(name)) {
    return `the attribute ${name} of <${tag}> is not allowed; remove it`
  }
  const place = Object.hasOwn(ADDRESS_ATTRIBUTES, name) ? ADDRESS_ATTRIBUTES[name] : undefined
  if (place !== undefined) {
    return addressProblem(tag, name, parts, allowedHosts, place)
  }
  const printed = parts.find((part) => part.kind === "variable")
  if (printed?.kind === "variable" && !TEXT_ATTRIBUTES.has(name)) {
    const variable = printed.variable.path.join(".")
    return `the variable ${variable} may not stand in the attribute ${name} of <${tag}>; variables are allowed in ${[...TEXT_ATTRIBUTES].join(", ")}, and addresses in href and src`
  }
  const text = parts.map((part) => (part.kind === "text" ? part.text : "")).join("")
  if (name === "style") {
    return cssProblem(decodeReferences(text), allowedHosts)
  }
  if (tag === "meta" && name === "http-equiv" && !/^(content-type|x-ua-compatible)$/i.test(text)) {
    return `<meta http-equiv="${text.slice(0, 40)}"> is not allowed; remove it`
  }
  return null
}

/** An address is written out, or begins with one variable that is an address; only written text may follow it. */
function addressProblem(
  tag: string,
  name: string,
  parts: readonly AttributePart<PrintNode>[],
  allowedHosts: readonly string[],
  place: "mail_link" | "mail_image"
): string | null {
  const [first, ...rest] = parts
  if (first === undefined) {
    return null
  }
  const variables = parts.filter((part) => part.kind === "variable")
  if (variables.length === 0) {
    return linkProblem(first.kind === "text" ? first.text : "", allowedHosts, place)
  }
  const use = `write ${name}="{{links.shop}}" or another address such as products' url`
  if (first.kind === "text") {
    return `in ${name} of <${tag}> an address that is written out may hold no variable; ${use}`
  }
  const { path, type, fallback } = first.variable
  if (type !== "url") {
    return `the variable ${path.join(".")} is not an address and may not stand in ${name} of <${tag}>; ${use}`
  }
  if (rest.some((part) => part.kind === "variable")) {
    return `in ${name} of <${tag}> only one variable may stand, at the beginning; ${use}`
  }
  const suffix = rest[0]?.kind === "text" ? rest[0].text : ""
  if (suffix !== "" && !/^[?&#][\w\-.~%=&;+]*$/.test(suffix)) {
    return `in ${name} of <${tag}> only a query such as ?utm_source=mail may follow the variable`
  }
  return fallback === null ? null : linkProblem(fallback, allowedHosts, place)
}

function cssProblem(css: string, allowedHosts: readonly string[]): string | null {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, "")
  const live =
    /@import|expression\s*\(|javascript:|vbscript:|behavior\s*:|-moz-binding|\\|<!--/i.exec(bare)
  if (live !== null) {
    return `"${live[0]}" is not allowed in styles; remove it`
  }
  for (const match of bare.matchAll(/url\s*\(\s*(["']?)([^)"']*)\1\s*\)?/gi)) {
    const problem = linkProblem((match[2] ?? "").trim(), allowedHosts, "mail_image")
    if (problem !== null) {
      return `in styles, ${problem}`
    }
  }
  return /image-set\s*\(|src\s*\(/i.test(bare)
    ? "image-set and src are not allowed in styles; use url(https://…)"
    : null
}

function decodeReferences(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);?/g, (_, decimal: string) => character(Number(decimal)))
    .replace(
      /&(quot|apos|lpar|rpar|colon|bsol|sol|Tab|NewLine);/g,
      (_, name: string) => NAMED[name] ?? ""
    )
    .replace(/&amp;/g, "&")
}

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lpar: "(",
  rpar: ")",
  colon: ":",
  bsol: "\\",
  sol: "/",
  Tab: "\t",
  NewLine: "\n",
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd"
}
