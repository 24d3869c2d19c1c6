import type { Localized } from "../core/catalog/definitions"
import type { MarketingEvent } from "../core/event/event"
import type { Tier } from "../core/value/tier"
import { sampleCustomer } from "./samples"

/** What the triggers of tiers have in common. */

const TIER: Localized = { en: "Tier", es: "Nivel", pt: "Nível" }

const named = (tier: Tier): Localized => ({
  en: `tier ${tier}`,
  es: `el nivel ${tier}`,
  pt: `o nível ${tier}`,
})

/** One tier, or any of them. */
export const tierArg = (key: "to" | "from", any: Localized, tiers: readonly Tier[]) =>
  ({
    key,
    type: "select",
    label: TIER,
    required: true,
    default: "any",
    options: [
      { value: "any", label: any },
      ...tiers.map((tier) => ({ value: tier, label: named(tier) })),
    ],
  }) as const

export const isTier = (event: MarketingEvent, side: "from" | "to", wanted: unknown): boolean =>
  wanted === undefined || wanted === "any" || event.snapshot.properties?.[`tier_${side}`] === wanted

export const tierSample = (name: string, from: Tier, to: Tier, score: number): MarketingEvent => ({
  id: `${name}:cus_01SAMPLE:1772442900000`,
  name,
  entity_id: "cus_01SAMPLE",
  customer_id: "cus_01SAMPLE",
  email: "ana@shop.example",
  occurred_at: "2026-03-02T10:15:00.000Z",
  source: "job",
  snapshot: {
    customer: sampleCustomer,
    properties: { tier_from: from, tier_to: to, tier_score: score },
  },
})
