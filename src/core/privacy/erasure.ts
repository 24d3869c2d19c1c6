import type { RenewalProof } from "./renewal-proof"

/** Why somebody is erased: the grounds of article 17 GDPR. A closed list, so that no free text names the person again. */
export const ERASURE_REASONS = [
  "requested",
  "consent_withdrawn",
  "objected",
  "unlawful",
  "no_longer_needed",
] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

/** What an erasure did to one table. */
export type ErasureLine = {
  readonly table: string
  readonly action: "delete" | "blank" | "keep"
  /** How many rows were deleted or blanked; null for a table that is kept. */
  readonly rows: number | null
}

/** Where one of the person's ids, addresses or telephone numbers still stands. */
export type ScanHit = { readonly table: string; readonly rows: number }

/** Names nobody: it is kept for good. */
export type ErasureReceipt = {
  readonly id: string
  readonly reason: ErasureReason
  readonly erased_at: string
  readonly customers: number
  readonly addresses: number
  readonly tables: readonly ErasureLine[]
  /** Medusa's notification rows of our messages. */
  readonly notifications: number
  readonly coupons_ended: number
  /** Of what they agreed to about renewals; null where that was nothing, absent in receipts of before it was said. */
  readonly renewal_proof?: RenewalProof | null
  readonly verification: { readonly tables: number; readonly hits: readonly ScanHit[] }
}
