import type { Promised } from "./promised"

const DECIDE = "spec/decision/decide.json"
const WAIT = "src/core/schedule/wait.spec.ts"
const TIMING = "src/core/decision/timing.spec.ts"
const CHECK_WAIT = "src/core/decision/check-wait.spec.ts"
const REGISTRY = "src/catalog/registry.spec.ts"
const TRIGGERS = "src/catalog/triggers/moments.spec.ts"
const FOUND = "integration-tests/modules/moments.spec.ts"
const LEDGER = "integration-tests/modules/ledger.spec.ts"
const http = (name: string) => `integration-tests/http/suites/${name}.ts`

/** What begins an automation. */
const EVENTS: Readonly<Record<string, Promised>> = {
  E3: {
    says: "a cart that was left, by a customer or by a guest",
    proofs: [
      [FOUND, "comes once per cart, activity and waiting time"],
      [http("moments"), "remind a customer and a guest"],
      [TRIGGERS, "(E3)"],
    ],
  },
  E4: {
    says: "what became of a cart, also once it was bought",
    proofs: [
      ["src/core/cart/fold-cart.spec.ts", "is recovered when it had been abandoned"],
      [http("moments"), "(E4)"],
    ],
  },
  E11: {
    says: "somebody who has not ordered for so long",
    proofs: [
      [FOUND, "comes on the day of the mark"],
      [FOUND, "does not come to whoever bought again as a guest"],
      [http("moments"), "who has not ordered for so long"],
    ],
  },
  E12: {
    says: "so many orders, so much spent",
    proofs: [
      [FOUND, "comes with the very order"],
      [FOUND, "comes with the order that passed the amount"],
    ],
  },
  E22: {
    says: "events out of order, and late ones",
    proofs: [
      [http("moments"), "of an order that does not exist yet wait for it"],
      [DECIDE, "an event of 48 hours and a second ago"],
      ["src/core/behaviour/session.spec.ts", "whatever comes late"],
    ],
  },
  "000.10": {
    says: "how long is waited differs by what happened, within bounds",
    proofs: [
      [TRIGGERS, "after_minutes: 9"],
      [http("right-moment"), "let expire what could only go too late"],
    ],
  },
  "001.5": {
    says: "welcome, thank-you, we-miss-you, season's greetings",
    proofs: [
      [REGISTRY, "begin with %s"],
      [http("presets"), "two calls, and it is active"],
    ],
  },
}

/** What an admin builds of it. */
const RULES: Readonly<Record<string, Promised>> = {
  R1: {
    says: "event, conditions and actions, built without code",
    proofs: [
      [DECIDE, "a condition that does not"],
      ["src/core/decision/decide.spec.ts", "an event enters by its name"],
      [http("main-job"), "sends mail, coupon and content to a customer who agreed"],
    ],
  },
  R2: {
    says: "now, later, at a time of a weekday, on a date, by a fact",
    proofs: [
      [WAIT, "thursday here is not thursday there"],
      [WAIT, "counts days from the calendar day of a date fact"],
      [CHECK_WAIT, "is accepted and read back"],
    ],
  },
  R3: {
    says: "several steps, each with conditions of its own, that wait for each other and for events",
    proofs: [
      [http("right-moment"), "an event cuts them short"],
      [http("measurement"), "with their waits, goals and last checks"],
    ],
  },
  R4: {
    says: "a journey ends with its goal",
    proofs: [[http("right-moment"), "(R4)"]],
  },
  R5: {
    says: "how often one person may enter",
    proofs: [
      [DECIDE, "once in 30 days, after 29"],
      [DECIDE, "once, for the second time"],
      [http("main-job"), "enter once per period only"],
    ],
  },
  R15: {
    says: "a copied database sends nothing",
    proofs: [[http("right-moment"), "is all of a copied database"]],
  },
  A1: {
    says: "from a preset to something that works in two calls",
    proofs: [
      [http("presets"), "two calls, and it is active"],
      [REGISTRY, "are ready in %s"],
    ],
  },
  D1: {
    says: "a shop's own triggers, facts, actions and channels, and its facts in templates",
    proofs: [
      ["src/core/content/own-facts.spec.ts", "is read in words, in three languages"],
      [REGISTRY, "a shop's own definition joins the catalog"],
      ["src/core/catalog/check-extensions.spec.ts", "takes the definitions of the examples"],
      [http("extending"), "bring a message to the phone"],
    ],
  },
  M7: {
    says: "what an automation is for, and its result by that",
    proofs: [
      ["integration-tests/modules/measurement.spec.ts", "keeps what different automations are for"],
      [http("measurement"), "and the goal that was reached"],
    ],
  },
}

