import type { ArgResponse } from "../../../types"
import { isArgAsked, isArgNeeded } from "../steps/asked-args"
import { defaultArgs } from "./default-args"

const arg = (key: string, type: ArgResponse["type"], more: Partial<ArgResponse> = {}) =>
  ({ key, type, label: { en: key, es: key, pt: key }, required: false, ...more }) as ArgResponse

test("a new action starts with the catalog's defaults, also where the default is nothing", () => {
  expect(
    defaultArgs([
      arg("kind", "select", { default: "percent" }),
      arg("minimum", "number", { default: null }),
      arg("next_order_only", "boolean"),
      arg("template_id", "template", { required: true }),
    ])
  ).toEqual({ kind: "percent", minimum: null, next_order_only: false })
})

test("a coupon's form asks what its kind needs", () => {
  const asked = (args: Record<string, unknown>) =>
    ["value", "currency_code", "minimum", "gift_variant_id"].filter((key) =>
      isArgAsked("issue_coupon", key, args)
    )
  expect(asked({ kind: "percent", minimum: null })).toEqual(["value", "minimum"])
  expect(asked({ kind: "percent", minimum: 20 })).toEqual(["value", "currency_code", "minimum"])
  expect(asked({ kind: "fixed" })).toEqual(["value", "currency_code", "minimum"])
  expect(asked({ kind: "gift" })).toEqual(["minimum", "gift_variant_id"])
  expect(isArgNeeded("issue_coupon", "gift_variant_id", { kind: "gift" })).toBe(true)
  expect(isArgNeeded("issue_coupon", "minimum", { kind: "fixed" })).toBe(false)
  expect(isArgAsked("send_message", "value", {})).toBe(true)
})
