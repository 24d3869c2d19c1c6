import { mergeCatalog } from "../../catalog"
import type { DecisionTrace } from "./decision"
import { REASONS } from "./decision"
import { tellShopper, type ToldDecision } from "./tell-shopper"

const catalog = mergeCatalog({
  triggers: [],
  facts: [],
  actions: [],
  channels: [],
})
const check = { passed: true, expected: null, actual: null, detail: null }
const TRACE: DecisionTrace = {
  trigger: {
    code: "order.placed",
    occurred_at: "2026-03-03T23:30:00.000Z",
    age: check,
    reentry: null,
  },
  conditions: {
    kind: "rule",
    field: "profile.order_count",
    operator: ">=",
    expected: 1,
    actual: 2,
    result: true,
  },
  failing: null,
  consent: null,
  caps: null,
  score: null,
  winner: null,
  values: {},
}
const told = (
  more: Partial<ToldDecision> = {},
  titles: readonly string[] | null = ["Filters"],
  zone = "UTC"
) =>
  tellShopper(
    { kind: "send", mode: "live", reason: null, trace: TRACE, on_site: false, ...more },
    catalog,
    titles === null ? null : { titles, at: TRACE.trigger.occurred_at },
    zone
  )

describe("a decision, told to the person it was about", () => {
  it("names what they bought, on the day that it was for them, and what else counted", () => {
    expect(told().en).toBe(
      "Something was sent to you or put into your account because you bought Filters on March 3, 2026 and “Number of orders” is 2."
    )
    expect(told({}, ["Filters"], "Europe/Madrid").es).toContain(
      "compraste Filters el 4 de marzo de 2026"
    )
    expect(told({}, ["A", "B", "C", "D", "E"]).pt).toContain("A, B, C e mais 2")
  })

  it("without a purchase names the occasion", () => {
    expect(told({}, null).en).toContain("because you ordered on March 3, 2026 and")
    const trigger = { ...TRACE.trigger, code: "subscription.card_expiring" }
    expect(told({ trace: { ...TRACE, trigger } }, null).es).toContain(
      "porque el 3 de marzo de 2026 la tarjeta de tu suscripción estaba a punto de caducar y"
    )
    const own = new Map([
      ["order.placed", { ...catalog.triggers.get("order.placed")!, told: undefined }],
    ])
    const { pt } = tellShopper(
      { kind: "send", mode: "live", reason: null, trace: TRACE, on_site: false },
      { ...catalog, triggers: own as never },
      null,
      "UTC"
    )
    expect(pt).toContain("porque aconteceu “Pedido feito” em 3 de março de 2026 e")
  })

  it("says what did not come, too, and never blames the person's case on other people", () => {
    const capped = told({ kind: "skip", reason: "capped" })
    expect(capped.en).toBe(
      "Nothing was sent to you because you get no more than you or the shop allow and you bought Filters on March 3, 2026."
    )
    expect(told({ kind: "hold", reason: "quiet_hours" }).en).toContain("waits before")
    expect(told({ mode: "shadow" }).pt).toContain("A loja só testou")
  })

  const zone = { zone: "UTC", source: "shop" } as const
  const until = "2026-03-04T09:00:00.000Z"
  const held = (hold: object): DecisionTrace => ({
    ...TRACE,
    caps: {
      holdout_percent: 0,
      holdout_bucket: 0,
      held_out: false,
      hold: { zone, until, ...hold } as never,
    },
  })
  const cap = (chosen_by: string, max: number) =>
    held({ kind: "cap", cap: { channel: null, max, days: 31 }, count: max, chosen_by })
  const quiet = (chosen_by: string) =>
    held({ kind: "quiet_hours", quiet_hours: { from: "21:00", to: "09:00" }, chosen_by })
  const wrongTopic = (actual: unknown): DecisionTrace => ({
    ...TRACE,
    failing: {
      kind: "rule",
      field: "contact.topics",
      operator: "contains",
      expected: "tea",
      actual: actual as never,
      result: false,
    },
  })

  it.each([
    [
      "capped",
      cap("person", 2),
      {
        en: "you chose to get at most 2 in 31 days",
        es: "elegiste recibir como máximo 2 en 31 días",
        pt: "você escolheu receber no máximo 2 em 31 dias",
      },
    ],
    [
      "capped",
      cap("person", 0),
      {
        en: "you chose to get no offers",
        es: "elegiste no recibir ofertas",
        pt: "você escolheu não receber ofertas",
      },
    ],
    ["capped", cap("shop", 2), { en: "you get no more than you or the shop allow" }],
    [
      "quiet_hours",
      quiet("person"),
      {
        en: "you chose to be left alone from 21:00 to 09:00",
        es: "elegiste que no te molesten de 21:00 a 09:00",
        pt: "você escolheu não ser incomodado das 21:00 às 09:00",
      },
    ],
    ["quiet_hours", quiet("shop"), { en: "it is not the hour for it" }],
    [
      "condition_false",
      wrongTopic(["gifts", "kitchen"]),
      {
        en: "the topics that you chose are gifts, kitchen",
        es: "los temas que elegiste son gifts, kitchen",
        pt: "os temas que você escolheu são gifts, kitchen",
      },
    ],
    ["condition_false", { ...TRACE, failing: null }, { en: "it was not meant for your case" }],
  ] as const)("names what they chose themselves where that was it: %s", (reason, trace, says) => {
    const sentence = told({ kind: reason === "condition_false" ? "skip" : "hold", reason, trace })
    for (const [language, words] of Object.entries(says)) {
      expect(sentence[language as "en"].replace(/\u00a0/g, " ")).toContain(words)
    }
  })

  it.each(REASONS)("has words for %s in each language", (reason) => {
    const sentence = told({ kind: "skip", reason })
    expect(new Set(Object.values(sentence)).size).toBe(3)
    expect(JSON.stringify(sentence)).not.toContain("undefined")
  })
})
