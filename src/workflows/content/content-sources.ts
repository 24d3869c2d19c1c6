import { isDeepStrictEqual } from "node:util"
import type { Catalog } from "../../core/catalog/definitions"
import { compileRuleSet, type RuleSet } from "../../core/condition/rule-set"
import type { ActionCall, AutomationVersion } from "../../core/decision/automation"
import { factsOf } from "../../core/decision/own-data"
import type { PlacementRow } from "../../modules/kairos-automation/placements"
import {
  bestsellers,
  boughtAmong,
  boughtBefore,
  type ContentProduct,
  newest,
  productsById,
} from "../../read-models/content-products"
import { membersPlacements } from "../../read-models/members-placements"
import type { OnSiteContent } from "../../core/content/content"
import { cached } from "../support/cached"
import type { Runtime } from "../support/runtime"

const RULES_MS = 2_000
const PRODUCTS_MS = 60_000
const PRODUCTS_SHOWN = 8
/** Among so many of the newest products those are looked for that somebody has not bought: no page sorts the whole catalog. */
const NEWEST_LOOKED_AT = 100

/** The automations that may fill one placement, highest priority first, with their conditions compiled together. */
export type PlacementRules = {
  readonly automations: readonly AutomationVersion[]
  /** Ids of those that ask when they were last shown to somebody. */
  readonly limited: readonly string[]
  readonly contents: readonly OnSiteContent[]
  readonly conditions: RuleSet
}

export type ContentRules = {
  /** Above every automation that fills a placement on request. */
  readonly offer_priority: number
  readonly by_placement: ReadonlyMap<string, PlacementRules>
  /** Those that automations of other triggers put something on offer for: only there offers are looked for. */
  readonly offered: ReadonlySet<string>
  readonly placements: ReadonlyMap<string, PlacementRow>
  /** Those whose content is for members alone. */
  readonly for_members: ReadonlySet<string>
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
  const compiled = compiledOnce(runtime.catalog)
  const rules = cached(RULES_MS, 1, (_: "all") => loadRules(runtime, compiled))
  const best = cached(PRODUCTS_MS, 50, (key: string) =>
    bestsellers(runtime.knex, JSON.parse(key), PRODUCTS_SHOWN)
  )
  const chosen = cached(PRODUCTS_MS, 500, (key: string) => {
    const [ids, channels] = JSON.parse(key) as [string[], string[] | null]
    return productsById(runtime.knex, ids, channels)
  })
  const latest = cached(PRODUCTS_MS, 50, (key: string) =>
    newest(runtime.knex, JSON.parse(key), NEWEST_LOOKED_AT)
  )
  const newFor = async (customerId: string, channels: readonly string[] | null) => {
    const products = await latest(JSON.stringify(channels))
    const ids = products.map(({ id }) => id)
    const bought = await boughtAmong(runtime.knex, customerId, ids)
    return products.filter(({ id }) => !bought.has(id)).slice(0, PRODUCTS_SHOWN)
  }
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
        case "new_for_you":
          return customerId === null ? [] : newFor(customerId, channels)
      }
    },
  }
}

async function loadRules(
  { automation, knex }: Runtime,
  compiled: (automations: readonly AutomationVersion[]) => Compiled
): Promise<ContentRules> {
  const [automations, offered, placements, for_members] = await Promise.all([
    automation.automations.active("placement.requested"),
    automation.automations.offeredPlacements(),
    automation.placements.list(),
    membersPlacements(knex),
  ])
  return {
    ...compiled(automations),
    offered: new Set(offered),
    for_members,
    placements: new Map(placements.map((placement) => [placement.code, placement])),
  }
}

type Compiled = Omit<ContentRules, "offered" | "placements" | "for_members">

/** As long as the same versions are active nothing is compiled anew: pages would wait for it every few seconds. */
function compiledOnce(catalog: Catalog): (automations: readonly AutomationVersion[]) => Compiled {
  let last: { readonly of: readonly AutomationVersion[]; readonly compiled: Compiled } | null = null
  return (automations) => {
    if (last === null || !isDeepStrictEqual(last.of.map(nameOf), automations.map(nameOf))) {
      last = { of: automations, compiled: compile(automations, catalog) }
    }
    return last.compiled
  }
}

const nameOf = ({ automation_id, version }: AutomationVersion): string =>
  `${automation_id}:${version}`

function compile(automations: readonly AutomationVersion[], catalog: Catalog): Compiled {
  const facts = automations.flatMap(({ definition }) =>
    [definition.conditions, ...definition.steps.map((step) => step.conditions)].flatMap((group) => [
      ...factsOf(group),
    ])
  )
  const priorities = automations.map(({ definition }) => definition.priority)
  return {
    // What answers an event of this very person goes before what is there for everybody.
    offer_priority: Math.max(0, ...priorities) + 1,
    by_placement: rulesByPlacement(automations, catalog),
    needs_cart: facts.some((code) => catalog.facts.get(code)?.part === "cart"),
  }
}

function rulesByPlacement(
  automations: readonly AutomationVersion[],
  catalog: Catalog
): ReadonlyMap<string, PlacementRules> {
  const codes = new Set(automations.flatMap((automation) => shownBy(automation).map(placementOf)))
  return new Map([...codes].map((code) => [code, rulesOf(code, automations, catalog)]))
}

function rulesOf(
  placement: string,
  automations: readonly AutomationVersion[],
  catalog: Catalog
): PlacementRules {
  const filling = automations.filter((automation) =>
    shownBy(automation).some((call) => placementOf(call) === placement)
  )
  return {
    automations: filling.map((automation) => onlyFor(automation, placement)),
    limited: filling
      .filter(({ definition }) => definition.reentry.kind !== "always")
      .map(({ automation_id }) => automation_id),
    contents: filling.map((automation) => contentFor(automation, placement)),
    conditions: compileRuleSet(
      filling.map(({ definition }) => definition.conditions),
      catalog.facts
    ),
  }
}

const placementOf = (call: ActionCall): string => String(call.args.placement)

const shownBy = ({ definition }: AutomationVersion): readonly ActionCall[] =>
  definition.steps.flatMap(({ actions }) => actions.filter(({ code }) => code === "show_content"))

const contentFor = (automation: AutomationVersion, placement: string): OnSiteContent =>
  shownBy(automation).find((call) => placementOf(call) === placement)?.args.content as OnSiteContent

/** Consent is asked for what this placement shows, not for what the automation shows elsewhere. */
function onlyFor(automation: AutomationVersion, placement: string): AutomationVersion {
  const steps = automation.definition.steps.map((step) => ({
    ...step,
    actions: step.actions.filter(
      (call) => call.code !== "show_content" || placementOf(call) === placement
    ),
  }))
  return {
    ...automation,
    definition: {
      ...automation.definition,
      steps: steps.filter((step) => step.actions.length > 0),
    },
  }
}
