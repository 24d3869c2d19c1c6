import { safeHref } from "./safe-url"

/**
 * Limited Markdown: paragraphs, line breaks, **bold**, *italic* or _italic_, and [links](/to). Everything else, HTML
 * too, stays the text that it is. The result is a tree of plain objects; whoever draws it escapes text as always.
 */
export type MarkdownSpan =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "strong"; readonly children: readonly MarkdownSpan[] }
  | { readonly kind: "emphasis"; readonly children: readonly MarkdownSpan[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly MarkdownSpan[] }

export type MarkdownParagraph = readonly MarkdownSpan[]

/** Longer texts are cut: the patterns below may look at each rest of the text once. */
const MAX_LENGTH = 5_000
const MAX_DEPTH = 3

const SPAN =
  /\\([\\*_[\]()`#<>!&-])|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*|(?<![\p{L}\p{N}])_((?:\\.|[^_\\])+)_(?![\p{L}\p{N}])|\[((?:\\.|[^\]\\])*)\]\(([^()\s]*)\)|\n/gu

const text = (value: string): MarkdownSpan => ({ kind: "text", text: value })

/** A link that may not be followed keeps its words and loses its target. */
const link = (label: string, target: string, depth: number): readonly MarkdownSpan[] => {
  const children = spans(label, depth + 1)
  const href = safeHref(target)
  return href === null ? children : [{ kind: "link", href, children }]
}

const span = (match: RegExpMatchArray, depth: number): readonly MarkdownSpan[] => {
  const [, escaped, strong, star, underscore, label, target] = match
  if (escaped !== undefined) return [text(escaped)]
  if (strong !== undefined) return [{ kind: "strong", children: spans(strong, depth + 1) }]
  const emphasis = star ?? underscore
  if (emphasis !== undefined) return [{ kind: "emphasis", children: spans(emphasis, depth + 1) }]
  if (label !== undefined && target !== undefined) return link(label, target, depth)
  return [{ kind: "break" }]
}

const spans = (source: string, depth: number): readonly MarkdownSpan[] => {
  if (depth > MAX_DEPTH) return [text(source)]
  const found: MarkdownSpan[] = []
  let end = 0
  for (const match of source.matchAll(SPAN)) {
    if (match.index > end) found.push(text(source.slice(end, match.index)))
    found.push(...span(match, depth))
    end = match.index + match[0].length
  }
  if (end < source.length) found.push(text(source.slice(end)))
  return found
}

export const parseMarkdown = (source: string): readonly MarkdownParagraph[] =>
  source
    .slice(0, MAX_LENGTH)
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => spans(paragraph, 0))
