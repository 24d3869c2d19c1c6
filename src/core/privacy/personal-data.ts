import type { Localized } from "../catalog/definitions"

/**
 * What a column says about a person: who they are, what they told, what was seen of them, what was concluded. Everything else
 * stands in `plain`.
 */
export type PersonalClass = "identifies" | "declared" | "observed" | "inferred"

/** How a row is known to be somebody's. */
export type Belonging =
  | { readonly kind: "nobody" }
  /** By the customer's id, or by the normalised address, in these columns. */
  | { readonly kind: "person"; readonly customer?: string; readonly email?: string }
  /** With the row of another table of the same module: `column` there is `key` here. */
  | {
      readonly kind: "through"
      readonly column: string
      readonly table: string
      readonly key: string
    }
  /** Where an id or an address stands anywhere in a column. */
  | { readonly kind: "mentions"; readonly column: string }

export type Erasure =
  | { readonly kind: "delete" }
  /** The row stays without the person: SQL by column. */
  | {
      readonly kind: "blank"
      readonly set: Readonly<Record<string, string>>
      readonly because: Localized
    }
  | { readonly kind: "keep"; readonly because: Localized }

export type Owner = "kairos-profile" | "kairos-consent" | "kairos-automation" | "kairos-renewal"

/** One table of ours: what stands in it, why, for how long, and what an erasure makes of it. */
export type RegisterEntry = {
  readonly table: string
  readonly owner: Owner
  readonly label: Localized
  readonly purpose: Localized
  readonly basis: Localized
  readonly retention: Localized
  readonly personal: Readonly<Record<string, PersonalClass>>
  readonly plain: readonly string[]
  readonly belongs: Belonging
  readonly erasure: Erasure
}

/** A person as an erasure or an export looks for them. */
export type DataSubject = {
  readonly customer_ids: readonly string[]
  /** Normalised. */
  readonly emails: readonly string[]
}
