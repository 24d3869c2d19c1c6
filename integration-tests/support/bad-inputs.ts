/** Where a test says what happens with an input: the file, and words of the test's name or of its case. */
export type Proof = readonly [file: string, words: string]

export type BadInput = {
  readonly says: string
} & (
  | { readonly proofs: readonly Proof[] }
  /** Nothing of ours takes such an input; `never` is what no body and no query of ours may be called. */
  | { readonly never: RegExp; readonly because: string }
  /** What it is about does not exist yet, or not whole. */
  | { readonly pending: string }
)

const EMAIL = "spec/identity/email.json"
const AUTOMATION = "src/core/decision/check-automation.spec.ts"
const TEMPLATE = "src/core/content/check-template.spec.ts"
const NAMES = "src/core/content/render-template.prop.spec.ts"
const CONDITION = "spec/condition/check.json"
const FOLD = "spec/profile/fold.json"
const OPTIONS = "src/options/options.spec.ts"
const HTTP = "integration-tests/http/suites/bad-input.ts"
const CASES = "integration-tests/http/suites/bad-input-cases.ts"
const EVENTS = "integration-tests/http/suites/behaviour.ts"
const BEHAVIOUR = "src/core/behaviour/check-behaviour.spec.ts"
const REPORTED = "src/core/event/check-reported.spec.ts"
const LINKS = "integration-tests/http/suites/links.ts"
const TOKENS = "src/workflows/support/tokens.spec.ts"
const RELIABILITY = "integration-tests/http/suites/reliability.ts"
const WEBHOOK = "integration-tests/http/suites/webhooks.ts"
const REPORTS = "integration-tests/modules/reports.spec.ts"
const SENDGRID = "src/core/report/sendgrid-event.spec.ts"
const PROVIDER = "src/providers/sendgrid/settings.spec.ts"
const MIGRATIONS = "integration-tests/modules/migrations.spec.ts"

