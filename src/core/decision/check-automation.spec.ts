import { mergeCatalog } from "../../catalog"
import { checkAutomation } from "./check-automation"

const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const KNOWN = {
  placements: new Set(["home-hero"]),
  templates: new Map([
    ["tpl_m", { purpose: "marketing" }],
    ["tpl_s", { purpose: "service" }],
  ]),
  sender: true,
  allowed_hosts: ["shop.example"],
}

const mail = (template = "tpl_m") => ({
  code: "send_message",
  args: { channel: "email", template_id: template },
})
const coupon = (args: object) => ({
  code: "issue_coupon",
  args: { kind: "percent", value: 10, ...args },
})
const show = (args: object = {}) => ({
  code: "show_content",
  args: { placement: "home-hero", content: { headline: "Hello" }, ...args },
})
const automation = (more: object = {}) => ({
  name: "winback",
  trigger: { code: "order.placed" },
  steps: [{ actions: [mail()] }],
  ...more,
})
const withActions = (...actions: object[]) => automation({ steps: [{ actions }] })

const run = (input: unknown, known: Parameters<typeof checkAutomation>[2] = KNOWN) =>
  checkAutomation(input, catalog, known)
const problems = (input: unknown, known = KNOWN) => {
  const checked = run(input, known)
  return checked.ok ? [] : checked.problems
}
const messages = (input: unknown, known = KNOWN) =>
  problems(input, known).map(({ message }) => message)

it("fills in what was left out", () => {
  expect(run(automation())).toEqual({
    ok: true,
    value: {
      name: "winback",
      objective: "inform",
      purpose: "marketing",
      trigger: { code: "order.placed", args: {} },
      conditions: null,
      steps: [
        {
          key: "step_1",
          wait: { minutes: 0 },
          valid_for_minutes: 2880,
          conditions: null,
          actions: [mail()],
        },
      ],
      priority: 50,
      holdout_percent: 0,
      variants: [],
      reentry: { kind: "always" },
      goal: null,
      budget: null,
    },
  })
})

it("takes the automation of the documentation, but for its trigger, as it is", () => {
  const documented = {
    name: "Cart reminder",
    objective: "recover_cart",
    purpose: "marketing",
    trigger: { code: "placement.requested", args: {} },
    conditions: {
      combinator: "and",
      rules: [
        { field: "cart.total", operator: ">=", value: 40 },
        { field: "profile.tier", operator: "in", value: ["A", "B"] },
      ],
    },
    steps: [
      {
        key: "first",
        wait: { minutes: 0 },
        valid_for_minutes: 2880,
        conditions: null,
        actions: [
          {
            code: "show_content",
            args: {
              placement: "home-hero",
              content: {
                headline: "Hello",
                body: "",
                image_url: null,
                cta: null,
                products: { source: "none", ids: [] },
                disclosure: null,
              },
            },
          },
        ],
      },
    ],
    priority: 50,
    holdout_percent: 10,
    variants: [],
    reentry: { kind: "once_per_days", days: 30 },
    goal: { event: "order.placed", within_days: 7 },
    budget: {
      deliveries_per_day: 500,
      discount_per_month: { amount: 1000, currency_code: "eur" },
    },
  }
  expect(run(documented)).toEqual({ ok: true, value: documented })
})

it("is stable: what it made, it takes unchanged", () => {
  const once = run(
    automation({
      conditions: {
        combinator: "and",
        rules: [{ field: "order.total", operator: ">", value: "5" }],
      },
    })
  )
  expect(once.ok && run(once.value)).toEqual(once)
})

it("names every problem at once, each with its place and the automation's name", () => {
  const broken = automation({
    conditions: {
      combinator: "and",
      rules: [
        { field: "order.total", operator: ">", value: 1 },
        { field: "order.totl", operator: ">", value: 1 },
      ],
    },
    steps: [{ key: "first", actions: [] }],
    priority: 101,
  })
  expect(problems(broken)).toEqual([
    {
      path: "conditions.rules[1].field",
      message:
        'automation "winback" condition 2: fact "order.totl" does not exist; did you mean "order.total"?',
    },
    {
      path: "steps[0].actions",
      message: 'automation "winback" step "first" has no action; add one, such as send_message',
    },
    {
      path: "priority",
      message: 'automation "winback" priority must be a whole number from 0 to 100',
    },
  ])
})

