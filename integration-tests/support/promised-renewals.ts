import type { Promised } from "./promised"

const core = (name: string) => `src/core/renewal/${name}.spec.ts`
const YEAR = core("year")
const GUARD = core("guard")
const LEDGER = "integration-tests/modules/renewal.spec.ts"
const MOMENTS = "integration-tests/modules/moments.spec.ts"
const SUITE = "integration-tests/http/suites/renewals.ts"
const CHANGES = "integration-tests/http/suites/order-changes.ts"
const INCIDENT = "src/core/incident/incident.spec.ts"
const DECIDE = "src/core/decision/decide.spec.ts"
const REPLACEMENT = "src/core/predict/replacement.spec.ts"
const STAGGER = core("stagger.prop")
const RISE = "src/core/predict/rise.prop.spec.ts"
const WALK = "integration-tests/e2e/storefront.spec.ts"

/** What nobody who subscribes has to fear, and nobody who forgets. */
export const RENEWALS: Readonly<Record<string, Promised>> = {
  "B-20": {
    says: "a separate consent, a notice before and a confirmation after, and a way out in two steps",
    proofs: [
      [SUITE, "charges nobody who did not agree"],
      [SUITE, "tells before, charges once, confirms once and goes on"],
      [SUITE, "by the mail's link and without a login"],
      [core("agreement"), "no wording changes under it"],
      [core("yearly-reminder"), "reminds across the turn of the year"],
      [YEAR, "leaves nothing that the guard finds"],
    ],
  },
  "B-21": {
    says: "withdrawal where the law gives it, in two steps and with a receipt",
    proofs: [
      [SUITE, "lets a shopper withdraw by the mail's link in the days of the law, with a receipt"],
      [core("withdrawal"), "is open to the last moment of its last day, and not a moment longer"],
    ],
  },
  "B-22": {
    says: "proof of consent outlives the person",
    proofs: [
      [LEDGER, "keeps it without the person until its time is over"],
      ["src/core/privacy/renewal-proof.spec.ts", "says on which ground it is kept, and until when"],
    ],
  },
  "B-23": {
    says: "nothing is sold to whom something went wrong for",
    proofs: [
      [INCIDENT, "an open incident silences"],
      [INCIDENT, "several within two weeks count as one that is worse"],
      [DECIDE, "holds what is commercial until some days after it is over"],
      [DECIDE, "says sorry at once"],
      [SUITE, "sells nothing to whom something went wrong for"],
      [WALK, "complain, and cancel"],
    ],
  },
  "E-01": {
    says: "dates are counted from the first one",
    proofs: [
      ["spec/renewal/recurrence.json", "31 January: the last day where there is none"],
      [core("recurrence"), "its day or the month's last"],
    ],
  },
  "E-02": {
    says: "29 February comes back with the next leap year",
    proofs: [["spec/renewal/recurrence.json", "29 February: 28 in other years"]],
  },
  "E-08": {
    says: "a date is what the clock on the wall shows, whatever a government does to it",
    proofs: [
      [core("recurrence"), "is computed anew from what stands on the wall alone"],
      [LEDGER, "moves instants where the clocks' rules changed"],
    ],
  },
  "E-21": {
    says: "the price of the notice is the price of the charge",
    proofs: [
      [YEAR, "not at another price"],
      [SUITE, "tells a changed price again, and charges it only after its own notice"],
    ],
  },
  "E-22": {
    says: "what cannot be paid is tried a few times, and ends in words",
    proofs: [
      [YEAR, "gives up after four attempts in nine days"],
      [SUITE, "ends in words that can be read where nothing can be ordered any more"],
    ],
  },
  I6: {
    says: "what was captured is what was renewed",
    proofs: [
      [YEAR, "is found out wherever one thing is wrong"],
      [GUARD, "has no consent where they did not"],
      ["integration-tests/faults/faults.spec.ts", "one order, one capture, one confirmation"],
    ],
  },
  E9: {
    says: "moments of a subscription",
    proofs: [
      [SUITE, "tells before, charges once"],
      [SUITE, "becomes another plan with its next payment"],
    ],
  },
  E10: {
    says: "a card that expires is told of",
    proofs: [
      [core("card-expiry"), "tells of December's card in December"],
      [SUITE, "tells whose card expires, once per card"],
    ],
  },
  E15: {
    says: "what goes wrong is an event, whoever tells of it, with a clock that says who waits for an answer",
    proofs: [
      ["src/core/incident/response-clock.spec.ts", "whoever waits is waited for until the hours"],
      [SUITE, "shows who waits for an answer and for how long"],
      [CHANGES, 'incidents: ["claim"]'],
      [SUITE, "learns of Medusa's refunds by itself"],
    ],
  },
  E17: {
    says: "what has a life comes due, with a contract and without",
    proofs: [
      [MOMENTS, "counts a plan's life from the last purchase"],
      [SUITE, "makes plans of what a history shows to be bought again"],
    ],
  },
  P6: {
    says: "how long a product lasts is learned, and of each person",
    proofs: [
      [REPLACEMENT, "knows a person better than their last interval does"],
      [MOMENTS, "goes by what was learned of the person"],
    ],
  },
  S1: { says: "a notice before a charge", proofs: [[SUITE, "tells before, charges once"]] },
  S2: { says: "a confirmation after it", proofs: [[SUITE, "confirms once and goes on"]] },
  S3: {
    says: "a long term is told of early enough",
    proofs: [["spec/renewal/notice-window.json", '"us"']],
  },
  S4: {
    says: "use, a good review, and a visit that may be known bring the notice forward, inside the window of the law",
    proofs: [
      [core("notice-after-use"), "comes right after use inside the window"],
      [core("good-experience"), "a good review brings the notice to right after it"],
      [SUITE, "tells right after a good review, and after a visit of who lets it be known"],
    ],
  },
  S5: {
    says: "no pitch after a complaint",
    proofs: [[SUITE, "sells nothing to whom something went wrong for"]],
  },
  S6: {
    says: "whoever does not use it is asked first",
    proofs: [[SUITE, "asks whoever does not use it before it charges"]],
  },
  S7: {
    says: "renew, skip, postpone, switch, change the card and cancel from the mail",
    proofs: [
      [SUITE, "lets the mail's link switch it in two presses"],
      [core("switch"), "keeps every date that was paid"],
      [SUITE, "lets the account move the next date and pause"],
      [SUITE, "stops automatic renewal by the mail's link without a login"],
      [WALK, "each in their language and by keyboard"],
    ],
  },
  S8: {
    says: "a cancellation is confirmed",
    proofs: [[SUITE, "does not charge whoever cancels a moment before, by the mail's link"]],
  },
  S9: {
    says: "a payment that failed is tried again, and stops with success",
    proofs: [[YEAR, "gives up after four attempts in nine days"]],
  },
  S10: {
    says: "nothing is charged twice",
    proofs: [
      [YEAR, "never twice"],
      [SUITE, "pays once with a bank that answers late"],
    ],
  },
  S11: {
    says: "reminded by the life of a product",
    proofs: [[SUITE, "reminds of what has a life, whoever bought it"]],
  },
  S12: {
    says: "what somebody grows tired of is told of when buying it again begins to be likely",
    proofs: [
      [RISE, "lies where the hazard rises, before half have bought it again"],
      [RISE, "is not clear where people buy at any time"],
      [
        MOMENTS,
        "comes when buying begins to be likely, once, and by the day where nobody can tell",
      ],
    ],
  },
  S13: {
    says: "a membership grants what it says, and no longer",
    proofs: [
      [SUITE, "keeps whoever holds a plan in its group, and no longer"],
      [SUITE, "grants its holders a tier and placements while it lasts"],
    ],
  },
  S14: {
    says: "what comes due together is spread, inside the window of the law and on the told day",
    proofs: [
      [STAGGER, "is told inside the law's window"],
      [STAGGER, "is charged on the day that was told"],
      [STAGGER, "is tried again after its days, on the day that is told"],
      [LEDGER, "spreads the charges of what came due together"],
    ],
  },
  "000.17": {
    says: "a membership grants what it says, is told before it renews, and then ends with it",
    proofs: [
      [SUITE, "keeps whoever holds a plan in its group, and no longer"],
      [SUITE, "grants its holders a tier and placements while it lasts"],
      [SUITE, "tells before, charges once"],
    ],
  },
  "001.6": {
    says: "no subscription without a confirmation",
    proofs: [[SUITE, "tells before, charges once"]],
  },
  "004.1": {
    says: "a calendar of what ends in twelve months",
    proofs: [[SUITE, "expects what the line cost, then the plan's price"]],
  },
  "004.2": {
    says: "each plan has a lead time of its own",
    proofs: [["spec/renewal/notice-window.json", "earlier than allowed"]],
  },
  "004.3": {
    says: "renewed in two clicks by the mail's link, to the address on file or another one",
    proofs: [
      [SUITE, "lets them renew with two clicks"],
      [SUITE, "sends it to the address that was given by the mail's link"],
      [core("shipping-address"), "stays in the country whose law chose its dates"],
      [core("shipping-address"), "shows whoever opens a link its beginning, city and country"],
    ],
  },
  "004.4": {
    says: "use brings the notice forward, inside the window of the law",
    proofs: [[core("notice-after-use"), "comes right after use inside the window"]],
  },
  "004.5": {
    says: "nothing is sold while a complaint is open, and what waited goes on after it",
    proofs: [[SUITE, "sells nothing to whom something went wrong for, answers it, and goes on"]],
  },
  "004.6": {
    says: "the permission to charge is a record, with the text that was agreed to",
    proofs: [
      [SUITE, "charges nobody who did not agree"],
      [core("agreement"), "no wording changes under it"],
    ],
  },
  "004.7": {
    says: "the notice of a long term is armed with the first plan",
    proofs: [
      ["spec/renewal/notice-window.json", "a year, anywhere, as California asks"],
      [SUITE, "arms what older plans owe meanwhile"],
    ],
  },
  "004.8": {
    says: "cancelled as easily as begun, and confirmed",
    proofs: [[SUITE, "does not charge whoever cancels a moment before, by the mail's link"]],
  },
  "004.9": {
    says: "whoever does not use it is asked before they are charged",
    proofs: [[SUITE, "asks whoever does not use it before it charges"]],
  },
  "004.10": {
    says: "each automatic payment has one confirmation",
    proofs: [
      [SUITE, "confirms once and goes on"],
      [YEAR, "leaves nothing that the guard finds"],
    ],
  },
  "004.11": {
    says: "who renews by itself hears of more than charges, once a period and under the caps",
    proofs: [
      ["src/catalog/registry.spec.ts", "give who renews by itself something each period"],
      ["src/catalog/registry.spec.ts", "give who begins something in the first period"],
      [SUITE, "thanks who stays once a period"],
    ],
  },
  "004.13": {
    says: "adopters hear early, laggards late",
    proofs: [[RISE, "comes as much earlier as somebody replaces it sooner"]],
  },
  "004.14": {
    says: "a lease of years comes due by the calendar",
    proofs: [[MOMENTS, "A lease of three years, by the calendar"]],
  },
  "004.16": {
    says: "a reminder may go out where the hazard rises",
    proofs: [[RISE, "is when a purchase grows likelier than on any day"]],
  },
  "COMPLAINT-18": {
    says: "no renewal surprises anybody, and none goes unconfirmed",
    proofs: [
      [YEAR, "leaves nothing that the guard finds"],
      [YEAR, "is found out wherever one thing is wrong"],
      [SUITE, "pays once with a bank that answers late"],
    ],
  },
  "BEYOND-10": {
    says: "whoever something went wrong for is left in peace, and told what is owed",
    proofs: [
      [DECIDE, "holds what is commercial until some days after it is over"],
      [SUITE, "sells nothing to whom something went wrong for"],
    ],
  },
  "BEYOND-11": {
    says: "whatever is wrong with a renewal is found",
    proofs: [
      [YEAR, "is found out wherever one thing is wrong"],
      [YEAR, "leaves nothing that the guard finds"],
    ],
  },
}
