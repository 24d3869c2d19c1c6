import type { Promised } from "./promised"
import { MOMENTS } from "./promised-moments"
import { FEATURES, LAWS } from "./promised-privacy"
import { MAIN_JOB_ROWS } from "./promised-main-job"
import { FORETOLD } from "./promised-predictions"
import { RENEWALS } from "./promised-renewals"
import { CONTENT, TIME, VALUE } from "./promised-value"

const FAULTS = "integration-tests/faults/faults.spec.ts"
const SCENARIOS = "integration-tests/faults/scenarios.ts"
const FAULT_POINTS = "src/workflows/support/fault-points.ts"
const ROLLING = "integration-tests/faults/rolling.spec.ts"
const CHECKER = "integration-tests/faults/history-checker.unit.spec.ts"
const LEDGER = "integration-tests/modules/ledger.spec.ts"
const MIGRATIONS = "integration-tests/modules/migrations.spec.ts"
const AT_ONCE = "integration-tests/modules/concurrent-migrations.spec.ts"
const REPORTS = "integration-tests/modules/reports.spec.ts"
const SENDGRID = "integration-tests/modules/sendgrid.spec.ts"
const ERASURE = "integration-tests/modules/erasure.spec.ts"
const CONSENT = "integration-tests/modules/consent.spec.ts"
const REGISTER = "integration-tests/modules/privacy-register.spec.ts"
const RESTORE = "integration-tests/modules/restore.spec.ts"
const RETENTION = "integration-tests/modules/retention.spec.ts"
const TRIGGER_HEALTH = "integration-tests/modules/trigger-health.spec.ts"
const PACKAGE = "integration-tests/package/package.spec.ts"
const SUPPLY = "integration-tests/supply-chain.unit.spec.ts"
const http = (name: string) => `integration-tests/http/suites/${name}.ts`
const TEMPLATE = "src/core/content/check-template.spec.ts"
const NAMES = "src/core/content/render-template.prop.spec.ts"
const TOKENS = "src/workflows/support/tokens.spec.ts"
const QUIET = "src/core/schedule/quiet-hours.prop.spec.ts"
const WAIT = "src/core/schedule/wait.spec.ts"

