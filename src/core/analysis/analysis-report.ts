import { formatMoney } from "../money/money"
import type { NotEnough } from "../predict/not-enough"
import { BUYER_CLASSES } from "../predict/buyer-class"
import { type Language, LOCALE_OF } from "../text/localized"
import { TIERS } from "../value/tier"
import { RISKS } from "../predict/prediction"
import type { Analysis, AnalysedCustomer } from "./analyse-shop"
import { type Word, WORDS } from "./analysis-words"
import type { Block } from "./report-block"

type Values = Readonly<Record<string, string>>

/** What a section says with. */
type Voice = {
  readonly say: (word: Word, values?: Values) => string
  readonly count: (value: number) => string
  readonly number: (value: number, digits?: number) => string
  readonly percent: (share: number) => string
  readonly money: (amount: number) => string
  readonly missing: (missing: NotEnough) => Block
  readonly product: (sku: string) => string
}

const LISTED = 10
const MODEL_NAMES = { bg_nbd: "BG/NBD", mbg_nbd: "MBG/NBD", pareto_nbd: "Pareto/NBD" } as const

/** The report of an analysis in one language: the owner's questions in their order, each with its answer or what is missing for it. */
export function analysisReport(analysis: Analysis, language: Language): Block[] {
  const voice = voiceOf(analysis, language)
  return [
    ...fileBlocks(analysis, voice),
    ...(analysis.tiers === null
      ? []
      : [
          ...bestBlocks(analysis, voice),
          ...leavingBlocks(analysis, voice),
          ...trustBlocks(analysis, voice),
          ...togetherBlocks(analysis, voice),
          ...nextBlocks(analysis, voice),
          ...againBlocks(analysis, voice),
          ...habitBlocks(analysis, voice),
        ]),
  ]
}

function voiceOf(analysis: Analysis, language: Language): Voice {
  const locale = LOCALE_OF[language]
  const say = (word: Word, values: Values = {}): string =>
    WORDS[word][language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")
  const number = (value: number, digits = 2): string =>
    value.toLocaleString(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits })
  const count = (value: number): string =>
    value.toLocaleString(locale, { maximumFractionDigits: 0 })
  const currency = analysis.currency_code
  return {
    say,
    number,
    count,
    percent: (share) =>
      share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }),
    money: (amount) =>
      currency === null || currency === "xxx"
        ? number(amount)
        : formatMoney({ amount: amount.toFixed(2), currency_code: currency }, locale),
    missing: ({ missing }) => ({
      kind: "text",
      text: say("not_enough") + missingText(missing, say, count),
    }),
    product: (sku) => {
      const title = analysis.titles[sku]
      return title === undefined ? sku : `${sku} ${title}`
    },
  }
}

function missingText(
  missing: NotEnough["missing"],
  say: Voice["say"],
  count: Voice["count"]
): string {
  switch (missing.what) {
    case "time":
      return say("missing_time", { days: count(missing.days) })
    case "difference":
    case "products":
    case "hours":
    case "launches":
      return say(`missing_${missing.what}`)
    default:
      return say("missing_count", {
        found: count(missing.found),
        what: say(`of_${missing.what}`),
        needed: count(missing.needed),
      })
  }
}

function fileBlocks(
  { lines, history, currencies, currency_code }: Analysis,
  voice: Voice
): Block[] {
  const { say, count } = voice
  const rejected = Object.entries(lines.rejected).filter(([, number]) => number > 0)
  const said = {
    lines: count(lines.lines),
    usable: count(lines.usable),
    orders: count(history.orders),
    customers: count(history.customers),
    products: count(history.products),
    from: history.first_day ?? "",
    to: history.last_day ?? "",
  }
  const blocks: Block[] = [
    { kind: "heading", text: say("title") },
    { kind: "text", text: say(history.orders === 0 ? "empty" : "file", said) },
  ]
  if (history.orders > 0) {
    const once = count(history.one_time_customers)
    blocks.push({
      kind: "text",
      text: say("once", { once, repeat: count(history.repeat_customers) }),
    })
  }
  if (currencies.length > 1) {
    const main = (currency_code as string).toUpperCase()
    blocks.push({
      kind: "text",
      text: say("currencies", { count: count(currencies.length), main }),
    })
  }
  if (rejected.length > 0) {
    blocks.push({
      kind: "table",
      caption: say("left_out"),
      columns: [say("reason"), say("lines")],
      rows: rejected.map(([reason, number]) => [reason, count(number)]),
    })
  }
  return blocks
}

