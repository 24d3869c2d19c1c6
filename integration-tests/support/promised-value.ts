import type { Promised } from "./promised"

const WAIT = "src/core/schedule/wait.spec.ts"
const QUIET = "src/core/schedule/quiet-hours.prop.spec.ts"
const PROFILE = "integration-tests/modules/profile.spec.ts"
const SCORE = "src/core/value/score-tier.spec.ts"
const SETTLE = "src/core/value/settle-tier.prop.spec.ts"
const TIERS = "integration-tests/modules/tiers.spec.ts"
const MOMENTS = "integration-tests/modules/moments.spec.ts"
const PREDICTIONS = "integration-tests/modules/predictions.spec.ts"
const http = (name: string) => `integration-tests/http/suites/${name}.ts`

/** When something happens to somebody: clocks, calendars and what is worth nothing later. */
export const TIME: Readonly<Record<string, Promised>> = {
  "E-03": {
    says: "a zone is known by its IANA name",
    proofs: [["src/core/schedule/time-zone.spec.ts", "EST5EDT"]],
  },
  "E-04": {
    says: "changes of the clocks",
    proofs: [
      [WAIT, "a time that they show twice is the first"],
      [WAIT, "fires a daily time once on each day of a year"],
    ],
  },
  "E-05": {
    says: "quiet hours where the person lives",
    proofs: [
      [QUIET, "sends nothing from 21:00 to 08:00"],
      [QUIET, "around every change of the clocks"],
    ],
  },
  "E-06": {
    says: "what is no longer good is not sent",
    proofs: [[http("right-moment"), "let expire what could only go too late"]],
  },
  "E-20": {
    says: "days and months of reports are the shop's",
    proofs: [["integration-tests/modules/measurement.spec.ts", "(E-20)"]],
  },
}

/** What a shopper reads. */
export const CONTENT: Readonly<Record<string, Promised>> = {
  C7: {
    says: "content in the reader's language",
    proofs: [
      ["src/core/content/on-site.spec.ts", "(C7)"],
      [http("main-job"), "locale=es-MX"],
      ["integration-tests/e2e/storefront.spec.ts", "(C7)"],
    ],
  },
}