it.each<[string, unknown, string]>([
  ["no object (IN24)", [], "automation: must be an object"],
  ["null (IN25)", null, "automation: must be an object"],
  ["no name", automation({ name: "  " }), "has no name"],
  ["a name with half a character (IN13)", automation({ name: "a\ud800" }), "half of a character"],
  ["a name of 10,000 characters (IN14)", automation({ name: "a".repeat(10_000) }), "at most 200"],
  [
    "an unknown field (IN32)",
    automation({ prority: 1 }),
    'field "prority" is unknown; did you mean "priority"?',
  ],
  ["a misspelt objective", automation({ objective: "win-back" }), 'did you mean "win_back"?'],
  [
    "a purpose that is none",
    automation({ purpose: "Marketing!" }),
    "purpose must be a name of small letters",
  ],
  ["no trigger", automation({ trigger: undefined }), "has no trigger; use one of order.placed"],
  [
    "a misspelt trigger",
    automation({ trigger: { code: "order.place" } }),
    'did you mean "order.placed"?',
  ],
  [
    "an argument that the trigger does not take",
    automation({ trigger: { code: "order.placed", args: { x: 1 } } }),
    'trigger: argument "x" is unknown',
  ],
  ["no steps (IN44)", automation({ steps: [] }), "has no step"],
  [
    "a step without actions (IN44)",
    automation({ steps: [{ key: "a" }] }),
    'step "a" has no action',
  ],
  [
    "two steps with one key",
    automation({
      steps: [
        { key: "a", actions: [mail()] },
        { key: "a", actions: [mail()] },
      ],
    }),
    'two steps with the key "a"',
  ],
  [
    "a fact that the trigger does not bring",
    automation({
      conditions: { combinator: "and", rules: [{ field: "cart.total", operator: ">", value: 1 }] },
    }),
    'fact "cart.total" is not known with this trigger',
  ],
  [
    "a bad condition of a step",
    automation({
      steps: [
        {
          key: "a",
          actions: [mail()],
          conditions: {
            combinator: "and",
            rules: [{ field: "order.country_code", operator: ">", value: "x" }],
          },
        },
      ],
    }),
    'step "a" condition 1: operator ">" does not fit "order.country_code"',
  ],
  [
    "a misspelt action",
    withActions({ code: "send_mesage", args: {} }),
    'action 1 (send_mesage): does not exist; did you mean "send_message"?',
  ],
  [
    "a template that does not exist",
    withActions(mail("tpl_x")),
    "names a template that does not exist",
  ],
  [
    "no template",
    withActions({ code: "send_message", args: { channel: "email" } }),
    "template_id is missing; choose a template",
  ],
  [
    "a channel that does not exist",
    withActions({ code: "send_message", args: { channel: "emial", template_id: "tpl_m" } }),
    'channel must be one of the choices; did you mean "email"?',
  ],
  [
    "a service template for marketing",
    withActions(mail("tpl_s")),
    "service notices and marketing do not mix",
  ],
  [
    "a marketing template for service",
    automation({ purpose: "service" }),
    "service notices and marketing do not mix",
  ],
  [
    "a placement that does not exist",
    withActions(show({ placement: "home-hero2" })),
    'did you mean "home-hero"?',
  ],
  [
    "content with HTML",
    withActions(show({ content: { headline: "<b>x</b>" } })),
    "content.headline holds HTML",
  ],
  [
    "content that links elsewhere",
    withActions(
      show({ content: { headline: "x", cta: { label: "Go", href: "javascript:alert(1)" } } })
    ),
    "content.cta.href",
  ],
  [
    "0 % (IN61)",
    withActions(coupon({ value: 0 }), mail()),
    "args.value must be a number above 0 and at most 100",
  ],
  [
    "101 % (IN61)",
    withActions(coupon({ value: 101 }), mail()),
    "args.value must be a number above 0",
  ],
  [
    "-5 % (IN61)",
    withActions(coupon({ value: -5 }), mail()),
    "args.value must be a number above 0",
  ],
  [
    "10,5 % (IN61)",
    withActions(coupon({ value: "10,5" }), mail()),
    "args.value must be a number above 0",
  ],
  [
    "NaN % (IN61)",
    withActions(coupon({ value: "NaN" }), mail()),
    "args.value must be a number above 0",
  ],
  [
    "a fixed discount without a currency (IN62)",
    withActions(coupon({ kind: "fixed", value: 5 }), mail()),
    "args.currency_code is missing",
  ],
  [
    "a fixed discount in no currency (IN62)",
    withActions(coupon({ kind: "fixed", value: 5, currency_code: "xxy" }), mail()),
    "ISO 4217",
  ],
  [
    "10.50 yen (IN62)",
    withActions(coupon({ kind: "fixed", value: "10.50", currency_code: "jpy" }), mail()),
    "at most 0 decimals",
  ],
  [
    "a coupon for 11 years (IN63)",
    withActions(coupon({ valid_days: 4015 }), mail()),
    "args.valid_days must be a whole number of days from 1 to 3650",
  ],
  [
    "a coupon for no days (IN63)",
    withActions(coupon({ valid_days: 0 }), mail()),
    "args.valid_days",
  ],
  [
    "a prefix of codes (IN64)",
    withActions(coupon({ prefix: "A B" }), mail()),
    "args.prefix is unknown; use one of kind, value",
  ],
  [
    "a code of one's own (IN64)",
    withActions(coupon({ code: "SUMMER" }), mail()),
    "args.code is unknown; use one of kind, value",
  ],
  [
    "a mail while a page loads",
    automation({ trigger: { code: "placement.requested" } }),
    "while a page loads only content can be shown",
  ],
  [
    "a coupon while a page loads",
    automation({
      trigger: { code: "placement.requested" },
      steps: [{ actions: [coupon({}), show()] }],
    }),
    "while a page loads only content can be shown",
  ],
  [
    "waiting while a page loads",
    automation({
      trigger: { code: "placement.requested" },
      steps: [{ wait: { minutes: 5 }, actions: [show()] }],
    }),
    "cannot wait",
  ],
  [
    "a wait of no whole minutes",
    automation({ steps: [{ wait: { minutes: 1.5 }, actions: [mail()] }] }),
    "wait.minutes must be a whole number of minutes from 0",
  ],
  [
    "a wait that is none",
    automation({ steps: [{ wait: { hours: 5 }, actions: [mail()] }] }),
    'wait: field "hours" is unknown',
  ],
  [
    "a step that is valid for nothing",
    automation({ steps: [{ valid_for_minutes: 0, actions: [mail()] }] }),
    "valid_for_minutes must be a whole number of minutes from 1",
  ],
  [
    "a holdout above 100",
    automation({ holdout_percent: 100.5 }),
    "holdout_percent must be a number from 0 to 100",
  ],
  [
    "a holdout that is no number",
    automation({ holdout_percent: "10" }),
    "holdout_percent must be a number",
  ],
  ["variants", automation({ variants: [{}] }), "variants must be an empty list"],
  [
    "a re-entry that is none",
    automation({ reentry: { kind: "twice" } }),
    "reentry.kind must be always, once or once_per_days",
  ],
  [
    "a re-entry in no days",
    automation({ reentry: { kind: "once_per_days", days: 0 } }),
    "reentry.days must be a whole number from 1",
  ],
  [
    "a goal that does not exist",
    automation({ goal: { event: "order.palced", within_days: 7 } }),
    'did you mean "order.placed"?',
  ],
  [
    "a budget of nothing",
    automation({ budget: { deliveries_per_day: 0 } }),
    "budget.deliveries_per_day must be a whole number from 1",
  ],
  [
    "a budget without a currency",
    automation({ budget: { discount_per_month: { amount: 5 } } }),
    "budget.discount_per_month must be an amount",
  ],
  ["steps that are no list", automation({ steps: { a: 1 } }), "has no step"],
  ["a step that is no object", automation({ steps: ["a"] }), "has no action"],
  [
    "arguments that are no object",
    withActions({ code: "send_message", args: [] }),
    "args must be an object",
  ],
  ["other ways that are no list", withActions({ ...mail(), otherwise: {} }), "must be a list"],
  [
    "more than three other ways",
    withActions({ ...mail(), otherwise: [show(), show(), show(), show()] }),
    "otherwise has 4 actions; at most 3",
  ],
  [
    "one channel twice",
    withActions({ ...mail(), otherwise: [show(), mail()] }),
    'otherwise 2 (send_message): uses the channel "email" once more; name another one',
  ],
  [
    "a coupon as another way",
    withActions({ ...mail(), otherwise: [coupon({})] }),
    "name an action that sends or shows something",
  ],
  [
    "another way for a coupon",
    withActions({ ...coupon({}), otherwise: [show()] }),
    "a coupon goes with its message",
  ],
  [
    "another way of another way",
    withActions({ ...mail(), otherwise: [{ ...show(), otherwise: [] }] }),
    'field "otherwise" is unknown',
  ],
  [
    "a misspelt action as another way",
    withActions({ ...mail(), otherwise: [{ code: "show_contents" }] }),
    'did you mean "show_content"?',
  ],
])("refuses %s", (_name, input, message) => {
  const said = messages(input)
  expect(said).not.toEqual([])
  expect(said.join("\n")).toContain(message)
})

