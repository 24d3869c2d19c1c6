import type { ArgDefinition, Localized } from "../core/catalog/definitions"
import type { RenderedContent } from "../core/content/content"
import type { AutomationDefinition, AutomationStatus } from "../core/decision/automation"
import type { Reason } from "../core/decision/decision"
import type { DeliveryState } from "../core/decision/delivery"
import type { TemplateResponse } from "./content"
import type { DecisionResponse, Explanation } from "./decision"

/** GET /admin/kairos/catalog → { catalog } */
export type CatalogResponse = {
  catalog: {
    triggers: {
      code: string
      label: Localized
      description: Localized
      /** `request` is decided while a page loads; `job` is found by Kairos itself. */
      source: "event" | "request" | "job"
      args: ArgResponse[]
      provides: string[]
      facts: string[]
    }[]
    facts: {
      code: string
      type: "number" | "money" | "text" | "boolean" | "date" | "list"
      label: Localized
      description: Localized
      unit: Localized | null
      part: string
      personal: boolean
      /** How a template reads it; null where it cannot. */
      variable: string | null
      options: { value: string; label: Localized }[] | null
      /** Operator codes that fit the type. */
      operators: string[]
    }[]
    operators: { code: string; label: Localized; takes: "none" | "one" | "two" | "many" }[]
    actions: {
      code: string
      label: Localized
      description: Localized
      args: ArgResponse[]
      makes: "coupon" | "delivery"
    }[]
    channels: { code: string; label: Localized }[]
    placements: { code: string; name: string }[]
    objectives: { code: string; label: Localized }[]
    purposes: { code: string; label: Localized }[]
    presets: {
      code: string
      label: Localized
      description: Localized
      automation: AutomationDefinition
      /** What it sends; POST …/presets/:code/templates makes templates of them. */
      mails: { name: string; purpose: string; subject: string }[]
    }[]
  }
}

/** POST /admin/kairos/presets/:code/templates { locale? } */
export type PresetTemplatesResponse = {
  /** The preset's automation, which names them; not saved. */
  automation: AutomationDefinition
  templates: TemplateResponse[]
}

export type ArgResponse = {
  key: string
  type: ArgDefinition["type"]
  label: Localized
  required: boolean
  default?: unknown
  min?: number
  max?: number
  integer?: boolean
  /** What a number counts: minutes may be typed as hours or days. */
  unit?: "minutes"
  options?: { value: string; label: Localized }[]
}

/** GET /admin/kairos/automations, …/:id → { automation } */
export type AutomationResponse = AutomationDefinition & {
  id: string
  status: AutomationStatus
  version: number
  /** Read back as a sentence, in the three languages. */
  sentence: Localized
  /** What is allowed and surely not meant, such as conditions that nobody can ever fulfil. */
  warnings: Localized[]
  activated_at: string | null
  created_at: string
  updated_at: string
  /** Of the last 30 days, by decision kind and reason; and deliveries by state. */
  stats: {
    sent: number
    held: number
    skipped: number
    reasons: { reason: Reason; count: number }[]
    deliveries: { state: DeliveryState; count: number }[]
  }
}

export type AutomationVersionResponse = {
  version: number
  created_at: string
  created_by: string | null
  definition: AutomationDefinition
}

/** POST /admin/kairos/automations/:id/preview → { preview } */
export type PreviewResponse = {
  preview: {
    decision: DecisionResponse
    /** Why, as sentences. */
    explanation: Explanation
    messages: {
      channel: string
      to: string | null
      subject: string | null
      html: string | null
      text: string | null
      content: RenderedContent | null
      coupon_example: string | null
    }[]
  }
}
