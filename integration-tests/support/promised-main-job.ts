import type { Promised } from "./promised"

const http = (name: string) => `integration-tests/http/suites/${name}.ts`
const MAIN_JOB = http("main-job")
const LEDGER = "integration-tests/modules/ledger.spec.ts"
const SCENARIOS = "integration-tests/faults/scenarios.ts"
const DECIDE = "src/core/decision/decide.spec.ts"
const SDK = "src/storefront/index.spec.ts"
const REACT = "src/storefront/react.spec.ts"
const ALL_OF_IT = "sends mail, coupon and content to a customer who agreed, and explains it"

/** From what happens in the shop to what somebody reads, and to what says why. */
const EVENTS: Readonly<Record<string, Promised>> = {
  E1: { says: "an order that is placed", proofs: [[MAIN_JOB, ALL_OF_IT]] },
  E20: {
    says: "an event counts once",
    proofs: [
      [MAIN_JOB, "decides an event once, however often"],
      [LEDGER, "keeps one row of an event that four processes report"],
    ],
  },
  E21: {
    says: "what was true when it was decided is asked again when it is sent",
    proofs: [
      [http("moments"), "also between the decision and the mail"],
      [MAIN_JOB, "asks for consent again when it sends"],
    ],
  },
  R8: {
    says: "versions, and the way back to an older one",
    proofs: [[http("audit"), "shows an older version made the current one again, as a new one"]],
  },
  R11: {
    says: "shadow mode decides and sends nothing",
    proofs: [[http("measurement"), "follows whole journeys in shadow mode"]],
  },
  R12: {
    says: "why not",
    proofs: [
      [MAIN_JOB, "names the amount that was missing"],
      ["src/core/decision/explain.spec.ts", "names what was there and what was asked"],
    ],
  },
  M3: {
    says: "the holdout, of an automation and of the shop",
    proofs: [
      [DECIDE, "is left out of everything but service by the shop's own holdout"],
      [DECIDE, "not even in the very first bucket"],
      [http("holdout"), "(M3)"],
    ],
  },
  A2: {
    says: "an automation read back",
    proofs: [["src/core/decision/sentence.spec.ts", "reads a whole automation back"]],
  },
  A5: {
    says: "what was sent, and another try that nobody gets twice",
    proofs: [
      [http("conflicts"), "says why a delivery that is out can be neither"],
      [http("canaries"), "(A5)"],
    ],
  },
  A7: {
    says: "the admin by keyboard and with eyes shut",
    proofs: [
      ["integration-tests/e2e/admin.spec.ts", "makes a placement without ever touching the mouse"],
      ["integration-tests/e2e/admin.spec.ts", "accessibilityProblems"],
    ],
  },
  A9: {
    says: "the admin in three languages",
    proofs: [["src/admin/i18n/i18n.spec.ts", "has exactly the keys of English"]],
  },
  "000.2": {
    says: "how long it takes from an event to its decision",
    proofs: [[http("health"), "decision_latency_seconds"]],
  },
  "000.7": {
    says: "from what happened to the decision",
    proofs: [[http("health"), "decision_latency_seconds"]],
  },
  "001.2": {
    says: "message, moment, channel and person",
    proofs: [[MAIN_JOB, "(001.2, 001.3)"]],
  },
  "001.3": { says: "what a message came from", proofs: [[MAIN_JOB, ALL_OF_IT]] },
  "002.4": {
    says: "not known is neither yes nor no",
    proofs: [["spec/decision/decide.json", "a condition on what is not known"]],
  },
  "COMPLAINT-3": {
    says: "why somebody got nothing",
    proofs: [
      [MAIN_JOB, "names the amount that was missing"],
      [MAIN_JOB, "one verdict on an event"],
    ],
  },
  "COMPLAINT-15": {
    says: "an event that falls silent is told",
    proofs: [["src/core/event/silence.spec.ts", "is the shortest window that used to have events"]],
  },
  "BEYOND-1": {
    says: "every decision can be explained, also the one to do nothing",
    proofs: [
      [MAIN_JOB, "one verdict on an event, which its stored inputs give again"],
      ["src/core/condition/evaluate.prop.spec.ts", "the failing leaf's change alone"],
    ],
  },
}

