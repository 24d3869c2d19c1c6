import type { Promised } from "./promises"

const WAIT = "src/core/schedule/wait.spec.ts"
const QUIET = "src/core/schedule/quiet-hours.prop.spec.ts"
const PROFILE = "integration-tests/modules/profile.spec.ts"
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
  "E-11": { says: "what an order is worth", proofs: [[http("order-changes"), "(E-11)"]] },
  "E-12": {
    says: "a tier does not flicker",
    proofs: [
      ["src/core/value/settle-tier.prop.spec.ts", "a score that moves within the band"],
      ["src/core/value/settle-tier.prop.spec.ts", "value that was taken back lowers the tier"],
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
