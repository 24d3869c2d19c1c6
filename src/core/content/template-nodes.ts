import type { LeafKind } from "./template-variables"

/**
 * A checked template as data. Rendering knows these five kinds and nothing else, so a template can do nothing that its
 * check has not seen: no code is generated from it, and no lookup leaves the context (requirement C-01).
 */
export type TemplateNode =
  | { readonly kind: "text"; readonly value: string }
  | PrintNode
  | {
      readonly kind: "if"
      readonly path: readonly string[]
      readonly then: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }
  | {
      readonly kind: "each"
      readonly path: readonly string[]
      readonly body: readonly TemplateNode[]
      readonly empty: readonly TemplateNode[]
    }
  | { readonly kind: "offer"; readonly body: readonly TemplateNode[] }

export type PrintNode = {
  readonly kind: "print"
  readonly path: readonly string[]
  readonly type: LeafKind
  readonly fallback: string | null
  readonly upper: boolean
}

/** What is stored when a template is saved; `renderTemplate` needs nothing else. */
export type CompiledTemplate = {
  readonly format: 1
  readonly purpose: string
  readonly subject: readonly TemplateNode[]
  readonly html: readonly TemplateNode[]
  /** Null: the text part is made from the rendered HTML. */
  readonly text: readonly TemplateNode[] | null
  /** The optional parts that the template prints without asking first whether they are there: `order`, `coupon`. */
  readonly needs: readonly string[]
  /** Those without which it cannot be written even when its offer blocks are dropped. */
  readonly always: readonly string[]
  /** Every variable that it reads. */
  readonly uses: readonly string[]
}
