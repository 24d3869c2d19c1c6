/** Why something cannot be told, and what is missing. A guess in its place would look like a finding. */
export type NotEnough = {
  readonly kind: "not_enough"
  readonly missing:
    | {
        readonly what:
          "customers" | "repeat_customers" | "repurchases" | "choices" | "baskets" | "followers"
        readonly found: number
        readonly needed: number
      }
    /** In the time that the history shows, nobody can be told apart who left from who is waiting. */
    | { readonly what: "time"; readonly days: number }
    /** They do what everybody does. */
    | { readonly what: "difference"; readonly share: number; readonly usual: number }
    /** The file says nothing of it. */
    | { readonly what: "products" | "hours" | "launches" }
}

export const notEnough = (missing: NotEnough["missing"]): NotEnough => ({
  kind: "not_enough",
  missing,
})
