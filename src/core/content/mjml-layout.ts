import type { Problem } from "../result"
import { createHtmlScanner } from "./html-scanner"
import { TEMPLATE_LIMITS } from "./template-limits"

/** Elements of MJML whose content is text or HTML; in all others a bare Handlebars tag would vanish. */
const ENDING_ELEMENTS = new Set([
  "mj-text",
  "mj-button",
  "mj-raw",
  "mj-table",
  "mj-navbar-link",
  "mj-social-element",
  "mj-preview",
  "mj-title",
  "mj-style",
])

export function isMjml(body: string): boolean {
  return /<mjml[\s>]/i.test(body)
}

/**
 * Wraps each block tag that stands between MJML elements in `mj-raw`. Without it MJML drops the tag in silence and the
 * mail would hold both branches.
 * @returns the source to compile, or what is wrong with it.
 */
export function wrapBlockTags(
  source: string
): { readonly mjml: string } | { readonly line: number; readonly message: string } {
  const stack: string[] = []
  let depth = 0
  const scanner = createHtmlScanner<string>({
    problem: () => undefined,
    openTag: (tag, _line, selfClosing) => {
      if (tag.startsWith("mj") && !selfClosing) {
        stack.push(tag)
        depth = Math.max(depth, stack.length)
      }
    },
    closeTag: (tag) => {
      const at = stack.lastIndexOf(tag)
      if (at >= 0) {
        stack.length = at
      }
    },
    attribute: () => undefined,
    css: () => undefined,
  })
  let line = 1
  const wrapped = source.split(/(\{\{(?:!--[\s\S]*?--~?|[^}]*)\}\})/).map((piece, i) => {
    const startLine = line
    line += piece.split("\n").length - 1
    if (i % 2 === 0) {
      scanner.feed(piece, startLine)
      return piece
    }
    const parent = stack.at(-1)
    if (parent === undefined || ENDING_ELEMENTS.has(parent) || piece.startsWith("{{!")) {
      return piece
    }
    if (/^\{\{~?\s*(#|\/|else|\^)/.test(piece)) {
      return `<mj-raw>${piece}</mj-raw>`
    }
    return piece
  })
  if (depth > TEMPLATE_LIMITS.mjml_depth) {
    return {
      line: 1,
      message: `MJML elements stand more than ${TEMPLATE_LIMITS.mjml_depth} deep in each other; use fewer`,
    }
  }
  return { mjml: wrapped.join("") }
}

/** Compiles MJML without reading files and without fonts from strangers' servers. */
export async function compileMjml(
  mjml: string
): Promise<{ readonly html: string } | { readonly problems: readonly Problem[] }> {
  // A tenth of what a process takes to start, in one that may never save a template.
  const { default: mjml2html } = await import("mjml")
  try {
    const result = await mjml2html(mjml, {
      validationLevel: "soft",
      ignoreIncludes: true,
      fonts: {},
      keepComments: false,
      minify: false,
    })
    if (result.errors.length === 0) {
      return { html: result.html }
    }
    return {
      problems: result.errors.map((error) => ({
        path: `body line ${error.line}`,
        message: `MJML: <${error.tagName}> ${error.message}`,
      })),
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { problems: [{ path: "body", message: `MJML cannot read it: ${text.slice(0, 200)}` }] }
  }
}