function bestBlocks({ tiers, rfm, customers }: Analysis, voice: Voice): Block[] {
  const { say, count, percent, money } = voice
  const total = tiers!.revenue.A + tiers!.revenue.B + tiers!.revenue.C
  const blocks: Block[] = [
    { kind: "heading", text: say("best") },
    {
      kind: "text",
      text: say("tiers", { a: percent(tiers!.shares.a), b: percent(tiers!.shares.b) }),
    },
    {
      kind: "table",
      caption: say("tier"),
      columns: [say("tier"), say("customers"), say("revenue"), say("share")],
      rows: TIERS.map((tier) => [
        tier,
        count(tiers!.counts[tier]),
        money(tiers!.revenue[tier]),
        total > 0 ? percent(tiers!.revenue[tier] / total) : "–",
      ]),
    },
  ]
  if (tiers!.top20pct_share !== null) {
    blocks.push({ kind: "text", text: say("top", { share: percent(tiers!.top20pct_share) }) })
  }
  blocks.push({
    kind: "text",
    text: say("rfm", { best: count(rfm!.n_555), worst: count(rfm!.n_111) }),
  })
  blocks.push(customerTable(say("best"), customers.slice(0, LISTED), voice))
  return blocks
}

function customerTable(
  caption: string,
  customers: readonly AnalysedCustomer[],
  { say, count, percent, money }: Voice
): Block {
  return {
    kind: "table",
    caption,
    columns: (["customer", "tier", "orders", "spent", "last", "alive", "worth"] as const).map(
      (word) => say(word)
    ),
    rows: customers.map((one) => [
      one.customer_id,
      one.tier,
      count(one.orders),
      one.spent === null ? "–" : money(one.spent),
      one.last_day,
      one.alive === null ? "–" : percent(one.alive),
      one.expected_value_365 === null ? "–" : money(one.expected_value_365),
    ]),
  }
}

function leavingBlocks({ churn, customers }: Analysis, voice: Voice): Block[] {
  const { say, count, percent } = voice
  const heading: Block = { kind: "heading", text: say("leaving") }
  if (churn.kind === "not_enough") {
    return [heading, voice.missing(churn)]
  }
  const purchases = count(Math.round(churn.expected_purchases["90"]))
  const atRisk = customers.filter((one) => one.tier !== "C" && one.risk !== "low").slice(0, LISTED)
  return [
    heading,
    { kind: "text", text: say("churned", { share: percent(churn.churned_share), purchases }) },
    {
      kind: "bars",
      caption: say("risk"),
      series: [say("customers")],
      bars: RISKS.map((risk) => ({ label: say(risk), values: [churn.customers[risk]] })),
      format: count,
    },
    ...(atRisk.length === 0 ? [] : [customerTable(say("at_risk"), atRisk, voice)]),
  ]
}

function trustBlocks({ models }: Analysis, voice: Voice): Block[] {
  const { say, number } = voice
  const heading: Block = { kind: "heading", text: say("trust") }
  if (models.kind === "not_enough") {
    return [heading, voice.missing(models)]
  }
  const { calibration } = models
  const best = calibration.back_test.find(({ model }) => model === calibration.best)!
  const spending = models.whole.gamma_gamma
  return [
    heading,
    { kind: "text", text: say("tested", { cut: calibration.to, end: calibration.holdout_to }) },
    modelTable(calibration, voice),
    {
      kind: "text",
      text: calibration.beats_own_rate
        ? say("chosen", { model: MODEL_NAMES[calibration.best] })
        : say("not_better"),
    },
    ...(calibration.models.some((model) => model.shows_leaving)
      ? []
      : [{ kind: "text", text: say("no_leaving") } as const]),
    {
      kind: "bars",
      caption: say("bins"),
      series: [say("actual"), say("expected")],
      bars: best.bins.map((bin) => ({
        label: bin.open ? `${bin.x}+` : String(bin.x),
        values: [bin.actual_mean, bin.expected_mean],
      })),
      format: (value) => number(value),
    },
    "kind" in spending
      ? voice.missing(spending)
      : {
          kind: "text",
          text: say("spending", {
            mean: spending.population_mean === null ? "–" : voice.money(spending.population_mean),
            params: paramsText(spending.params, voice),
          }),
        },
  ]
}