const AUDIENCES = {
  never: /audience|segment/i,
  because: "there are no audiences yet",
} as const
/** Every bad input that was thought of, by its number. A number that stands nowhere fails integration-tests/bad-inputs.unit.spec.ts. */
export const BAD_INPUTS: Readonly<Record<`IN${string}`, BadInput>> = {
  IN01: { says: "e-mail empty, only spaces", proofs: [[EMAIL, "(IN01)"]] },
  IN02: { says: "two @", proofs: [[EMAIL, "(IN02)"]] },
  IN03: { says: "a domain without a dot", proofs: [[EMAIL, "(IN03)"]] },
  IN04: { says: "local part of 65, 255 in all", proofs: [[EMAIL, "(IN04)"]] },
  IN05: { says: "spaces around an address", proofs: [[EMAIL, "(IN05)"]] },
  IN06: { says: "capitals: one contact", proofs: [[EMAIL, "(IN06)"]] },
  IN07: { says: "İ and ſ", proofs: [[EMAIL, "(IN07)"]] },
  IN08: { says: "an international domain and its punycode", proofs: [[EMAIL, "(IN08)"]] },
  IN09: { says: "a quoted local part", proofs: [[EMAIL, "(IN09)"]] },
  IN10: {
    says: "a header inside an address",
    proofs: [
      [EMAIL, "(IN10)"],
      ["integration-tests/http/suites/consents.ts", "a@x.com\\r\\nBcc: b@y.com"],
    ],
  },
  IN11: { says: "two addresses", proofs: [[EMAIL, "(IN11)"]] },
  IN12: {
    says: "NUL",
    proofs: [
      [EMAIL, "(IN12)"],
      [HTTP, "a NUL in a text"],
    ],
  },
  IN13: {
    says: "a lone surrogate",
    proofs: [
      ["src/core/identity/email.spec.ts", "(IN13)"],
      [AUTOMATION, "(IN13)"],
      [CASES, "IN13"],
    ],
  },
  IN14: {
    says: "a name of 10,000 characters, of 1 MB",
    proofs: [
      [AUTOMATION, "(IN14)"],
      [CASES, "IN14"],
    ],
  },
  IN15: {
    says: "emoji, right-to-left override",
    proofs: [[NAMES, "whatever a customer is called"]],
  },
  IN16: { says: "a name that is a template", proofs: [[CASES, "IN16"]] },
  IN17: {
    says: "a name that is markup",
    proofs: [
      [NAMES, "no markup comes from the name"],
      [CASES, "IN17"],
    ],
  },
  IN18: {
    says: "a formula into CSV",
    proofs: [
      ["src/core/text/csv-cell.spec.ts", "IN18"],
      ["integration-tests/http/suites/exports.ts", "nothing that a spreadsheet computes"],
    ],
  },
  IN19: {
    says: "formulas behind white space into CSV",
    proofs: [
      ["src/core/text/csv-cell.spec.ts", "IN19"],
      ["integration-tests/http/suites/exports.ts", "nothing that a spreadsheet computes"],
    ],
  },
  IN20: {
    says: "a phone with letters",
    never: /phone/i,
    because: "no route of ours takes a phone number",
  },
  IN21: { says: "a locale that is none", proofs: [["src/core/text/language.spec.ts", "(IN21)"]] },
  IN22: {
    says: "a country that is none, and in upper case",
    proofs: [["src/core/condition/check.spec.ts", "(IN22)"]],
  },
  IN23: { says: "not JSON", proofs: [[HTTP, '"not JSON"']] },
  IN24: {
    says: "an array",
    proofs: [
      [HTTP, '"an array"'],
      [AUTOMATION, "(IN24)"],
    ],
  },
  IN25: {
    says: "null",
    proofs: [
      [HTTP, '"null"'],
      [AUTOMATION, "(IN25)"],
    ],
  },
  IN26: {
    says: "10,000 levels",
    proofs: [
      [HTTP, '"10,000 levels deep"'],
      ["src/core/condition/check.spec.ts", "(IN26)"],
    ],
  },
  IN27: { says: "the same key twice", proofs: [[HTTP, '"the same key twice"']] },
  IN28: {
    says: "__proto__",
    proofs: [
      [HTTP, '"__proto__"'],
      ["src/core/condition/check.spec.ts", "(IN28, IN29)"],
    ],
  },
  IN29: { says: "constructor.prototype", proofs: [[HTTP, '"constructor"']] },
  IN30: {
    says: "1e400, -0, NaN",
    proofs: [
      [HTTP, '"1e400"'],
      [CASES, "IN30"],
    ],
  },
  IN31: {
    says: "above 2^53",
    proofs: [
      [HTTP, '"above 2^53"'],
      [CONDITION, "(IN31)"],
    ],
  },
  IN32: {
    says: "an unknown field",
    proofs: [
      [HTTP, "(IN32)"],
      [AUTOMATION, "(IN32)"],
    ],
  },
  IN33: { says: "a wrong content type", proofs: [[HTTP, '"a wrong content type"']] },
  IN34: { says: "a gzip bomb", proofs: [[EVENTS, "(IN34)"]] },
  IN35: { says: "101 events", proofs: [[EVENTS, "(IN35)"]] },
  IN36: { says: "an event of 32 KB and a byte", proofs: [[BEHAVIOUR, '"one byte more"']] },
  IN37: { says: "no events", proofs: [[EVENTS, "(IN37)"]] },
  IN38: { says: "strange pages", proofs: [[HTTP, "(IN38, IN39)"]] },
  IN39: { says: "a strange order", proofs: [[HTTP, "(IN38, IN39)"]] },
  IN40: { says: "an id that is a path", proofs: [[HTTP, "(IN40, IN41)"]] },
  IN41: { says: "an id of another kind", proofs: [[HTTP, "(IN40, IN41)"]] },
  IN42: {
    says: "a strange Idempotency-Key",
    proofs: [["integration-tests/http/suites/idempotency.ts", "(IN42)"]],
  },
  IN43: { says: "a strange Sec-GPC", proofs: [["src/core/consent/gpc.spec.ts", "in the header"]] },
  IN44: { says: "no action", proofs: [[AUTOMATION, "(IN44)"]] },
  IN45: { says: "an unknown fact", proofs: [[CONDITION, "(IN45)"]] },
  IN46: { says: "an operator that does not fit", proofs: [[CONDITION, "(IN46)"]] },
  IN47: {
    says: "an empty list, one of 10,001",
    proofs: [
      [CONDITION, "(IN47)"],
      ["src/core/condition/check.spec.ts", "(IN47)"],
    ],
  },
  IN48: {
    says: "conditions that contradict each other",
    proofs: [
      ["src/core/condition/contradictions.spec.ts", "says it in three languages"],
      ["integration-tests/http/suites/automations.ts", "conditions that nobody can fulfil"],
    ],
  },
  IN49: { says: "a circle of audiences", ...AUDIENCES },
  IN50: { says: "an end before its start", proofs: [[HTTP, "(IN50)"]] },
  IN51: { says: "equal priorities", proofs: [[CASES, "IN51"]] },
  IN52: {
    says: "a cap of 0, -1, 1.5",
    proofs: [
      [OPTIONS, "(IN52)"],
      [CASES, "IN52"],
    ],
  },
  IN53: {
    says: "quiet hours that are equal or none",
    proofs: [
      [OPTIONS, "(IN53)"],
      [CASES, "IN53"],
    ],
  },
  IN54: { says: "an object for a template", proofs: [[TEMPLATE, "in place of a text"]] },
  IN55: {
    says: "an unknown variable, an unclosed block, raw output",
    proofs: [
      [TEMPLATE, '"unknown variable"'],
      [TEMPLATE, '"unclosed block"'],
      [TEMPLATE, '"triple"'],
    ],
  },
  IN56: {
    says: "partials, decorators, includes, lookup, @root, ../",
    proofs: [
      [TEMPLATE, '"partial"'],
      [TEMPLATE, '"decorator"'],
      [TEMPLATE, '"lookup"'],
      [TEMPLATE, '"root"'],
      [TEMPLATE, '"parent"'],
      [CASES, "IN56"],
    ],
  },
  IN57: {
    says: "a subject that is empty, too long or two lines",
    proofs: [
      [TEMPLATE, "refuse the subject"],
      [TEMPLATE, '"subject length"'],
    ],
  },
  IN58: { says: "links that lead elsewhere", proofs: [[TEMPLATE, "refuses the link"]] },
  IN59: {
    says: "an image inside the network",
    proofs: [[TEMPLATE, "https://169.254.169.254/latest"]],
  },
  IN60: {
    says: "marketing without a sender or a way out",
    proofs: [
      ["integration-tests/modules/sender.spec.ts", "IN60"],
      [AUTOMATION, "(IN90)"],
    ],
  },
  IN61: { says: "discounts of 0, 101, -5, 10,5 and NaN percent", proofs: [[AUTOMATION, "(IN61)"]] },
  IN62: { says: "amounts that a currency does not have", proofs: [[AUTOMATION, "(IN62)"]] },
  IN63: {
    says: "a coupon that ends too late, or before it begins",
    proofs: [[AUTOMATION, "(IN63)"]],
  },
  IN64: { says: "a prefix of codes", proofs: [[CASES, "IN64"]] },
  IN65: {
    says: "a schedule of one's own",
    proofs: [
      [CASES, "IN65"],
      ["integration-tests/timers.unit.spec.ts", "every job runs daily or more often"],
    ],
  },
  IN66: {
    says: "a zone that is none",
    proofs: [
      [OPTIONS, "(IN66)"],
      ["src/core/schedule/time-zone.spec.ts", "Mars"],
    ],
  },
  IN67: {
    says: "weights that do not sum up",
    proofs: [[AUTOMATION, "variants must be an empty list"]],
  },
  IN68: { says: "an audience of nobody, of everybody", ...AUDIENCES },
  IN69: { says: "an automation edited while it runs", proofs: [[RELIABILITY, "(IN69)"]] },
  IN70: {
    says: "an automation archived with deliveries that wait",
    proofs: [[RELIABILITY, "(IN70)"]],
  },
  IN71: {
    says: "an order of nothing, a negative one",
    proofs: [
      [FOLD, "a free order is an order"],
      [FOLD, "a negative total adds nothing"],
    ],
  },
  IN72: {
    says: "an old order without a currency",
    proofs: [
      [RELIABILITY, "(IN72)"],
      ["src/importers/order-history-csv.spec.ts", "counts a currency that is none"],
    ],
  },
  IN73: { says: "given back more than paid", proofs: [[FOLD, "refund above what was paid"]] },
  IN74: {
    says: "an order of nobody",
    proofs: [
      ["spec/decision/decide.json", "an order without a customer"],
      ["spec/decision/decide.json", "a mail to nobody's address"],
    ],
  },
  IN75: {
    says: "an order that does not exist yet",
    proofs: [["integration-tests/http/suites/health.ts", "MissingSubject"]],
  },
  IN76: {
    says: "one order with two totals",
    proofs: [
      [
        "integration-tests/modules/profile.spec.ts",
        "takes over a refund, a cancelled order and a removed line",
      ],
      ["integration-tests/http/suites/main-job.ts", "decides an event once"],
    ],
  },
  IN77: {
    says: "times that are none",
    proofs: [
      [CONDITION, "(IN77)"],
      [REPORTED, '"no zone"'],
      [REPORTED, '"a day that is none"'],
      [REPORTED, '"tomorrow"'],
      [BEHAVIOUR, '"seconds"'],
    ],
  },
  IN78: {
    says: "quantities of 0 and a thousand million",
    proofs: [
      [FOLD, "huge quantities stop"],
      ["src/importers/order-history-csv.spec.ts", "zero_quantity"],
    ],
  },
  IN79: { says: "a signature that is none", proofs: [[WEBHOOK, "IN79, IN80)"]] },
  IN80: { says: "an old timestamp", proofs: [[WEBHOOK, "IN79, IN80)"]] },
  IN81: {
    says: "events that are not ours",
    proofs: [
      [SENDGRID, "(IN81, IN82, IN83)"],
      [REPORTS, "(IN81, IN83)"],
    ],
  },
  IN82: { says: "an unknown kind of event", proofs: [[SENDGRID, "(IN81, IN82, IN83)"]] },
  IN83: { says: "one bad event of a thousand", proofs: [[REPORTS, "(IN81, IN83)"]] },
  IN84: { says: "events out of order", proofs: [[REPORTS, "(IN84)"]] },
  IN85: {
    says: "tokens that are none",
    proofs: [
      [TOKENS, "refuse what is not one of them"],
      [LINKS, "refuse every token that is not one"],
      [LINKS, "somebody whose data is erased"],
    ],
  },
  IN86: {
    says: "one click with another body",
    proofs: [[LINKS, "unsubscribe whatever the body is"]],
  },
  IN87: { says: "other methods on a link", proofs: [[LINKS, '"HEAD", "OPTIONS", "PUT"']] },
  IN88: { says: "unsubscribing twice", proofs: [[LINKS, "unsubscribe with one click, twice"]] },
  IN89: {
    says: "unsubscribing when erased",
    proofs: [[LINKS, "answer 200 for somebody whose data is erased"]],
  },
  IN90: {
    says: "no sender, no key of the vendor",
    proofs: [
      [OPTIONS, "(IN90)"],
      [AUTOMATION, "(IN90)"],
      [PROVIDER, "(IN90)"],
    ],
  },
  IN91: { says: "a short secret", proofs: [[OPTIONS, "(IN91)"]] },
  IN92: { says: "an unknown option", proofs: [[OPTIONS, "(IN92)"]] },
  IN93: {
    says: "two plugins with one route",
    proofs: [["integration-tests/bad-inputs.unit.spec.ts", "IN93"]],
  },
  IN94: { says: "a database without the rights", proofs: [[MIGRATIONS, "(IN94)"]] },
  IN95: { says: "removed and added again over its data", proofs: [[MIGRATIONS, "(IN95)"]] },
}