/** What must be true of every shop, whatever happens to it, and where it is proven. */
const RELIABILITY: Readonly<Record<string, Promised>> = {
  "A-01": { says: "a subscriber only inserts", proofs: [[http("reliability"), "(A-01)"]] },
  "A-02": {
    says: "an event's key is made from what happened",
    proofs: [[LEDGER, "four processes report fifty times at once"]],
  },
  "A-03": {
    says: "decisions and the end of their event commit together",
    proofs: [[SCENARIOS, "after_decision_before_done"]],
  },
  "A-04": { says: "the sweep finds what the bus lost", proofs: [[http("reliability"), "(A-04)"]] },
  "A-05": {
    says: "whatever is killed, one decision and one message",
    proofs: [
      [SCENARIOS, "killed five times, anywhere in the middle of 200 orders"],
      [FAULTS, "(A-05)"],
    ],
  },
  "A-06": {
    says: "every effect has a key",
    proofs: [
      [LEDGER, "exist once per idempotency key"],
      [http("main-job"), "decides an event once"],
    ],
  },
  "A-07": {
    says: "writes take an Idempotency-Key",
    proofs: [
      [http("idempotency"), "422 for another"],
      [http("idempotency"), "409 while the first"],
      [http("idempotency"), "counts for a day"],
    ],
  },
  "A-08": {
    says: "retries with a growing pause, and as the provider asks",
    proofs: [
      [http("reliability"), "(A-08)"],
      [SENDGRID, "(F28)"],
      [SCENARIOS, "its channel is paused, nobody's attempts are burned"],
    ],
  },
  "A-09": {
    says: "an unknown outcome is a state",
    proofs: [
      [http("webhooks"), "(A-09)"],
      [LEDGER, "is unknown, and for marketing stays so"],
      [LEDGER, "is sent once more for a service message, and only once"],
    ],
  },
  "A-10": {
    says: "one clock, the database's",
    proofs: [
      [LEDGER, "goes by the clock of the database"],
      [SCENARIOS, "clocks an hour behind and an hour ahead"],
    ],
  },
  "A-11": {
    says: "who lost the lease writes and sends nothing",
    proofs: [
      [LEDGER, "lets nobody write who lost the lease"],
      [LEDGER, "stop a worker that lost its lease before anything leaves"],
      [SCENARIOS, "stopped beyond its lease"],
    ],
  },
  "A-12": {
    says: "a period of a job runs once",
    proofs: [[LEDGER, "sixty ticks of three instances sixty times"]],
  },
  "A-13": { says: "no long timers", proofs: [["integration-tests/timers.unit.spec.ts", "(A-13)"]] },
  "A-14": {
    says: "one poisoned event, template or automation stops no other",
    proofs: [
      [LEDGER, "(A-14)"],
      [http("health"), "one poisoned order among many"],
      [LEDGER, "that cannot be handled stand back and end as dead"],
      [LEDGER, "an event that ends its process each time"],
    ],
  },
  "A-15": {
    says: "a late withdrawal wins",
    proofs: [
      [http("main-job"), "asks for consent again when it sends"],
      [http("main-job"), "holds what is queued while the automation is paused"],
    ],
  },
  "A-16": { says: "a graceful stop", proofs: [[FAULTS, "F14: asked to stop"]] },
  "A-17": {
    says: "Postgres may go and come back",
    proofs: [[SCENARIOS, "Postgres restarted at once"]],
  },
  "A-18": {
    says: "Redis is optional, and may go",
    proofs: [
      [SCENARIOS, "Redis killed in the middle"],
      [SCENARIOS, "Redis flushed in the middle"],
      [SCENARIOS, 'topology: "memory-2"'],
    ],
  },
  "A-19": {
    says: "a coupon exactly once",
    proofs: [
      [http("coupons"), "makes one promotion of a hundred presentations"],
      [http("coupons"), "finds the promotion by its code when the process died"],
      [http("coupons"), "is taken off an open cart at completion"],
    ],
  },
  "A-20": {
    says: "a limit of use holds",
    proofs: [
      [http("coupons"), "when twenty carts complete together"],
      [http("coupons"), "belongs to the person: as a guest with the same e-mail"],
    ],
  },
  "A-21": {
    says: "a renewal is charged exactly once",
    proofs: [
      [FAULTS, "F11 %s: one order, one capture, one confirmation"],
      [http("renewals"), "pays once with a bank that answers late, however many workers come"],
      [http("renewals"), "takes up the order of a process that died"],
    ],
  },
  "A-22": {
    says: "nobody is charged without consent and notice, nor after they cancelled",
    proofs: [
      [http("renewals"), "charges nobody who did not agree"],
      [http("renewals"), "does not charge whoever cancels a moment before"],
      [http("renewals"), "never asks again whoever cancelled while the bank was silent"],
    ],
  },
  "A-25": {
    says: "an edit changes nothing that was decided",
    proofs: [
      [http("reliability"), "(A-25)"],
      [http("reliability"), "sends what was planned as it was planned"],
    ],
  },
  "A-26": { says: "caps are atomic", proofs: [[http("right-moment"), "(A-26)"]] },
  "A-27": {
    says: "the promise of an hour is measured",
    proofs: [
      [http("health"), "(A-27)"],
      [TRIGGER_HEALTH, "the promise of one hour (A-27)"],
    ],
  },
  "A-28": {
    says: "backpressure",
    proofs: [
      [http("limits"), "(A-28)"],
      [LEDGER, "(X8)"],
    ],
  },
  "A-29": {
    says: "instances migrate at once, over data",
    proofs: [
      [AT_ONCE, "all succeed, round"],
      [ROLLING, "(A-29)"],
    ],
  },
  "A-30": {
    says: "every fault moves its own gauge",
    proofs: [[http("gauges"), "move each with its own fault"]],
  },
  "B-24": {
    says: "reports are signed and count once",
    proofs: [
      [http("webhooks"), "(B-24"],
      [REPORTS, "(B-24, F34)"],
    ],
  },
  "B-25": {
    says: "what bounces is suppressed",
    proofs: [
      [REPORTS, "(B-25)"],
      [http("webhooks"), "(B-25)"],
    ],
  },
  "B-26": {
    says: "too many complaints stop marketing",
    proofs: [
      [http("webhooks"), "stops marketing above three in a thousand"],
      ["src/core/report/complaints.spec.ts", "it.each"],
    ],
  },
}