/** What a customer is worth. */
export const VALUE: Readonly<Record<string, Promised>> = {
  "A-23": {
    says: "what happens to one customer counts in any order",
    proofs: [
      [PROFILE, "whatever arrives when, how often and in which order"],
      [http("order-changes"), "(E-11)"],
    ],
  },
  "A-24": {
    says: "value is a fold",
    proofs: [[PROFILE, "the value is the one of a rebuild"]],
  },
  "E-10": {
    says: "money of several currencies by dated rates",
    proofs: [
      [PROFILE, "whatever arrives when, how often and in which order"],
      [PROFILE, "a missing rate keeps the tier and is named"],
    ],
  },
  "E-11": {
    says: "what an order is worth",
    proofs: [
      [http("order-changes"), "(E-11)"],
      [http("order-changes"), "an order with tax and shipping is worth what the shop lets count"],
      [http("purchases"), "a return that was paid back counts once"],
      ["src/core/profile/worth.spec.ts", "(E-11)"],
      ["src/workflows/profile/purchases-of-orders.spec.ts", "(E-11)"],
      ["src/core/value/policy-document.spec.ts", "(E-11)"],
      [TIERS, "what becomes known of the past"],
    ],
  },
  "D-08": {
    says: "the night works in chunks that let a checkout go first",
    proofs: [
      ["src/workflows/support/give-way.spec.ts", "waits until the last of the checkouts"],
      [PREDICTIONS, "killed in a chunk, the next night"],
      ["bench/scoring.bench.ts", "postgres_mib"],
    ],
  },
  E13: {
    says: "a tier that rose, fell or is in doubt is a moment",
    proofs: [
      ["src/core/value/tier-change.spec.ts", "each change with its direction"],
      [MOMENTS, "come with each change, once, whoever asks for them"],
      [MOMENTS, "do not come with a first tier"],
    ],
  },
  E23: {
    says: "history of before the first day",
    proofs: [
      ["src/core/value/tier-change.spec.ts", "a new order of an import"],
      [http("purchases"), "are taken over once, by set"],
      [http("purchases"), "gives values and tiers, and causes nothing now"],
      [MOMENTS, "comes on the day of the mark, and not to everybody who left long ago"],
    ],
  },
  V6: {
    says: "recency, frequency and money without a setting",
    proofs: [
      ["src/core/value/rfm.spec.ts", "splits a shop's own customers into fifths"],
      [PROFILE, "suggests cut points that split the shop's own customers into fifths"],
    ],
  },
  V7: {
    says: "A, B and C by thresholds or by shares",
    proofs: [
      [SCORE, "scoring a tier"],
      ["src/core/value/share-thresholds.spec.ts", "shares that are met"],
      [http("value"), "may go by shares of the customers"],
    ],
  },
  V8: {
    says: "more than one measure of value",
    proofs: [
      [SCORE, "weighs returns, discounts and potential"],
      [http("value"), "margin, cost of service and whom they brought count"],
      [SCORE, "how much of what they need they say they buy here"],
    ],
  },
  V9: {
    says: "a tier holds for a while, and a refund counts at once",
    proofs: [
      [SETTLE, "more than once in a minimum stay"],
      [SETTLE, "value that was taken back lowers the tier"],
    ],
  },
  V10: {
    says: "why a B, and what A asks for",
    proofs: [
      ["src/core/value/score-tier.prop.spec.ts", "each step that the distance names"],
      [
        "src/core/value/tier-sentence.spec.ts",
        "says why B, and what A asks for, in three languages",
      ],
    ],
  },
  V11: {
    says: "from which tier to which, month by month",
    proofs: [
      ["src/core/value/tier-matrix.spec.ts", "counts back from now"],
      [TIERS, "tells per month who moved"],
    ],
  },
  "000.15": {
    says: "what is known of a customer, each with the event that it came from",
    proofs: [
      ["src/core/profile/known-from.spec.ts", "(000.15)"],
      [http("value"), "(000.15)"],
    ],
  },
  "002.6": {
    says: "who moved between tiers, by month and by automation",
    proofs: [
      [TIERS, "tells per month who moved"],
      [http("moments"), "ofOne.automation_id"],
    ],
  },
  "002.8": {
    says: "the tier policy in words, made from the configuration",
    proofs: [
      ["src/core/value/policy-document.spec.ts", "says what is measured, with which weight"],
      ["src/core/value/policy-document.spec.ts", "changes with the configuration"],
      [http("value"), "set.document"],
    ],
  },
  "003.22": {
    says: "contacts avoided",
    proofs: [
      ["src/core/experiment/avoided-contacts.spec.ts", "(003.22)"],
      ["integration-tests/modules/measurement.spec.ts", "(003.22)"],
      [http("measurement"), "overview.avoided"],
    ],
  },
  "003.15": {
    says: "who buys a product, on its page",
    proofs: [[http("value"), "tells who buys a product, and of which kind they are"]],
  },
  V13: {
    says: "a business, and the territory that it is in",
    proofs: [
      ["spec/catalog.json", '"customer.postal_code"'],
      [http("main-job"), "(003.18, V13)"],
    ],
  },
  "003.18": {
    says: "lines of business and characteristics of products",
    proofs: [
      ["spec/catalog.json", '"order.product_collections"'],
      [http("main-job"), "(003.18, V13)"],
    ],
  },
  "003.28": {
    says: "which customers a shop wants again",
    proofs: [[http("value"), "tells the admin the best customers"]],
  },
  "003.50": {
    says: "profitability from goods, returns, trouble and discounts",
    proofs: [
      ["src/core/value/costs.spec.ts", "is what was spent less tax and fees"],
      ["src/core/value/costs.spec.ts", "service costs what each thing"],
      [SCORE, "weighs returns, discounts and potential"],
      [TIERS, "margin is what is left after each product's cost of that day"],
    ],
  },
  "003.51": {
    says: "a modest buyer who brought strong ones",
    proofs: [
      [SCORE, "counts a modest buyer's strong friends"],
      [TIERS, "whom they brought counts, once"],
    ],
  },
  "003.52": {
    says: "not profitable yet, and how sure that is",
    proofs: [
      [SCORE, "takes the weight of what is not known"],
      ["src/core/value/back-test.spec.ts", "(003.52)"],
      [http("value"), "how sure the forecast is (003.52)"],
    ],
  },
  "003.53": {
    says: "the formula is the shop's own, and each change of it has a number",
    proofs: [
      [TIERS, "counts policies"],
      [http("value"), "is read, refused where it makes no sense, numbered"],
    ],
  },
  "003.54": { says: "one figure alone misleads", proofs: [[SCORE, "warns of few components"]] },
  "003.55": {
    says: "the tier counts in rules, content, prices and order of service",
    proofs: [
      ["spec/catalog.json", '"profile.tier"'],
      [http("moments"), "welcome whoever an order lifts to tier A"],
    ],
  },
  "003.59": {
    says: "the best customers",
    proofs: [[http("value"), "tells the admin the best customers"]],
  },
  "BEYOND-7": {
    says: "tiers that add up, hold still and are the same one by one as at night",
    proofs: [
      ["src/core/value/score-tier.prop.spec.ts", "the contributions add up to the score"],
      [SCORE, "counts a modest buyer's strong friends"],
      [TIERS, "every customer has the same tier on every day, and no tier flickers"],
    ],
  },
  "E-12": {
    says: "a tier does not flicker",
    proofs: [
      [SETTLE, "a score that moves within the band"],
      [SETTLE, "value that was taken back lowers the tier"],
    ],
  },
  "E-19": {
    says: "tiers by shares, with ties, one customer, none",
    proofs: [["src/core/value/share-thresholds.spec.ts", "all equal"]],
  },
  F10: {
    says: "a night that was killed",
    proofs: [
      ["integration-tests/modules/job-claims.spec.ts", "(F10)"],
      ["integration-tests/modules/predictions.spec.ts", "killed in a chunk, the next night"],
    ],
  },
}
