import type { AutomationVersion } from "../../core/decision/automation"
import { factsOf } from "../../core/decision/own-data"
import type { PlacementRow } from "../../modules/kairos-automation/placements"
import {
  bestsellers,
  boughtBefore,
  type ContentProduct,
  productsById,
} from "../../read-models/content-products"
import type { OnSiteContent } from "../../core/content/content"
import { cached } from "../support/cached"
import type { Runtime } from "../support/runtime"

const RULES_MS = 2_000
const PRODUCTS_MS = 60_000
const PRODUCTS_SHOWN = 8

export type ContentRules = {
  /** Active automations that fill placements on request, highest priority first. */
  readonly automations: readonly AutomationVersion[]
  readonly placements: ReadonlyMap<string, PlacementRow>
  /** Whether any of them asks about the cart: only then is it loaded. */
  readonly needs_cart: boolean
}

export type ContentSources = {
  readonly rules: () => Promise<ContentRules>
  readonly products: (
    choice: OnSiteContent["products"],
    customerId: string | null,
    channels: readonly string[] | null
  ) => Promise<readonly ContentProduct[]>
}

const sources = new WeakMap<Runtime, ContentSources>()

/** What decisions on site read beside the person: kept for seconds, so that a request costs one statement. */
export function contentSources(runtime: Runtime): ContentSources {
  let own = sources.get(runtime)
  if (own === undefined) {
    own = make(runtime)
    sources.set(runtime, own)
  }
  return own
}

function make(runtime: Runtime): ContentSources {
  const rules = cached(RULES_MS, 1, (_: "all") => loadRules(runtime))
  const best = cached(PRODUCTS_MS, 50, (key: string) =>
    bestsellers(runtime.knex, JSON.parse(key), PRODUCTS_SHOWN)
  )
  const chosen = cached(PRODUCTS_MS, 500, (key: string) => {
    const [ids, channels] = JSON.parse(key) as [string[], string[] | null]
    return productsById(runtime.knex, ids, channels)
  })
  return {
    rules: () => rules("all"),
    products: async (choice, customerId, channels) => {
      switch (choice.source) {
        case "none":
          return []
        case "chosen":
          return chosen(JSON.stringify([choice.ids, channels]))
        case "bestsellers":
          return best(JSON.stringify(channels))
        case "bought_before":
          return customerId === null
            ? []
            : boughtBefore(runtime.knex, customerId, channels, PRODUCTS_SHOWN)
      }
    },
  }
}

async function loadRules(runtime: Runtime): Promise<ContentRules> {
  const [automations, placements] = await Promise.all([
    runtime.automation.automations.active("placement.requested"),
    runtime.automation.placements.list(),
  ])
  const facts = automations.flatMap(({ definition }) =>
    [definition.conditions, ...definition.steps.map((step) => step.conditions)].flatMap((group) => [
      ...factsOf(group),
    ])
  )
  return {
    automations,
    placements: new Map(placements.map((placement) => [placement.code, placement])),
    needs_cart: facts.some((code) => runtime.catalog.facts.get(code)?.part === "cart"),
  }
}
