import type { Promised } from "./promised"

const http = (name: string) => `integration-tests/http/suites/${name}.ts`
const CONSENT = "integration-tests/modules/consent.spec.ts"
const TABLE = "spec/consent/may-use.json"
const DISCLOSURE = "src/core/content/price-disclosure.spec.ts"

/** What shoppers and shops asked for. */
export const FEATURES: Readonly<Record<string, Promised>> = {
  G1: {
    says: "a shop asks first, or writes to its customers until they refuse",
    proofs: [
      [TABLE, "a purchase makes no soft opt-in where the shop asks first"],
      [http("law"), "is written down with it"],
    ],
  },
  G2: {
    says: "consent per channel and purpose",
    proofs: [
      [TABLE, "consent for mail is none for SMS"],
      [CONSENT, "is evidence and its fold"],
      [http("consents"), "a guest's counts at once"],
    ],
  },
  G3: {
    says: "how often, as the shopper chose",
    proofs: [
      [http("preferences"), "about frequency count as far back"],
      ["src/core/preferences/limits.spec.ts", "loosened by a link alone"],
    ],
  },
  G4: {
    says: "pause, topics, language, hours",
    proofs: [
      [TABLE, "marketing mail during a pause"],
      [http("preferences"), "hold for what waits in the queue already"],
      [http("consents"), "limits of a mail's link"],
      ["integration-tests/e2e/storefront.spec.ts", "with the keyboard alone"],
    ],
  },
  G5: {
    says: "who agreed to which words, when and how",
    proofs: [
      [CONSENT, "keeps the exact words under a hash"],
      [http("links"), "change what was on the page"],
    ],
  },
  G9: {
    says: "a service mail is no way around consent",
    proofs: [
      ["src/core/content/check-template.spec.ts", "drops offers for whoever gave no consent"],
    ],
  },
  G10: {
    says: "all that is held of a person, and its erasure",
    proofs: [
      [http("privacy"), "(G10)"],
      ["integration-tests/modules/erasure.spec.ts", "in whichever table it leaves out"],
    ],
  },
  G11: {
    says: "objection to profiling",
    proofs: [
      [CONSENT, "an objection to profiling is known as one"],
      [http("privacy"), "shows and erases for a session"],
    ],
  },
  G14: {
    says: "a choice counts for what waits in the queue",
    proofs: [
      [http("preferences"), "hold for what waits in the queue already"],
      [http("acts"), "of the person refuse what had not left"],
    ],
  },
  G15: {
    says: "two rows of one person get one budget of messages",
    proofs: [[http("privacy-officer"), "(G15)"]],
  },
  C9: {
    says: "the next channel where one does not lead to the person",
    proofs: [
      ["src/core/decision/reach.spec.ts", "(C9)"],
      [http("webhooks"), "(C9)"],
      [http("extending"), "(C9)"],
    ],
  },
  E14: { says: "opting in or out begins an automation", proofs: [[http("law"), "(E14)"]] },
  O8: {
    says: "why do I see this",
    proofs: [
      [http("privacy-officer"), "finds the decision of content that was never reported"],
      [http("privacy-officer"), "(B-15)"],
    ],
  },
  O10: {
    says: "content without a cookie",
    proofs: [
      [http("behaviour"), "(O10)"],
      [http("behaviour"), "needs no visitor's id"],
    ],
  },
  V14: {
    says: "guest and account are one person",
    proofs: [
      [http("privacy-officer"), "(G15)"],
      [http("consents"), "(E-13)"],
    ],
  },
  V15: {
    says: "what a shopper says and puts right is read by conditions",
    proofs: [
      [http("preferences"), "hold answers that conditions read"],
      [http("preferences"), "show what was concluded"],
    ],
  },
}

/** What a law or a mailbox provider asks for, by the name that it goes by. */
export const LAWS: Readonly<Record<string, Promised>> = {
  "RFC-8058": {
    says: "one click unsubscribes",
    proofs: [[http("links"), "unsubscribe whatever the body is"]],
  },
  GMAIL: {
    says: "an unsubscription counts at once",
    proofs: [[http("preferences"), "hold for what waits in the queue already"]],
  },
  "MR-156414": {
    says: "a scanner that opens a link changes nothing",
    proofs: [[http("links"), "and not by looking"]],
  },
  SCHUFA: {
    says: "a decision is explained and looked at by a person",
    proofs: [[http("privacy-officer"), "(B-15)"]],
  },
  "LGPD-20": {
    says: "a decision by machines alone is reviewed",
    proofs: [[http("privacy-officer"), "(B-15)"]],
  },
  GPC: {
    says: "the browser's signal is an opt-out",
    proofs: [[http("behaviour"), "takes a logged-in customer's signal as an opt-out"]],
  },
  OMNIBUS: {
    says: "a personalised price says so",
    proofs: [
      [http("law"), "is disclosed in the mail"],
      [DISCLOSURE, "a personalised price"],
    ],
  },
  "NEW-YORK": {
    says: "a personalised price says so in prescribed words",
    proofs: [[http("law"), "with New York's words"]],
  },
  CASL: {
    says: "what the law implies ends, and unsubscribing does not",
    proofs: [
      [http("law"), "may be an inquiry"],
      [http("links"), "also by an old link"],
    ],
  },
  "CAN-SPAM": {
    says: "a postal address, and one way to stop everything",
    proofs: [
      ["integration-tests/modules/sender.spec.ts", "needs the shop's sender with a postal address"],
      [http("links"), "stop everything"],
    ],
  },
  LSSI: { says: "exclusion lists are heeded", proofs: [[http("law"), "(B-32)"]] },
  CHILDREN: {
    says: "no marketing to minors and no score",
    proofs: [[http("law"), "get no marketing and no score"]],
  },
  "DSA-28": {
    says: "no profiling of minors",
    proofs: [["integration-tests/modules/predictions.spec.ts", "never speak of minors"]],
  },
}
