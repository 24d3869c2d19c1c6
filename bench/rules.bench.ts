import { GrowthBook } from "@growthbook/growthbook"
import { Engine } from "json-rules-engine"
import { compileConditions, isGroup } from "../src/core/condition/compile"
import type { ConditionGroup, ConditionRule, FactShape } from "../src/core/condition/condition"
import { compileRuleSet } from "../src/core/condition/rule-set"
import { interleave, printReport, printTable, speedup, type Variant } from "./harness"

/*
 * 100 (and 1000) rules of five leaves each (three of which must hold, and one of the last two), asked about 64 profiles in
 * turn. All engines are given the same rules and must find the same matches.
 */
const PROFILES = 64
const TIERS = ["A", "B", "C"]
const COUNTRIES = ["es", "de", "pt", "br", "fr", "it"]

type Profile = Readonly<Record<string, string | number>>

/** Deterministic, so that every run asks the same (mulberry32, 32 bit state). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(from: readonly T[], next: () => number): T =>
  from[Math.floor(next() * from.length)] as T

function makeProfiles(): readonly Profile[] {
  const next = random(7)
  return Array.from({ length: PROFILES }, () => ({
    order_count: Math.floor(next() * 20),
    total_spent: Math.floor(next() * 1000),
    days_since: Math.floor(next() * 400),
    tier: pick(TIERS, next),
    country: pick(COUNTRIES, next),
  }))
}

function makeRules(count: number): readonly ConditionGroup[] {
  const next = random(11)
  const leaf = (field: string, operator: string, value: number | string | readonly string[]) => ({
    field,
    operator,
    value,
  })
  return Array.from({ length: count }, () => ({
    combinator: "and" as const,
    rules: [
      leaf("order_count", ">=", Math.floor(next() * 8)),
      leaf("total_spent", ">", Math.floor(next() * 400)),
      leaf("days_since", "<", 100 + Math.floor(next() * 300)),
      {
        combinator: "or" as const,
        rules: [
          leaf("tier", "in", [pick(TIERS, next), pick(TIERS, next)]),
          leaf("country", "=", pick(COUNTRIES, next)),
        ],
      },
    ],
  }))
}

const FACTS: ReadonlyMap<string, FactShape> = new Map(
  (
    [
      ["order_count", "number"],
      ["total_spent", "number"],
      ["days_since", "number"],
      ["tier", "text"],
      ["country", "text"],
    ] as const
  ).map(([code, type]) => [code, { code, type }])
)

/** What a rule set costs without memory: one closure per node, every leaf tested wherever it stands. */
function closuresOf(node: ConditionGroup | ConditionRule): (profile: Profile) => boolean {
  if (isGroup(node)) {
    const parts = node.rules.map(closuresOf)
    return node.combinator === "and"
      ? (profile) => parts.every((part) => part(profile))
      : (profile) => parts.some((part) => part(profile))
  }
  const { field, value } = node
  switch (node.operator) {
    case ">=":
      return (profile) => (profile[field] as number) >= (value as number)
    case ">":
      return (profile) => (profile[field] as number) > (value as number)
    case "<":
      return (profile) => (profile[field] as number) < (value as number)
    case "in": {
      const values = new Set(value as readonly string[])
      return (profile) => values.has(profile[field] as string)
    }
    default:
      return (profile) => profile[field] === value
  }
}

type Mongo = Record<string, unknown>

const MONGO: Readonly<Record<string, string>> = { ">=": "$gte", ">": "$gt", "<": "$lt", in: "$in" }

function mongoOf(node: ConditionGroup | ConditionRule): Mongo {
  if (isGroup(node)) {
    return { [node.combinator === "and" ? "$and" : "$or"]: node.rules.map(mongoOf) }
  }
  const operator = MONGO[node.operator]
  return { [node.field]: operator === undefined ? node.value : { [operator]: node.value } }
}

const ENGINE: Readonly<Record<string, string>> = {
  ">=": "greaterThanInclusive",
  ">": "greaterThan",
  "<": "lessThan",
  in: "in",
  "=": "equal",
}

