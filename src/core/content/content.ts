import type { Language } from "../text/localized"

/** The words of content in another language; what is left out is read as the content itself says it. */
export type ContentWords = {
  readonly headline?: string
  readonly body?: string
  /** What the button says. */
  readonly label?: string
  readonly disclosure?: string
}

/** On-site content is structured data, never HTML. Strings may hold Handlebars tags, checked at save. */
export type OnSiteContent = {
  readonly headline: string
  /** Limited Markdown: paragraphs, bold, italic, links. */
  readonly body: string
  readonly image_url: string | null
  readonly cta: { readonly label: string; readonly href: string } | null
  /** Product ids to show, or a way to choose them. */
  readonly products: {
    readonly source: "none" | "chosen" | "bestsellers" | "bought_before" | "new_for_you"
    readonly ids: readonly string[]
  }
  readonly disclosure: string | null
  /** By the language of the page. Readers of any other get the words above. */
  readonly translations?: Readonly<Partial<Record<Language, ContentWords>>>
}

/** What the storefront gets for one placement. */
export type RenderedContent = {
  readonly decision_id: string
  readonly variant: string | null
  readonly headline: string
  readonly body: string
  readonly image_url: string | null
  readonly cta: { readonly label: string; readonly href: string } | null
  readonly products: readonly {
    readonly id: string
    readonly handle: string
    readonly title: string
    readonly thumbnail: string | null
  }[]
  readonly coupon: { readonly code: string; readonly expires_at: string | null } | null
  readonly disclosure: string | null
  /** Whether its coupon makes a price that follows from what is known of the person; `disclosure` says so. */
  readonly personalized_price: boolean
  readonly why: string
}
