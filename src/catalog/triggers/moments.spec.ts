import { mergeCatalog } from ".."
import { checkAutomation } from "../../core/decision/check-automation"
import { DEFAULT_CONSENT_POLICY } from "../../core/consent/policy"
import { decide, entersTrigger } from "../../core/decision/decide"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const known = {
  placements: new Set<string>(),
  templates: new Map([["tpl_1", { purpose: "marketing" }]]),
  sender: true,
}

const automation = (code: string, args: Record<string, unknown>) => ({
  name: "A",
  objective: "inform",
  purpose: "marketing",
  trigger: { code, args },
  steps: [
    {
      key: "first",
      wait: { minutes: 60 },
      valid_for_minutes: 60,
      actions: [{ code: "send_message", args: { channel: "email", template_id: "tpl_1" } }],
    },
  ],
})
const check = (code: string, args: Record<string, unknown>) =>
  checkAutomation(automation(code, args), catalog, known)

describe("moments as triggers", () => {
  it("may wait and send, because they are not decided on the request", () => {
    for (const { code, source, sample } of catalog.triggers.values()) {
      if (source.kind === "job" && code !== "customer.spend_reached") {
        expect([code, check(code, {}).ok]).toEqual([code, true])
        expect(sample.source).toBe("job")
      }
    }
  })

  it("tell a guest who left a cart from a customer, where an automation asks (E3)", () => {
    const { sample } = catalog.triggers.get("cart.abandoned")!
    const rules = [{ field: "customer.has_account", operator: "=", value: false }]
    const asks = { ...automation("cart.abandoned", {}), conditions: { combinator: "and", rules } }
    const checked = checkAutomation(asks, catalog, known)
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
    const version = { automation_id: "a", version: 1, status: "active" } as const
    const reasonOf = (has_account: boolean) =>
      decide({
        subject: {
          now: sample.occurred_at,
          event: sample,
          cart: sample.snapshot.cart!,
          customer: { ...sample.snapshot.customer!, has_account },
        },
        automation: { ...version, definition: checked.value },
        catalog,
        mode: "live",
        consent: DEFAULT_CONSENT_POLICY,
        history: { last_send_at: null },
        seed: "s",
      }).reason
    expect([reasonOf(true), reasonOf(false)]).toEqual(["condition_false", "consent_missing"])
  })

  it.each([
    ["cart.abandoned", { after_minutes: 9 }, "at least 10"],
    ["cart.abandoned", { after_minutes: 10_081 }, "at most 10080"],
    ["cart.abandoned", { after_minutes: 60.5 }, "whole number"],
    ["cart.abandoned", { after_minutes: "soon" }, "whole number"],
    ["cart.abandoned", { minutes: 60 }, '"minutes" is unknown'],
    ["customer.inactive", { days: 0 }, "at least 1"],
    ["customer.order_count_reached", { count: -1 }, "at least 1"],
    ["season.day", { month: "4", day: 31 }, "does not exist in this month"],
    ["tier.up", { to: "C" }, "must be one of"],
    ["tier.down", { to: "A" }, "must be one of"],
    ["tier.at_risk", { from: "C" }, "must be one of"],
    ["season.day", { month: "13", day: 1 }, "must be one of"],
    ["season.day", { month: "12", day: 0 }, "at least 1"],
    ["customer.spend_reached", {}, "is missing"],
    ["customer.spend_reached", { amount: 0 }, "at least 0.01"],
    ["customer.spend_reached", { amount: { amount: -5, currency_code: "eur" } }, "at least 0.01"],
    ["customer.spend_reached", { amount: { amount: 5 } }, "currency_code"],
    ["customer.spend_reached", { amount: true }, "must be an amount"],
    ["customer.spend_reached", { amount: ["5"] }, "must be an amount"],
  ])("%s refuses %j", (code, args, says) => {
    const checked = check(code, args)
    expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(says),
    ])
  })

  it.each<[string, Record<string, unknown>, Record<string, string | number>, boolean]>([
    ["cart.abandoned", { after_minutes: 60 }, { after_minutes: 60 }, true],
    ["cart.abandoned", { after_minutes: 30 }, { after_minutes: 60 }, false],
    ["customer.inactive", { days: 60 }, { days: 90 }, false],
    ["customer.order_count_reached", { count: 3 }, { count: 3 }, true],
    ["tier.up", { to: "A" }, { tier_to: "A" }, true],
    ["tier.up", { to: "A" }, { tier_to: "B" }, false],
    ["tier.up", { to: "any" }, { tier_to: "B" }, true],
    ["tier.at_risk", { from: "A" }, { tier_from: "B", tier_to: "A" }, false],
    ["season.day", { month: "2", day: 29 }, { month: 2, day: 29 }, true],
    ["season.day", { month: "12", day: 24 }, { month: 12, day: 1 }, false],
    ["season.day", { month: "11", day: 1 }, { month: 12, day: 1 }, false],
    ["customer.spend_reached", { amount: 100 }, { mark: "100" }, true],
    [
      "customer.spend_reached",
      { amount: { amount: 100, currency_code: "usd" } },
      { mark: "100 usd" },
      true,
    ],
    ["customer.spend_reached", { amount: 100 }, { mark: "100 usd" }, false],
  ])("%s with %j takes an event of %j: %s", (code, args, properties, enters) => {
    const { sample } = catalog.triggers.get(code)!
    const checked = check(code, args)
    const event = { ...sample, snapshot: { ...sample.snapshot, properties } }
    const version = { automation_id: "a", version: 1, status: "active" } as const
    expect(
      checked.ok && entersTrigger({ ...version, definition: checked.value }, event, catalog)
    ).toBe(enters)
  })
})
