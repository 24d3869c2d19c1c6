import { ACTIONS, FACTS, mergeCatalog } from "../../catalog"
import type { ConditionGroup } from "../condition/condition"
import type { AutomationDefinition } from "./automation"
import { sensitiveInputs, sensitiveWarnings } from "./sensitive-inputs"

const asking = (field: string, value: unknown = "x", inStep = false) => {
  const conditions = {
    combinator: "and",
    rules: [{ combinator: "or", rules: [{ field, operator: "=", value }] }],
  } as unknown as ConditionGroup
  return {
    conditions: inStep ? null : conditions,
    steps: [{ key: "first", conditions: inStep ? conditions : null }],
  } as unknown as AutomationDefinition
}

describe("what the law protects (B-17)", () => {
  it.each([
    ["metadata.gender", "x", "sex or orientation"],
    ["customer.sexo", "x", "sex or orientation"],
    ["customer.isPregnant", true, "health"],
    ["customer.religión", "x", "religion"],
    ["customer.nationality", "br", "origin"],
    ["customer.etnia", "x", "origin"],
    ["customer.trade_union", true, "opinion or union"],
    ["customer.has_children", true, "age under 18"],
    ["customer.groups", ["Diabetics"], "health"],
    ["customer.groups", ["Menores"], "age under 18"],
    ["customer.groups", ["vip", "Embarazadas"], "health"],
  ])("is found in %s %j", (field, value, about) => {
    for (const inStep of [false, true]) {
      const found = sensitiveInputs(asking(field, value, inStep))
      expect(found.map((one) => one.about.en)).toEqual([about])
    }
  })

  it("is none of our own facts, nor of their usual values", () => {
    for (const { code, options = [] } of FACTS) {
      for (const value of ["x", ...options.map((option) => option.value)]) {
        expect(sensitiveInputs(asking(code, value))).toEqual([])
      }
    }
    for (const value of ["romance", "essex", "medium", "wholesale", "Rome", "tracey", "brace"]) {
      expect(sensitiveInputs(asking("customer.groups", [value]))).toEqual([])
    }
  })

  it("is warned of in three languages", () => {
    const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
    const [warning] = sensitiveWarnings(asking("customer.groups", ["pregnant"]), catalog)
    expect(warning?.en).toContain("health")
    expect(warning?.es).toContain("salud")
    expect(warning?.pt).toContain("saúde")
  })

  it("is all that needs a warning: no action raises a price", () => {
    expect(ACTIONS.map(({ code }) => code)).toEqual([
      "issue_coupon",
      "send_message",
      "show_content",
    ])
  })
})