const SECURITY: Readonly<Record<string, Promised>> = {
  "C-01": {
    says: "templates are strings, checked and bounded",
    proofs: [
      [TEMPLATE, "in place of a text"],
      [TEMPLATE, "2,000 nested blocks"],
      [TEMPLATE, "stop a rendering that grows"],
    ],
  },
  "C-02": {
    says: "a template sees an allow-list",
    proofs: [
      [TEMPLATE, '"key"'],
      [TEMPLATE, '"root"'],
    ],
  },
  "C-03": {
    says: "bounds of a template",
    proofs: [[TEMPLATE, "up to the bound, and not one more"]],
  },
  "C-04": {
    says: "an unknown variable is an error at save",
    proofs: [
      [TEMPLATE, '"unknown variable"'],
      [TEMPLATE, "says the fallback when"],
    ],
  },
  "C-05": {
    says: "escaping by context",
    proofs: [
      [NAMES, "no markup comes from the name"],
      [TEMPLATE, "refuses the link"],
    ],
  },
  "C-06": {
    says: "content is structured",
    proofs: [
      ["src/core/content/on-site.spec.ts", "takes structured content"],
      ["integration-tests/e2e/storefront.spec.ts", "runs nowhere as content"],
    ],
  },
  "C-07": { says: "no header is injected", proofs: [[NAMES, "a header line is one line"]] },
  "C-08": {
    says: "links are signed for one purpose",
    proofs: [
      [TOKENS, "count for no other purpose and in no other shop"],
      [TOKENS, "refuse what is not one of them"],
      [http("links"), "with one and the same page"],
    ],
  },
  "C-09": {
    says: "no enumeration",
    proofs: [
      [http("enumeration"), "(C-09)"],
      ["src/api/support/evenly.spec.ts", "(C-09)"],
    ],
  },
  "C-10": {
    says: "nobody reaches what is another's",
    proofs: [
      [http("owners"), "(C-10)"],
      [http("access"), "every caller and every spelling"],
    ],
  },
  "C-11": { says: "a key's sales channel bounds it", proofs: [[http("access"), "(C-11)"]] },
  "C-12": {
    says: "limits that processes share",
    proofs: [
      [http("limits"), "(C-12)"],
      [http("limits"), "/64"],
      ["integration-tests/modules/rate-limits.spec.ts", "in two processes together"],
    ],
  },
  "C-13": {
    says: "codes cannot be guessed or used by others",
    proofs: [
      ["src/core/coupon/code.spec.ts", "a million codes without a duplicate"],
      [http("coupons"), "stops looking after twenty wrong codes"],
      [http("coupons"), "answers as for an unknown code on every route"],
    ],
  },
  "C-14": {
    says: "reports are bounded and signed",
    proofs: [
      [http("webhooks"), "never fails for it"],
      [REPORTS, "(IN81, IN83)"],
    ],
  },
  "C-15": {
    says: "nothing of ours calls an address that somebody gave",
    proofs: [[SUPPLY, "(C-15)"]],
  },
  "C-16": {
    says: "no formula in a file",
    proofs: [[http("exports"), "nothing that a spreadsheet computes"]],
  },
  "C-18": {
    says: "bounds of reported behaviour",
    proofs: [
      [http("behaviour"), "(IN35)"],
      ["src/core/behaviour/check-behaviour.spec.ts", '"one byte more"'],
    ],
  },
  "C-19": {
    says: "no prototype is polluted",
    proofs: [
      [http("hostile"), "(C-19)"],
      [http("bad-input"), '"__proto__"'],
    ],
  },
  "C-20": { says: "no SQL from outside", proofs: [[http("hostile"), "(C-20)"]] },
  "C-21": {
    says: "admins alone, each as far as their role goes",
    proofs: [
      [http("access"), "every caller and every spelling"],
      ["integration-tests/http/with-roles/roles.ts", "alone do that and nothing else"],
      ["src/api/support/route-permissions.spec.ts", "of every route that there is"],
    ],
  },
  "C-23": {
    says: "an audit that only grows",
    proofs: [
      [http("audit"), "can be changed by nobody"],
      [LEDGER, "keeps the audit as it was written"],
      [http("audited"), "(C-23)"],
    ],
  },
  "C-24": { says: "secrets are told to nobody", proofs: [[http("canaries"), "C-24"]] },
  "C-25": {
    says: "an error tells its number and nothing else",
    proofs: [[http("hostile"), "(C-25)"]],
  },
  "C-26": {
    says: "what is installed is known",
    proofs: [
      [SUPPLY, "(C-26)"],
      [PACKAGE, "holds nothing else than what is known to belong there"],
      [PACKAGE, "bill of materials"],
    ],
  },
  "C-27": {
    says: "a preview does nothing",
    proofs: [[http("main-job"), "previews for a chosen customer without creating anything"]],
  },
  "C-28": {
    says: "personal answers are in no cache",
    proofs: [[http("caches"), "gives everybody their own"]],
  },
  "C-29": { says: "another site changes nothing", proofs: [[http("foreign-sites"), "(C-29)"]] },
  "C-30": { says: "no open redirect", proofs: [[http("hostile"), "(C-30)"]] },
}