const paramsText = (params: Readonly<Record<string, number>>, { number }: Voice): string =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${number(value, 4)}`)
    .join(" · ")

function modelTable(
  calibration: Extract<Analysis["models"], { kind: "learned" }>["calibration"],
  voice: Voice
): Block {
  const { say, number } = voice
  const errors = (one: {
    expected_total: number
    actual_total: number
    mae: number
    rmse: number
  }) => [
    number(one.expected_total, 1),
    number(one.actual_total, 0),
    number(one.mae, 4),
    number(one.rmse, 4),
  ]
  return {
    kind: "table",
    caption: say("trust"),
    columns: (
      ["model", "parameters", "likelihood", "expected", "actual", "mae", "rmse"] as const
    ).map((word) => say(word)),
    rows: [
      ...calibration.models.map((model, i) => [
        MODEL_NAMES[model.model],
        paramsText(model.params, voice),
        number(model.log_likelihood, 4),
        ...errors(calibration.back_test[i]!),
      ]),
      [say("own_rate"), "–", "–", ...errors(calibration.own_rate)],
    ],
  }
}

function togetherBlocks({ affinity }: Analysis, voice: Voice): Block[] {
  const { say, count, percent, number, product } = voice
  const heading: Block = { kind: "heading", text: say("together") }
  if (affinity.kind === "not_enough") {
    return [heading, voice.missing(affinity)]
  }
  const text = say("pairs", {
    pairs: count(affinity.n_pairs),
    support: percent(affinity.min_support),
    baskets: count(affinity.baskets),
    rules: count(affinity.rules.n_rules),
    confidence: percent(affinity.min_confidence),
  })
  const said: Block[] = [heading, { kind: "text", text }]
  if (affinity.pairs.length === 0) {
    return said
  }
  return [
    ...said,
    {
      kind: "table",
      caption: say("together"),
      columns: (["who_buys", "also", "support", "confidence", "lift"] as const).map((word) =>
        say(word)
      ),
      rows: affinity.pairs
        .slice(0, LISTED)
        .map((rule) => [
          product(rule.lhs),
          product(rule.rhs),
          percent(rule.support),
          percent(rule.confidence),
          number(rule.lift),
        ]),
    },
  ]
}

function nextBlocks({ next_products: next }: Analysis, voice: Voice): Block[] {
  const { say, count, percent, product } = voice
  const heading: Block = { kind: "heading", text: say("next") }
  if (next.kind === "not_enough") {
    return [heading, voice.missing(next)]
  }
  return [
    heading,
    {
      kind: "table",
      caption: say("next"),
      columns: [
        say("after"),
        say("follows"),
        say("within", { days: count(next.window_days) }),
        say("median_days"),
      ],
      rows: next.cross
        .slice(0, LISTED)
        .map((one) => [
          product(one.after),
          product(one.product),
          percent(one.probability),
          count(one.median_days),
        ]),
    },
  ]
}

function againBlocks({ replacement }: Analysis, voice: Voice): Block[] {
  const { say, count, percent, product } = voice
  const heading: Block = { kind: "heading", text: say("again") }
  if (replacement.kind === "not_enough") {
    return [heading, voice.missing(replacement)]
  }
  const { products, due_soon } = replacement
  return [
    heading,
    { kind: "text", text: say("again_how", { thin: count(replacement.not_enough) }) },
    {
      kind: "table",
      caption: say("again"),
      columns: (["product", "repurchases", "median", "within_90", "tested_again"] as const).map(
        (word) => say(word)
      ),
      rows: products
        .slice(0, LISTED)
        .map((one) => [
          product(one.sku),
          count(one.events),
          one.km_median === null ? say("not_seen") : count(one.km_median),
          percent(one.p_rebuy_by["90"]),
          one.back_test === null
            ? "–"
            : `${count(one.back_test.expected)} / ${count(one.back_test.actual)}`,
        ]),
    },
    ...(due_soon.length === 0
      ? []
      : [
          {
            kind: "table",
            caption: say("due"),
            columns: (["customer", "product", "last", "in_days"] as const).map((word) => say(word)),
            rows: due_soon
              .slice(0, LISTED)
              .map(({ customer_id, sku, last_bought, in_days }) => [
                customer_id,
                product(sku),
                last_bought,
                `${count(in_days.median)} (${count(in_days.from)}–${count(in_days.to)})`,
              ]),
          } as const,
        ]),
  ]
}

function habitBlocks(analysis: Analysis, voice: Voice): Block[] {
  const { say, count, percent } = voice
  const { habits, discounts, buyer_classes: classes, returns } = analysis
  const hours = habits.hours
  const blocks: Block[] = [{ kind: "heading", text: say("habits") }]
  if (hours.kind === "not_enough") {
    blocks.push(voice.missing(hours))
  } else {
    const byHour = Object.entries(hours.orders_by_hour)
    blocks.push({
      kind: "bars",
      caption: say("hours"),
      series: [say("orders")],
      bars: byHour.map(([hour, orders]) => ({ label: `${hour}:00`, values: [orders] })),
      format: count,
    })
    const own = count(hours.customers_with_own_hour)
    blocks.push({ kind: "text", text: say("own_hours", { count: own }) })
  }
  blocks.push(
    discounts.kind === "not_enough"
      ? voice.missing(discounts)
      : {
          kind: "text",
          text: say("discounts", {
            count: count(discounts.mostly_discounted),
            customers: count(discounts.customers),
          }),
        },
    classes.kind === "not_enough"
      ? voice.missing(classes)
      : {
          kind: "bars",
          caption: say("classes"),
          series: [say("customers")],
          bars: BUYER_CLASSES.map((name) => ({
            label: `${say(name)} (${say("usual", { share: percent(classes.usual_shares[name]) })})`,
            values: [classes.customers[name]],
          })),
          format: count,
        }
  )
  if (returns.customers > 0) {
    const said = {
      customers: count(returns.customers),
      share: returns.share_of_revenue === null ? "–" : percent(returns.share_of_revenue),
      below: count(returns.below_zero),
    }
    blocks.push({ kind: "text", text: say("returns", said) })
  }
  return blocks
}
