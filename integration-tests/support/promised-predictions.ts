import type { Promised } from "./promised"

const NIGHTS = "integration-tests/modules/predictions.spec.ts"
const VALUE_ROUTES = "integration-tests/http/suites/value.ts"
const FUTURE = "src/core/predict/prediction.spec.ts"
const REPLACEMENT = "src/core/predict/replacement.spec.ts"
const PAIRS = "src/core/predict/affinity.spec.ts"
const BUYER = "src/core/predict/habits.spec.ts"

/** What a history foretells, and how sure it is. */
export const FORETOLD: Readonly<Record<string, Promised>> = {
  P1: {
    says: "value, risk of leaving and next order",
    proofs: [
      [FUTURE, "is whether they come back, how often, for how much and when"],
      [FUTURE, "is at risk in thirds"],
      [NIGHTS, "of a shop whose truth is known agree with it"],
    ],
  },
  P2: {
    says: "a small shop, and how sure it is",
    proofs: [
      [FUTURE, "of a small shop is what its history lacks"],
      ["src/core/analysis/analyse-shop.spec.ts", "says what is missing instead of a guess"],
      [NIGHTS, "say what is missing in a shop with 20 customers"],
    ],
  },
  P4: {
    says: "what is bought after what",
    proofs: [[PAIRS, "what follows a product counts only customers whose window is over"]],
  },
  P5: {
    says: "what is bought together, with support, confidence and lift",
    proofs: [
      [PAIRS, "support, confidence and lift are what their names say"],
      [VALUE_ROUTES, "pairs with their figures"],
    ],
  },
  P6: {
    says: "how long a product lasts, and how long it lasts this person",
    proofs: [
      [REPLACEMENT, "is learned within 10 % from 200 buyers"],
      [REPLACEMENT, "knows a person better than their last interval does"],
    ],
  },
  P9: {
    says: "what was foretold, beside what happened",
    proofs: [
      ["src/core/value/back-test.spec.ts", "learns nothing from the time that it is tested on"],
      ["src/core/value/back-test.spec.ts", "stands beside what happened"],
      ["src/core/value/sampling-error.spec.ts", "says how far samples of that size lie apart"],
    ],
  },
  V12: {
    says: "adopters, pragmatists, sceptics and laggards",
    proofs: [[BUYER, "adopters buy what is new first"]],
  },
  "003.20": {
    says: "the four classes with their shares, and a person's word before the learned one",
    proofs: [
      [BUYER, "adopters buy what is new first"],
      [VALUE_ROUTES, "lets a person say what class a buyer is, and take it back"],
    ],
  },
  "003.31": {
    says: "what somebody will want",
    proofs: [
      [VALUE_ROUTES, "recommends what goes with a product"],
      [VALUE_ROUTES, "shows what somebody needs again to them alone"],
    ],
  },
  "004.12": {
    says: "the life of a product, as learned of the person or as its plan states",
    proofs: [
      ["integration-tests/modules/moments.spec.ts", "goes by what was learned of the person"],
    ],
  },
  "004.15": {
    says: "who replaces what, and how often",
    proofs: [[NIGHTS, "learn within a tenth how long a product lasts"]],
  },
  "COMPLAINT-20": {
    says: "a prediction that can be used, and that a small shop gets",
    proofs: [
      [FUTURE, "is not guessed"],
      ["spec/catalog.json", '"profile.churn_risk"'],
    ],
  },
  "BEYOND-12": {
    says: "lifetimes of products are learned, and how sure they are is true",
    proofs: [
      [REPLACEMENT, "is learned within 10 % from 200 buyers"],
      [REPLACEMENT, "says how sure it is"],
      [REPLACEMENT, "holds four of five next purchases in its range"],
      [REPLACEMENT, "is wide and says so with 20 buyers"],
      ["src/core/predict/not-yet.spec.ts", "(BEYOND-12)"],
      ["src/workflows/predict/foretell-due.spec.ts", "(BEYOND-12)"],
      ["integration-tests/modules/moments.spec.ts", "(BEYOND-12)"],
      ["integration-tests/http/suites/renewals.ts", "reminds of what has a life"],
      ["integration-tests/e2e/mail-pages.ts", "words.notYet"],
    ],
  },
}