it("keeps other ways in their order, checked, and nothing where there is none", () => {
  const checked = run(withActions({ ...mail(), otherwise: [show()] }, { ...show(), otherwise: [] }))
  expect(checked.ok && checked.value.steps[0]?.actions).toEqual([
    { ...mail(), otherwise: [expect.objectContaining({ code: "show_content" }) as unknown] },
    expect.not.objectContaining({ otherwise: expect.anything() as unknown }) as unknown,
  ])
})

it("sends no e-mail without a sender (IN90), and shows content without one", () => {
  const known = { ...KNOWN, sender: false }
  expect(messages(automation(), known)).toEqual([
    expect.stringContaining("needs a sender; set name, address and postal address"),
  ])
  expect(messages(withActions(show()), known)).toEqual([])
})

it.each([
  "trigger",
  "conditions",
  "steps",
  "reentry",
  "goal",
  "budget",
  "priority",
  "name",
  "objective",
])("never throws whatever %s is", (field) => {
  for (const value of [null, 0, "", "x", [], {}, [null], true, { code: {} }, Number.NaN]) {
    expect(() => run(automation({ [field]: value }))).not.toThrow()
  }
})

describe("what a template cannot do without", () => {
  const known = (...needs: string[]) => ({
    ...KNOWN,
    templates: new Map([["tpl_m", { purpose: "marketing", needs }]]),
  })
  const registered = (...actions: object[]) => ({
    ...withActions(...actions),
    trigger: { code: "customer.registered" },
  })

  it("is there", () => {
    expect(run(withActions(mail()), known("order")).ok).toBe(true)
    expect(run(withActions(coupon({}), mail()), known("order", "coupon")).ok).toBe(true)
  })

  it("is not there: the place and the fix are named", () => {
    expect(problems(registered(coupon({}), mail()), known("order", "coupon"))).toEqual([
      {
        path: "steps[0].actions[1].args.template_id",
        message:
          'automation "winback" step "step_1" action 2 (send_message): template_id names a template that needs order, but the trigger "customer.registered" brings none; choose another template or put its lines inside {{#if order}}…{{/if}}',
      },
    ])
    expect(messages(withActions(mail()), known("coupon"))).toEqual([
      expect.stringContaining("needs coupon, but this step issues none; choose another template"),
    ])
  })

  it("is asked of other ways, too", () => {
    const first = { ...show(), otherwise: [mail()] }
    expect(problems(withActions(first), known("coupon"))).toEqual([
      {
        path: "steps[0].actions[0].otherwise[0].args.template_id",
        message: expect.stringContaining(
          "action 1 otherwise 1 (send_message): template_id names"
        ) as unknown,
      },
    ])
  })

  it("is asked of the step that sends, not of its neighbour", () => {
    const steps = [{ actions: [coupon({})] }, { actions: [mail()] }]
    expect(messages(automation({ steps }), known("coupon"))).toEqual([
      expect.stringContaining('step "step_2"'),
    ])
  })
})
