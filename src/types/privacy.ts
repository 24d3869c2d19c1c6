import type { Localized } from "../core/catalog/definitions"
import type { ErasureReceipt } from "../core/privacy/erasure"
import type { RenewalProof } from "../core/privacy/renewal-proof"
import type { Tier } from "../core/value/tier"
import type { ConsentStateResponse, InferredPreferenceResponse } from "./preferences"

/** What one table holds of a person. */
export type DossierSectionResponse = {
  table: string
  label: Localized
  purpose: Localized
  basis: Localized
  retention: Localized
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** POST /store/kairos/decisions/:id/review { message?, locale? } → { review } */
export type OwnReviewResponse = {
  id: string
  decision_id: string
  /** What the shopper was told of the decision when they asked. */
  told: Localized
  message: string
  state: "open" | "closed"
  created_at: string
  closed_at: string | null
  /** What a person of the shop says to it. */
  answer: string | null
}

/** GET /admin/kairos/reviews → Page<"reviews", ReviewResponse> */
export type ReviewResponse = OwnReviewResponse & {
  customer_id: string
  /** The language that the shopper reads. */
  locale: string
  closed_by: string | null
}

/** GET /admin/kairos/privacy/register → { register } */
export type RegisterResponse = {
  register: {
    table: string
    label: Localized
    classes: readonly ("identifies" | "declared" | "observed" | "inferred")[]
    purpose: Localized
    basis: Localized
    retention: Localized
    at_erasure: Localized
  }[]
}

/** POST /store/kairos/privacy/erase, /admin/kairos/profiles/:customer_id/erase → { receipt } */
export type ReceiptResponse = { receipt: ErasureReceipt }

/** GET /store/kairos/privacy/export → { privacy } */
export type OwnPrivacyResponse = {
  privacy: {
    customer_id: string
    email: string | null
    made_at: string
    declared: readonly DossierSectionResponse[]
    observed: readonly DossierSectionResponse[]
    inferred: readonly DossierSectionResponse[]
    consents: ConsentStateResponse[]
    suppressed: { channel: string; cause: string; since: string }[]
    /** The last ones, each as a sentence. */
    decisions: {
      id: string
      automation_name: string | null
      decided_at: string
      kind: "send" | "hold" | "skip"
      because: Localized
      /** The same in words for the person whom it was about. */
      told: Localized
    }[]
    profiling_objected: boolean
    /** The value that the shop sees in them, with what it is made of; null without one. */
    value: { tier: Tier; sentence: Localized } | null
    /** What they answered to the shop's questions. */
    answers: { label: Localized; value: Localized; at: string }[]
    preferences_inferred: InferredPreferenceResponse[]
    reviews: OwnReviewResponse[]
    /** What is kept of what they agreed to about renewals, also after an erasure: why, and until when. Null where that is nothing. */
    renewal_proof: RenewalProof | null
  }
}

/** GET /admin/kairos/profiles/:customer_id/privacy → { privacy } */
export type PrivacyResponse = {
  privacy: OwnPrivacyResponse["privacy"] & {
    /** Other customer rows with the same address; theirs are dossiers of their own. */
    same_address: { customer_id: string; has_account: boolean }[]
  }
}
