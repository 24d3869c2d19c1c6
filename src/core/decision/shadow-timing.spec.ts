import { mergeCatalog } from "../../catalog"
import { sampleSubject } from "../../catalog/samples"
import type { ContactState } from "../consent/consent"
import type { AutomationDefinition, Step } from "./automation"
import type { Verdict } from "./decide"
import {
  firstContacts,
  followedSteps,
  shadowContacts,
  shadowStart,
  shadowVerdict,
} from "./shadow-timing"
import type { Contacted, TimingPolicy } from "./timing"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const DAILY: TimingPolicy = {
  time_zone: "Europe/Madrid",
  quiet_hours: { from: "21:00", to: "08:00" },
  caps: [{ channel: null, max: 1, days: 1 }],
}

const definition = (valid_for_minutes = 2880, more: object = {}): AutomationDefinition => ({
  name: "Reminder",
  objective: "recover_cart",
  purpose: "marketing",
  trigger: { code: "order.placed", args: {} },
  conditions: null,
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes,
      conditions: null,
      actions: [{ code: "send_message", args: { channel: "email", template_id: "tpl_1" } }],
      ...more,
    },
  ],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
})

const SENT = { kind: "send", reason: null, until: null, variant: null, trace: {} } as Verdict

/** Events of one person, one after the other, as shadow mode decides them. */
function play(times: readonly string[], automation = definition(), policy = DAILY) {
  let contacted: readonly Contacted[] = []
  return times.map((now) => {
    const contact = { ...(sampleSubject.contact as ContactState), time_zone: null }
    const verdict = shadowVerdict({
      verdict: { ...SENT, trace: { ...SENT.trace, caps: null } },
      automation: {
        automation_id: "kauto_1",
        version: 1,
        status: "active",
        definition: automation,
      },
      subject: { ...sampleSubject, now, contact },
      catalog,
      policy,
      contacted,
    })
    const contacts = shadowContacts(
      { ...verdict, definition: automation, decided_at: now },
      catalog
    )
    contacted = [...contacted, ...contacts]
    return [verdict.kind, verdict.reason, verdict.until, contacts.length]
  })
}

test("one a day goes, the next waits for its day, and what cannot go in time fills no cap", () => {
  const noon = "2026-03-02T11:00:00.000Z"
  expect(play([noon, noon, noon, noon])).toEqual([
    ["send", null, null, 1],
    // Midnight is when there is room, and in quiet hours.
    ["hold", "quiet_hours", "2026-03-03T07:00:00.000Z", 1],
    ["hold", "quiet_hours", "2026-03-04T07:00:00.000Z", 1],
    // The day after is past the two days for which it is valid.
    ["hold", "capped", "2026-03-04T23:00:00.000Z", 0],
  ])
})

test("a night's messages do not all go in the morning", () => {
  const night = "2026-03-02T22:00:00.000Z"
  expect(play([night, night], definition(600))).toEqual([
    ["hold", "quiet_hours", "2026-03-03T07:00:00.000Z", 1],
    ["hold", "capped", "2026-03-03T23:00:00.000Z", 0],
  ])
})

test("a wait comes before what it is asked for", () => {
  const evening = "2026-03-02T19:30:00.000Z"
  expect(play([evening], definition(2880, { wait: { minutes: 60 } }))).toEqual([
    ["hold", "quiet_hours", "2026-03-03T07:00:00.000Z", 1],
  ])
  const someDay = { until: { date: "2026-12-24", time: "10:00" } }
  expect(play([evening], definition(2880, { wait: someDay }))).toEqual([["send", null, null, 0]])
})

test("service messages are never counted, and without caps and quiet hours all go", () => {
  const night = "2026-03-02T22:00:00.000Z"
  const service = { ...definition(), purpose: "service" }
  expect(play([night, night], service)).toEqual(Array(2).fill(["send", null, null, 0]))
  const free = { ...DAILY, quiet_hours: null, caps: [] }
  expect(play([night, night], definition(), free)).toEqual(Array(2).fill(["send", null, null, 1]))
})

describe("the steps that shadow mode follows", () => {
  const coupon = { code: "issue_coupon", args: { kind: "percent", value: 10, valid_days: 7 } }
  const step = (key: string, wait: object, actions: Step["actions"] = []) =>
    ({ key, wait, actions }) as unknown as Step
  const journey = (steps: readonly Step[], more: object = {}) =>
    ({ ...definition(), objective: "win_back", steps, ...more }) as AutomationDefinition
  const later = step("later", { minutes: 60 })

  it("are all but a first one of which it is known at once whether and when it goes", () => {
    const first = step("first", { minutes: 5 })
    expect(followedSteps(journey([first, later]), catalog)).toEqual(["later"])
    expect(followedSteps(journey([step("first", { minutes: 0 })]), catalog)).toEqual([])
    const event = { event: { name: "order.placed", within_minutes: 60, otherwise: "exit" } }
    expect(followedSteps(journey([step("first", event), later]), catalog)).toEqual([
      "first",
      "later",
    ])
  })

  const most = { amount: 100, currency_code: "eur" }
  it.each<[string, readonly Step["actions"][number][], object, boolean]>([
    ["a discount alone", [coupon], {}, false],
    ["a discount for leaving a cart", [coupon], { objective: "recover_cart" }, true],
    ["a reminder of a cart", [], { objective: "recover_cart" }, false],
    ["a discount out of a budget", [coupon], { budget: { discount_per_month: most } }, true],
    ["a message under a budget of discounts", [], { budget: { discount_per_month: most } }, false],
    ["a message under a budget of messages", [], { budget: { deliveries_per_day: 5 } }, true],
  ])("ask %s: followed or not", (_, actions, more, followed) => {
    const first = step("first", { minutes: 0 }, actions)
    expect(followedSteps(journey([first], more), catalog)).toEqual(followed ? ["first"] : [])
  })

  it("count where they are followed, and take their room at once beside what the same event starts", () => {
    const automation = definition(2880, {
      actions: [coupon, ...definition().steps[0]!.actions],
    })
    const noon = "2026-03-02T11:00:00.000Z"
    const entry = { ...SENT, definition: automation, decided_at: noon }
    expect(shadowContacts(entry, catalog)).toEqual([])
    expect(firstContacts(entry, catalog)).toEqual([{ channel: "email", at: noon }])
    expect(play([noon, noon], automation)).toEqual(Array(2).fill(["send", null, null, 0]))
  })

  it("wait from when the first one would have gone, unless that is followed too", () => {
    const [now, until] = ["2026-03-01T10:00:00.000Z", "2026-03-02T08:00:00.000Z"]
    const first = journey([step("first", { minutes: 30 })])
    const at = { now, catalog }
    expect(shadowStart(first, { until: null }, at)).toBe(now)
    expect(shadowStart(first, { until }, at)).toBe("2026-03-02T07:30:00.000Z")
    expect(shadowStart(journey([step("first", { until: {} })]), { until }, at)).toBe(now)
    const budget = { deliveries_per_day: 5 }
    expect(shadowStart({ ...first, budget } as typeof first, { until }, at)).toBe(now)
  })
})