/** Of the list of faults; each is brought about, healed, and compared in two books, or shown where it bites. */
const HURT: Readonly<Record<string, Promised>> = {
  F01: { says: "killed between an order and its event", proofs: [[SCENARIOS, '"F01"']] },
  F02: { says: "killed before the inbox row", proofs: [[SCENARIOS, '"F02"']] },
  F03: { says: "killed after the inbox row", proofs: [[SCENARIOS, '"F03"']] },
  F04: { says: "killed after the claim", proofs: [[SCENARIOS, '"F04"']] },
  F05: { says: "killed before the commit", proofs: [[SCENARIOS, '"F05"']] },
  F06: { says: "killed before the provider", proofs: [[SCENARIOS, '"F06"']] },
  F07: { says: "killed after the provider", proofs: [[SCENARIOS, '"F07"']] },
  F08: { says: "killed between promotion and link", proofs: [[FAULTS, "F08:"]] },
  F11: {
    says: "killed at each state of a renewal",
    proofs: [
      [FAULTS, "F11 renewals_before_commit"],
      [FAULTS, "it.each(POINTS_OF_A_CHARGE)"],
      [FAULT_POINTS, '"renewal_after_claim"'],
      [FAULT_POINTS, '"renewal_before_payment"'],
      [FAULT_POINTS, '"renewal_after_payment"'],
      [FAULT_POINTS, '"renewal_after_order"'],
      [FAULT_POINTS, '"renewal_after_commit"'],
      [FAULTS, "F11 in the bank"],
    ],
  },
  F12: { says: "killed in a migration", proofs: [[ROLLING, "(F12)"]] },
  F13: { says: "stopped beyond its lease", proofs: [[SCENARIOS, '"F13"']] },
  F14: { says: "asked to stop under load", proofs: [[FAULTS, "F14:"]] },
  F15: { says: "an event loop blocked for 40 s", proofs: [[SCENARIOS, '"F15"']] },
  F16: { says: "out of memory", proofs: [[SCENARIOS, '"F16"']] },
  F17: { says: "Postgres restarted", proofs: [[SCENARIOS, '"F17"']] },
  F18: { says: "no connection left", proofs: [[SCENARIOS, '"F18"']] },
  F19: {
    says: "no writes, no disk",
    proofs: [
      [SCENARIOS, '"F19"'],
      [SCENARIOS, '"F19-disk"'],
    ],
  },
  F20: { says: "deadlocks and serialization failures", proofs: [[SCENARIOS, '"F20"']] },
  F21: { says: "a promotion that is locked", proofs: [[FAULTS, "F21:"]] },
  F22: { says: "the network to Postgres cut", proofs: [[SCENARIOS, '"F22"']] },
  F23: { says: "Redis down at the start", proofs: [[SCENARIOS, '"F23"']] },
  F24: { says: "Redis killed", proofs: [[SCENARIOS, '"F24"']] },
  F25: { says: "Redis flushed", proofs: [[SCENARIOS, '"F25"']] },
  F26: { says: "Redis full", proofs: [[SCENARIOS, '"F26"']] },
  F27: {
    says: "a provider answers 500, 502",
    proofs: [
      [SCENARIOS, '"F27"'],
      [SENDGRID, "F27"],
    ],
  },
  F28: {
    says: "429",
    proofs: [
      [SCENARIOS, '"F28"'],
      ["integration-tests/faults/sendgrid.spec.ts", "(F28)"],
    ],
  },
  F29: {
    says: "401",
    proofs: [
      [SCENARIOS, '"F29"'],
      ["integration-tests/faults/sendgrid.spec.ts", "(F29)"],
    ],
  },
  F30: {
    says: "takes a mail and cuts the line",
    proofs: [
      [SCENARIOS, '"F30"'],
      ["integration-tests/faults/sendgrid.spec.ts", "(F30)"],
    ],
  },
  F31: { says: "a slow provider", proofs: [[SENDGRID, "F31"]] },
  F32: { says: "a provider that never answers", proofs: [[SCENARIOS, '"F32"']] },
  F33: { says: "no report ever comes", proofs: [[LEDGER, "expireUnknown(48)"]] },
  F34: {
    says: "reports 46 times, shuffled, too early",
    proofs: [
      [REPORTS, "(B-24, F34)"],
      [REPORTS, "wait for its worker (F34)"],
    ],
  },
  F35: { says: "50,000 reports at once", proofs: [[REPORTS, "(F35, D-11)"]] },
  F36: { says: "clocks that are wrong and jump", proofs: [[SCENARIOS, '"F36"']] },
  F38: { says: "two instances begin one tick", proofs: [[LEDGER, "(A-12, F38)"]] },
  F39: { says: "two versions at work", proofs: [[ROLLING, "(F39)"]] },
  F40: { says: "a subscriber registered twice", proofs: [[http("acts"), "(F40)"]] },
  F41: {
    says: "a secret changed while mails are out",
    proofs: [
      [TOKENS, "outlive a change of the secret"],
      [http("links"), "also by an old link"],
    ],
  },
  F42: { says: "paused, withdrawn, erased in each state", proofs: [[http("acts"), "F42"]] },
  F43: {
    says: "twenty carts, one use",
    proofs: [[http("coupons"), "when twenty carts complete together"]],
  },
  F44: {
    says: "poison",
    proofs: [
      [LEDGER, "(A-14)"],
      [http("health"), "one poisoned order among many"],
      [LEDGER, "that cannot be handled stand back"],
    ],
  },
  F45: { says: "no name of the provider", proofs: [[SENDGRID, "(F45)"]] },
  F46: { says: "no room for logs", proofs: [[SCENARIOS, '"F46"']] },
  F47: {
    says: "yesterday's backup restored",
    proofs: [
      [RESTORE, "also where nobody refused since, by what was sent"],
      [http("restore"), "sends nothing until the journal was replayed"],
    ],
  },
  F48: { says: "at random", proofs: [[FAULTS, "F48:"]] },
  // Of the numbers after F36 that are about time alone.
  F37: {
    says: "clocks change while work waits",
    proofs: [
      [QUIET, "around every change of the clocks"],
      [WAIT, "the days of 23 and 25 hours included"],
    ],
  },
}