/** What somebody reads: mails and what a page shows. */
const WORDS: Readonly<Record<string, Promised>> = {
  C1: {
    says: "HTML and plain text, answered where the shop reads it, with a copy for the shop that acts for nobody",
    proofs: [
      ["src/core/content/shop-copy.spec.ts", "(C1)"],
      ["src/workflows/deliver/send-copy.spec.ts", "(C1)"],
      [http("links"), "(C1)"],
      ["integration-tests/modules/sendgrid.spec.ts", "sends text, both unsubscribe headers"],
    ],
  },
  C3: {
    says: "the page is a channel of the same automation",
    proofs: [
      [DECIDE, "are one for each message and each content"],
      [MAIN_JOB, ALL_OF_IT],
    ],
  },
  C5: {
    says: "a variable that may be missing has a fallback",
    proofs: [["src/core/content/check-template.spec.ts", '"missing fallback"']],
  },
  C8: {
    says: "a preview for a chosen customer creates nothing",
    proofs: [[MAIN_JOB, "previews for a chosen customer without creating anything"]],
  },
  G6: {
    says: "a scanner that follows a link changes nothing",
    proofs: [[http("links"), "and not by looking"]],
  },
  G7: { says: "one click unsubscribes", proofs: [[MAIN_JOB, "List-Unsubscribe=One-Click"]] },
  G8: {
    says: "asked at the last moment",
    proofs: [[MAIN_JOB, "asks for consent again when it sends"]],
  },
  O1: {
    says: "slots in the first paint",
    proofs: [[REACT, "draws what came with the page at once"]],
  },
  O2: {
    says: "a greeting, and what is new for this person",
    proofs: [
      [MAIN_JOB, "(O2)"],
      ["spec/decision/decide.json", "what is new for this customer needs consent"],
    ],
  },
  O6: {
    says: "no decision breaks no page",
    proofs: [
      [SDK, "gives up when the time is up and shows the fallback"],
      [SDK, "nothing was decided, and no other"],
    ],
  },
  O7: {
    says: "what may be cached",
    proofs: [
      [MAIN_JOB, "keeps personal answers out of every cache"],
      [http("caches"), "gives everybody their own content"],
    ],
  },
  D6: {
    says: "what a storefront imports",
    proofs: [[SDK, "touches no storage and sends no visitor without permission"]],
  },
  "003.44": { says: "new for you", proofs: [[MAIN_JOB, "(O2)"]] },
  "003.45": {
    says: "a missing value leaves no hole",
    proofs: [["src/core/content/check-template.spec.ts", '"missing fallback"']],
  },
  "COMPLAINT-19": {
    says: "no flash and no slow page",
    proofs: [
      [SDK, "gives up when the time is up and shows the fallback"],
      [REACT, "keeps an answer for its time"],
    ],
  },
}

/** One person's code. */
const CODES: Readonly<Record<string, Promised>> = {
  K1: {
    says: "a code of one's own",
    proofs: [["src/core/coupon/code.spec.ts", "makes a million codes without a duplicate"]],
  },
  K2: {
    says: "bound to the customer",
    proofs: [[http("coupons"), "answers as for an unknown code on every route"]],
  },
  K3: {
    says: "only where the message goes",
    proofs: [
      [MAIN_JOB, ALL_OF_IT],
      [MAIN_JOB, "sends and creates nothing for a customer who did not agree"],
    ],
  },
  K4: { says: "re-used, not issued again", proofs: [[MAIN_JOB, ALL_OF_IT]] },
  K6: {
    says: "why a code is refused",
    proofs: [["src/core/coupon/refusal.spec.ts", "says how much is missing"]],
  },
  "000.8": {
    says: "valid for the next order alone",
    proofs: [[http("coupons"), "the next one ends what was only for it"]],
  },
  "COMPLAINT-6": {
    says: "a code that leaks",
    proofs: [
      [http("coupons"), "answers as for an unknown code on every route"],
      ["src/core/coupon/leak.prop.spec.ts", "revokes within the attempts"],
    ],
  },
  "COMPLAINT-17": {
    says: "a promotion for one customer, and its reason where it is refused",
    proofs: [
      ["src/core/coupon/refusal.spec.ts", "says how much is missing"],
      [http("coupons"), "asks for its minimum, says how much is missing"],
    ],
  },
  "BEYOND-3": {
    says: "coupon, message and log together, after the last check",
    proofs: [
      [MAIN_JOB, ALL_OF_IT],
      [SCENARIOS, "killed five times, anywhere in the middle of 200 orders"],
    ],
  },
}

export const MAIN_JOB_ROWS: Readonly<Record<string, Promised>> = { ...EVENTS, ...WORDS, ...CODES }