/** When it goes, and when it does not. */
const HOURS: Readonly<Record<string, Promised>> = {
  Q1: {
    says: "a cap per person, over all channels or of one",
    proofs: [
      [TIMING, "count the person's calendar day"],
      [TIMING, "of one channel do not count another"],
      [TIMING, "never let more through than they allow"],
    ],
  },
  Q3: {
    says: "what is over a cap is seen, can be tried again, and goes by itself once there is room",
    proofs: [
      [http("right-moment"), "are lifted for what waits when the shop lifts them"],
      [TIMING, "have room again when enough contacts have left the window"],
    ],
  },
  Q4: {
    says: "quiet hours where the person lives",
    proofs: [
      [TIMING, "hold until they end where the person is"],
      [http("right-moment"), "hold a message until the person's morning"],
    ],
  },
  Q6: {
    says: "a provider is called so often and no more, by all workers together",
    proofs: [[LEDGER, "leave at its rate, however many workers there are"]],
  },
  "001.1": {
    says: "nothing outside of the customer's own hours, and what was held goes once",
    proofs: [
      [TIMING, "are the person's own, where they chose some"],
      [http("right-moment"), "and let it go once"],
    ],
  },
  "001.10": {
    says: "channels in an order of one's own, with the reason why one was skipped",
    proofs: [
      ["src/core/decision/reach.spec.ts", "by e-mail without a telephone"],
      [http("extending"), "say why one was skipped"],
    ],
  },
  C11: {
    says: "no message about what cannot be bought",
    proofs: [
      [http("moments"), "a product is out of stock"],
      [http("moments"), "leave out of the mail, its sum and the recovered cart"],
      ["src/core/cart/sellable-part.spec.ts", "keeps the part of a line that is there"],
    ],
  },
}

/** What somebody does in the shop, and what the shop shows for it. */
const VISITS: Readonly<Record<string, Promised>> = {
  O4: {
    says: "where a visit came from, its pages, the time on them and the product that led to another are conditions",
    proofs: [
      ["src/core/behaviour/session.spec.ts", "came from %s"],
      [http("behaviour"), "decides content by the visit"],
    ],
  },
  "003.48": {
    says: "entry, path, time per page, and the product that led to another",
    proofs: [
      [http("behaviour"), "shows the admin what stimulated what"],
      [http("behaviour"), "decides content by the visit"],
    ],
  },
  "003.49": {
    says: "the page changes with what somebody bought and does",
    proofs: [
      [http("main-job"), "sends mail, coupon and content to a customer who agreed"],
      [http("behaviour"), "decides content by the visit"],
      ["integration-tests/e2e/storefront.spec.ts", "finds the home page changed"],
    ],
  },
  G13: {
    says: "without permission nothing is stored, read or sent",
    proofs: [
      ["src/storefront/index.spec.ts", "touches no storage and sends no visitor"],
      ["src/storefront/tracker.spec.ts", "leaves no trace and sends nothing"],
      [http("behaviour"), "keeps nothing where"],
    ],
  },
}

/** What users of such products complain of, and where nobody else goes. */
const COMPLAINTS: Readonly<Record<string, Promised>> = {
  "COMPLAINT-1": {
    says: "the reminder of a cart that was bought",
    proofs: [
      [http("moments"), "end with a purchase by the same person: at the decision"],
      [http("moments"), "also between the decision and the mail"],
      [http("moments"), "under another customer row of the same address"],
    ],
  },
  "COMPLAINT-4": {
    says: "a cap that eats what is worth most, and nobody is told",
    proofs: [
      [http("right-moment"), "the one with the highest priority (A-26)"],
      ["src/core/experiment/cap-cost.spec.ts", "is said in a line, in three languages"],
    ],
  },
  "COMPLAINT-7": {
    says: "a code for leaving a cart on purpose",
    proofs: [
      [http("right-moment"), "after that the reminder goes without it"],
      ["src/core/coupon/recovery-discount.spec.ts", "and soon not at all"],
    ],
  },
  "COMPLAINT-11": {
    says: "the wrong hour, zone or daylight saving",
    proofs: [
      ["src/core/schedule/time-zone.spec.ts", "and it is said where from"],
      [TIMING, "are told as the person's clocks show them"],
      ["src/admin/lib/clocks.spec.ts", "shows their nine in the morning"],
      [WAIT, "the days of 23 and 25 hours included"],
    ],
  },
  "COMPLAINT-13": {
    says: "one bad record that stops everything",
    proofs: [
      [LEDGER, "sets one poisoned event of a thousand aside"],
      [http("health"), "one poisoned order among many"],
    ],
  },
  "BEYOND-8": {
    says: "whoever leaves carts for the code gets at most one, and honest shoppers are left as they were",
    proofs: [
      ["src/core/coupon/recovery-discount.spec.ts", "comes at most once in a window"],
      ["src/core/coupon/recovery-discount.spec.ts", "leaves the recovery of honest shoppers"],
    ],
  },
}

/** The right message at the right moment. */
export const MOMENTS: Readonly<Record<string, Promised>> = {
  ...EVENTS,
  ...RULES,
  ...HOURS,
  ...VISITS,
  ...COMPLAINTS,
}
