/** A part of a report, before it is text or a page. Everything in it is said in one language. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "table"
      readonly caption: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  /** One bar for each value, and beside it another to compare with. */
  | {
      readonly kind: "bars"
      readonly caption: string
      readonly series: readonly string[]
      readonly bars: readonly { readonly label: string; readonly values: readonly number[] }[]
      readonly format: (value: number) => string
    }