function engineOf(node: ConditionGroup | ConditionRule): never {
  return (
    isGroup(node)
      ? { [node.combinator === "and" ? "all" : "any"]: node.rules.map(engineOf) }
      : { fact: node.field, operator: ENGINE[node.operator], value: node.value }
  ) as never
}

/** One unit of work is the whole rule set against one profile. */
function variantsOf(rules: readonly ConditionGroup[], profiles: readonly Profile[]) {
  let at = 0
  const next = () => profiles[(at += 1) % profiles.length] as Profile

  const set = compileRuleSet(rules, FACTS)
  const kairos = (profile: Profile) => {
    const asked = set((code) => profile[code])
    let matches = 0
    for (let i = 0; i < rules.length; i += 1) {
      matches += asked(i) === true ? 1 : 0
    }
    return matches
  }
  const closures = rules.map(closuresOf)
  const plain = (profile: Profile) => closures.filter((rule) => rule(profile)).length
  const traced = rules.map((rule) => compileConditions(rule, FACTS))
  const withTrace = (profile: Profile) =>
    traced.filter((rule) => rule((code) => profile[code], {}).result === true).length
  const book = new GrowthBook({
    features: Object.fromEntries(
      rules.map((rule, i) => [
        `rule_${i}`,
        { defaultValue: false, rules: [{ condition: mongoOf(rule) as never, force: true }] },
      ])
    ),
  })
  const growthbook = (profile: Profile) => {
    void book.setAttributes(profile)
    return rules.filter((_, i) => book.isOn(`rule_${i}`)).length
  }
  const engine = new Engine()
  rules.forEach((rule, i) =>
    engine.addRule({ conditions: engineOf(rule), event: { type: `rule_${i}` } })
  )
  const jsonRules = async (profile: Profile) => (await engine.run(profile)).events.length

  const once = (name: string, match: (profile: Profile) => number): Variant => ({
    name,
    run: () => {
      match(next())
      return 1
    },
  })
  return {
    matchers: { kairos, plain, withTrace, growthbook },
    jsonRules,
    variants: [
      once("Kairos, the path of a page", kairos),
      once("Kairos, with every trace", withTrace),
      once("plain closures", plain),
      once("GrowthBook", growthbook),
      {
        name: "json-rules-engine",
        run: async () => {
          await jsonRules(next())
          return 1
        },
      },
    ] satisfies Variant[],
  }
}

async function checkAgreement(
  { matchers, jsonRules }: ReturnType<typeof variantsOf>,
  profiles: readonly Profile[]
): Promise<number> {
  let total = 0
  for (const profile of profiles) {
    const expected = matchers.plain(profile)
    const found = [
      ...Object.values(matchers).map((match) => match(profile)),
      await jsonRules(profile),
    ]
    if (found.some((count) => count !== expected)) {
      throw new Error(`the engines disagree about a profile: ${found.join(", ")}`)
    }
    total += expected
  }
  return total / profiles.length
}

async function main(): Promise<void> {
  const profiles = makeProfiles()
  const hundred = variantsOf(makeRules(100), profiles)
  const thousand = variantsOf(makeRules(1000), profiles)
  const matches = await checkAgreement(hundred, profiles)
  await checkAgreement(thousand, profiles)

  const by100 = await interleave(hundred.variants, { rounds: 7, sliceMs: 150 })
  // The peers need seconds for one thousand; closures are what there is to beat.
  const by1000 = await interleave(thousand.variants.slice(0, 3), { rounds: 7, sliceMs: 150 })
  printTable("100 rules of 5 conditions against one profile, microseconds", [...by100.values()])
  printTable("1000 rules", [...by1000.values()])

  const ours = "Kairos, the path of a page"
  printReport({
    bench: "rules",
    figures: {
      us_per_100_rules: by100.get(ours)?.median ?? NaN,
      us_per_1000_rules: by1000.get(ours)?.median ?? NaN,
      matching_rules: matches,
    },
    ratios: {
      vs_growthbook: speedup(by100, ours, "GrowthBook"),
      vs_json_rules_engine: speedup(by100, ours, "json-rules-engine"),
      vs_closures_1000: speedup(by1000, ours, "plain closures"),
    },
  })
}

void main()