/** What the law and people ask for. */
const PRIVACY: Readonly<Record<string, Promised>> = {
  "B-01": {
    says: "evidence is only ever added",
    proofs: [[CONSENT, "cannot be rewritten or deleted by the shop's role"]],
  },
  "B-02": {
    says: "taking back is as easy as giving",
    proofs: [
      [http("links"), "unsubscribe with one click, twice, and not by looking"],
      [http("preferences"), "hold for what waits in the queue already"],
    ],
  },
  "B-03": {
    says: "every message says on what it rested",
    proofs: [[http("law"), "is written down with it: the consent, and its record"]],
  },
  "B-04": {
    says: "double opt-in by a button, also of an account",
    proofs: [
      [http("links"), "confirm once, by the button"],
      ["src/core/consent/hear-yes.spec.ts", "double opt-in, also of an account"],
    ],
  },
  "B-05": {
    says: "one-click unsubscription",
    proofs: [[http("links"), "unsubscribe whatever the body is"]],
  },
  "B-06": {
    says: "at once, also for what is queued",
    proofs: [[http("preferences"), "hold for what waits in the queue already"]],
  },
  "B-07": {
    says: "an old link still stops everything",
    proofs: [[http("links"), "stop everything, also by an old link"]],
  },
  "B-08": {
    says: "marketing names who sends and from where",
    proofs: [
      ["integration-tests/modules/sender.spec.ts", "needs the shop's sender with a postal address"],
    ],
  },
  "B-09": {
    says: "a service mail needs no consent and holds no offer without one",
    proofs: [
      ["src/core/content/check-template.spec.ts", "drops offers for whoever gave no consent"],
      [http("templates"), "show offers to whoever agreed"],
      [http("law"), "and the receipt of their order"],
    ],
  },
  "B-10": {
    says: "a dossier of every table",
    proofs: [
      [http("privacy"), "shows what is held, told from seen from concluded"],
      [REGISTER, "knows every table and every column"],
    ],
  },
  "B-11": {
    says: "what a person told, as JSON",
    proofs: [
      [http("privacy"), "told from seen from concluded"],
      [http("preferences"), "the dossier shows and an erasure takes"],
    ],
  },
  "B-12": {
    says: "erased everywhere",
    proofs: [
      [http("privacy"), "erases a person everywhere, guests too"],
      [ERASURE, "in whichever table it leaves out"],
    ],
  },
  "B-13": {
    says: "a suppression outlives the person's data",
    proofs: [[CONSENT, "outlives the person's data and a change of the shop's secret"]],
  },
  "B-14": {
    says: "whoever objects is not scored, and teaches nothing",
    proofs: [
      [
        "integration-tests/modules/predictions.spec.ts",
        "never speak of whoever objected to profiling, nor learn from them",
      ],
      [http("lives"), "no message and no score that a choice forbids"],
    ],
  },
  "B-15": {
    says: "a decision can be understood and doubted",
    proofs: [
      [http("privacy-officer"), "(B-15)"],
      [http("privacy-officer"), "never reported as shown"],
    ],
  },
  "B-16": {
    says: "a personalised price says so",
    proofs: [
      [http("law"), "is disclosed in the mail and among the person's coupons, and no other is"],
      [http("law"), "is on the page, with New York's words"],
    ],
  },
  "B-17": { says: "prohibited inputs are warned of", proofs: [[http("law"), "(B-17)"]] },
  "B-18": {
    says: "Global Privacy Control",
    proofs: [[http("behaviour"), "takes a logged-in customer's signal as an opt-out"]],
  },
  "B-19": {
    says: "nothing on a device without consent",
    proofs: [[http("behaviour"), "needs no visitor's id where none may be stored"]],
  },
  "B-27": {
    says: "machines click and confirm nothing",
    proofs: [
      [REPORTS, "(B-27)"],
      [http("links"), "and not by looking"],
      [http("links"), "confirm once, by the button"],
    ],
  },
  "B-28": {
    says: "minors are left alone",
    proofs: [
      [http("law"), "get no marketing and no score"],
      [
        "integration-tests/modules/predictions.spec.ts",
        "never speak of minors, nor learn from them",
      ],
    ],
  },
  "B-29": {
    says: "what its time has come for goes",
    proofs: [
      [RETENTION, "(B-29)"],
      [RETENTION, "works in batches"],
      [RETENTION, "ends the audit after three years"],
    ],
  },
  "B-30": { says: "no personal data in logs", proofs: [[http("canaries"), "are in no log"]] },
  "B-31": {
    says: "a register of processing",
    proofs: [[http("privacy-officer"), "has the register of processing"]],
  },
  "B-32": { says: "exclusion lists", proofs: [[http("law"), "(B-32)"]] },
  "B-33": {
    says: "a basis that ends",
    proofs: [
      [http("law"), "may be an inquiry, taken down by hand with the words, until its end"],
      ["src/workflows/consent/choices.spec.ts", "is a yes only as long as it counts"],
    ],
  },
  "B-34": { says: "a mail's page shows nothing else", proofs: [[http("preferences"), "(B-34)"]] },
  "B-35": {
    says: "a restored backup is told who refused since",
    proofs: [
      [RESTORE, "recognises a restored backup"],
      [http("restore"), "to nobody who refused or was erased"],
    ],
  },
  "E-13": {
    says: "a guest's no is not undone by an account",
    proofs: [
      [http("consents"), "(E-13)"],
      [http("consents"), "by the preferences of an account does not undo"],
      ["src/core/preferences/limits.spec.ts", "loosened by a link alone, and narrowed at once"],
    ],
  },
  "E-14": {
    says: "one person in every spelling of an address",
    proofs: [["src/core/identity/email.spec.ts", "capitals make no other person"]],
  },
  "E-15": {
    says: "two rows of one address are one person",
    proofs: [
      [http("privacy-officer"), "(G15)"],
      [CONSENT, "belongs to the person, however the address is written"],
    ],
  },
  "E-16": { says: "another address", proofs: [[http("email-change"), "(E-16)"]] },
  "E-18": {
    says: "what is deleted breaks nothing",
    proofs: [
      [http("reliability"), "(E-18)"],
      [http("moments"), "decide nothing for a customer who was deleted"],
      [http("moments"), "no longer what was restored (E-18)"],
      [http("moments"), "cope with a promotion that is deleted"],
    ],
  },
  A8: { says: "roles", proofs: [["integration-tests/http/with-roles/roles.ts", "(C-21, A8)"]] },
  "003.36": {
    says: "no message and no score that a choice forbids",
    proofs: [[http("lives"), "whatever is repeated or tried by hand"]],
  },
  "003.38": {
    says: "duplicated events give no duplicated message",
    proofs: [
      [FAULTS, "one decision, one delivery and one call of the provider for each (003.38)"],
      [http("lives"), "while three workers work"],
    ],
  },
}

