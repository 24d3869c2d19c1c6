import { headerText } from "./header-text"
import { htmlToText } from "./html-to-text"
import { dateText, moneyText } from "./format-value"
import { TEMPLATE_LIMITS } from "./template-limits"
import type { CompiledTemplate, PrintNode, TemplateNode } from "./template-nodes"
import type { ContextValue, TemplateContext } from "./template-context"
import type { LeafKind } from "./template-variables"

export type RenderedTemplate = {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** How a printed value is made harmless where it stands. */
export type Escape = (value: string, type: LeafKind) => string

type Values = { readonly [name: string]: ContextValue }

/**
 * Fills a checked template in.
 * @throws Error when the context lacks a part that the template needs, or the result would be larger than 256 KB.
 */
export function renderTemplate(
  template: CompiledTemplate,
  context: TemplateContext
): RenderedTemplate {
  const missing = missingParts(template, context)
  if (missing.length > 0) {
    throw new Error(
      `the template needs ${missing.join(" and ")}, which this automation does not have; choose another template or put those lines inside {{#if ${missing[0]}}}…{{/if}}`
    )
  }
  const html = renderNodes(template.html, context, escapeHtml)
  return {
    subject: headerText(renderNodes(template.subject, context, asIs)),
    html,
    text:
      template.text === null
        ? htmlToText(html)
        : withoutControls(renderNodes(template.text, context, asIs)).trim(),
  }
}

/** What the template asks for and the context does not have; what stands in dropped offer blocks is not asked for. */
export function missingParts(
  { needs, always }: Pick<CompiledTemplate, "needs" | "always">,
  context: TemplateContext
): string[] {
  const asked = context.offers ? needs : always
  return asked.filter((part) => {
    const value = context.values[part]
    return !(isValues(value) && value.present === true)
  })
}

export function renderNodes(
  nodes: readonly TemplateNode[],
  context: TemplateContext,
  escape: Escape
): string {
  const budget = { left: TEMPLATE_LIMITS.output_characters }
  return render(nodes, context.values, context, escape, budget)
}

function render(
  nodes: readonly TemplateNode[],
  values: Values,
  context: TemplateContext,
  escape: Escape,
  budget: { left: number }
): string {
  let out = ""
  for (const node of nodes) {
    switch (node.kind) {
      case "text":
        spend(budget, node.value.length)
        out += node.value
        break
      case "print": {
        const printed = escape(printValue(node, values, context), node.type)
        spend(budget, printed.length)
        out += printed
        break
      }
      case "if":
        out += render(
          isPresent(read(values, node.path)) ? node.then : node.otherwise,
          values,
          context,
          escape,
          budget
        )
        break
      case "each": {
        const list = read(values, node.path)
        const items: readonly Values[] = isList(list)
          ? list.slice(0, TEMPLATE_LIMITS.list_entries)
          : []
        for (const item of items) {
          spend(budget, 1)
          out += render(node.body, item, context, escape, budget)
        }
        if (items.length === 0) {
          out += render(node.empty, values, context, escape, budget)
        }
        break
      }
      case "offer":
        if (context.offers) {
          out += render(node.body, values, context, escape, budget)
        }
    }
  }
  return out
}

/** Stops while a list multiplies a text, not after it has filled the memory. */
function spend(budget: { left: number }, characters: number): void {
  budget.left -= characters
  if (budget.left < 0) {
    throw new Error(
      `the rendered template is longer than ${TEMPLATE_LIMITS.output_characters} characters (256 KB); shorten it or its lists`
    )
  }
}

function printValue(node: PrintNode, values: Values, context: TemplateContext): string {
  const value = read(values, node.path)
  if (value === null || value === "" || typeof value === "object") {
    return node.fallback ?? ""
  }
  const text = formatted(node, String(value), values, context)
  return node.upper ? text.toLocaleUpperCase(context.language) : text
}

function formatted(
  node: PrintNode,
  value: string,
  values: Values,
  context: TemplateContext
): string {
  switch (node.type) {
    case "money": {
      const currency = read(values, [...node.path.slice(0, -1), "currency_code"])
      return moneyText(value, typeof currency === "string" ? currency : null, context.language)
    }
    case "date":
      return dateText(value, context.language, context.time_zone)
    default:
      return value
  }
}

/**
 * Own values only, and only those that the context lists: a path that is not there is a fault, not an empty text. But for a fact that
 * the shop had of its own once: that is unknown, and every template says what stands in its place.
 */
function read(values: Values, path: readonly string[]): ContextValue {
  let value: ContextValue = values
  for (const name of path) {
    if (!isValues(value) || !Object.hasOwn(value, name)) {
      if (path[0] === "facts" && Object.hasOwn(values, "facts")) {
        return null
      }
      throw new Error(`the context of the template has no "${path.join(".")}"`)
    }
    value = value[name] as ContextValue
  }
  return value
}

function isValues(value: ContextValue | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isList(value: ContextValue): value is readonly Values[] {
  return Array.isArray(value)
}

function isPresent(value: ContextValue): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== "" && value !== false
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "=": "&#61;",
}

/** Fit for text and for quoted attributes. Control characters and direction overrides have no place in either. */
export function escapeHtml(value: string): string {
  return withoutControls(value).replace(/[&<>"'`=]/g, (char) => HTML[char] as string)
}

// All but tabs and line breaks; NUL, direction overrides and halves of characters among them.
const CONTROLS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

export function withoutControls(value: string): string {
  return value.replace(CONTROLS, "")
}

const asIs: Escape = (value) => value
