/** What came of following a recovery link. */
export type Recovered =
  | { readonly kind: "cart"; readonly cart_id: string; readonly missing: readonly string[] }
  /** Not one of our links, or too old a one. */
  | { readonly kind: "invalid" }
  | { readonly kind: "ordered" }
  /** Deleted, emptied, or nothing of it is for sale any more. */
  | { readonly kind: "gone" }
