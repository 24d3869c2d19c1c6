import type { Localized } from "../core/catalog/definitions"
import { PURPOSE_LABELS } from "../core/consent/labels"
import type { MarketingEvent } from "../core/event/event"
import { sampleCustomer } from "./samples"

/** What the triggers of consent have in common. */

const ANY: Localized = { en: "any purpose", es: "cualquier fin", pt: "qualquer finalidade" }

export const purposeArg = {
  key: "purpose",
  type: "select",
  label: { en: "Purpose", es: "Finalidad", pt: "Finalidade" },
  required: true,
  default: "marketing",
  options: [
    { value: "any", label: ANY },
    ...Object.entries(PURPOSE_LABELS)
      .filter(([purpose]) => purpose !== "service")
      .map(([value, label]) => ({ value, label })),
  ],
} as const

export const isPurpose = (event: MarketingEvent, wanted: unknown): boolean =>
  wanted === undefined ||
  wanted === "any" ||
  event.snapshot.properties?.["consent_purpose"] === wanted

export const consentSample = (name: string): MarketingEvent => ({
  id: `${name}:kcns_01SAMPLE`,
  name,
  entity_id: "cus_01SAMPLE",
  customer_id: "cus_01SAMPLE",
  email: "ana@shop.example",
  occurred_at: "2026-03-02T10:15:00.000Z",
  source: "job",
  snapshot: {
    customer: sampleCustomer,
    properties: {
      consent_purpose: "marketing",
      consent_channel: "email",
      consent_source: "checkout",
    },
  },
})