const INVARIANTS: Readonly<Record<string, Promised>> = Object.fromEntries(
  ["I1", "I2", "I3", "I4", "I5", "I7", "I8"].map((name) => [
    name,
    { says: "held after every fault", proofs: [[CHECKER, `"${name}:`] as const] },
  ])
)

const OPERATIONS: Readonly<Record<string, Promised>> = {
  X1: {
    says: "an effect once, however many instances",
    proofs: [
      [SCENARIOS, "redis-server+2-workers"],
      [LEDGER, "exist once per idempotency key"],
      [LEDGER, "four processes report fifty times at once"],
    ],
  },
  X2: { says: "poison stops nobody", proofs: [[LEDGER, "(A-14)"]] },
  X3: {
    says: "dead letters with cause and replay",
    proofs: [[http("health"), "repaired and replayed"]],
  },
  X4: {
    says: "lag, throughput, silence",
    proofs: [
      [TRIGGER_HEALTH, 'describe("silence"'],
      [http("gauges"), "move each"],
    ],
  },
  X5: {
    says: "a switch for all, an automation, a channel",
    proofs: [
      [http("right-moment"), "what a person can stop"],
      [http("main-job"), "while the automation is paused"],
    ],
  },
  X6: {
    says: "ledgers stay bounded",
    proofs: [
      [RETENTION, "deletes attempts after 90 days and decisions with all of theirs"],
      [RETENTION, "works in batches"],
    ],
  },
  X7: { says: "days of 23 and 25 hours", proofs: [[WAIT, "the days of 23 and 25 hours included"]] },
  X8: { says: "a crowd starves nobody", proofs: [[LEDGER, "(X8)"]] },
  X9: {
    says: "a provider's outage",
    proofs: [
      [http("reliability"), "(A-08)"],
      [SCENARIOS, '"F27"'],
    ],
  },
  G12: { says: "retention", proofs: [[RETENTION, "works in batches"]] },
  K5: { says: "limits and budgets", proofs: [[http("budgets"), "let so many go on a day"]] },
  K7: {
    says: "leaving a cart again brings no second discount",
    proofs: [
      [http("measurement"), "gives no discount in shadow mode that live mode would keep back"],
    ],
  },
  K8: {
    says: "leaks",
    proofs: [
      [http("leaks"), "revokes a code within so many attempts"],
      ["src/core/coupon/leak.prop.spec.ts", "10,000 normal carts"],
    ],
  },
  D5: {
    says: "REST for what happened",
    proofs: [
      [http("measurement"), "(D5)"],
      [http("presets"), "are offered in the admin's language"],
    ],
  },
  D7: { says: "migrations go back", proofs: [[MIGRATIONS, "(D7)"]] },
}

export const PROMISES: Readonly<Record<string, Promised>> = {
  ...FEATURES,
  ...LAWS,
  ...PRIVACY,
  ...RELIABILITY,
  ...SECURITY,
  ...HURT,
  ...INVARIANTS,
  ...OPERATIONS,
  ...CONTENT,
  ...MOMENTS,
  ...RENEWALS,
  ...TIME,
  ...VALUE,
  ...FORETOLD,
  ...MAIN_JOB_ROWS,
}
