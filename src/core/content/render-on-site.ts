import type { Problem } from "../result"
import type { Language } from "../text/localized"
import { compileSource, type CompiledSource } from "./compile-nodes"
import type { OnSiteContent } from "./content"
import { renderNodes, withoutControls } from "./render-template"
import type { TemplateContext } from "./template-context"
import type { TemplateNode } from "./template-nodes"
import type { LeafKind } from "./template-variables"

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
  /** In the languages that have words of their own, the rest as in `nodes`. */
  readonly translated: Readonly<Partial<Record<Language, Fields>>>
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
  const translated = Object.fromEntries(
    Object.entries(content.translations ?? {}).map(([language, words]) => [
      language,
      {
        ...nodes,
        ...Object.fromEntries(
          Object.entries(words).map(([field, text]) => [field, compile(text, field)])
        ),
      },
    ])
  )
  if (problems.length > 0) {
    const [first] = problems
    throw new Error(`stored content is not usable: ${first?.path} ${first?.message}`)
  }
  return {
    nodes,
    translated,
    needs: [...new Set(sources.flatMap((source) => [...source.needs]))],
    uses: [...new Set(sources.flatMap((source) => [...source.uses]))],
  }
}

/** The variables that content prints or asks for, in whatever language: those of the customer's own history need consent to be shown. */
export function variablesOfContent(content: OnSiteContent): readonly string[] {
  return compiledContent(content).uses
}

/** The optional parts that content cannot do without: `order`, `coupon`. */
export function partsNeededByContent(content: OnSiteContent): readonly string[] {
  return compiledContent(content).needs
}

const asText = (value: string) => withoutControls(value)

/** Fills content in, in the words of the context's language where it has some. The strings are plain text (the body limited Markdown), never HTML. */
export function renderOnSiteContent(
  content: OnSiteContent,
  context: TemplateContext
): RenderedOnSite {
  const own = compiledContent(content)
  const nodes = own.translated[context.language] ?? own.nodes
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
