import fc from "fast-check"
import { mergeCatalog } from "../../catalog"
import { sampleSubject } from "../../catalog/samples"
import type { Subject } from "../catalog/definitions"
import type { ConsentRecord, ContactState } from "../consent/consent"
import { foldConsents } from "../consent/fold"
import { refusesProfiling } from "../consent/may-use"
import type { ConsentPolicy } from "../consent/policy"
import type { AutomationDefinition } from "./automation"
import { carriersOf } from "./carriers"
import { decide } from "./decide"
import { permissionOf } from "./permission"

/*
 * Lives of people drawn at random, told to the rules as they happen, and judged by a reading of the law that shares no line
 * with them: a plain walk over what was said, day by day. Every way by which a message leaves asks `permissionOf` at its
 * claim, so a decision, a retry, a manual send and a re-run differ in when they ask and in nothing else.
 */
const catalog = mergeCatalog({ triggers: [], facts: [], actions: [], channels: [] })
const START = Date.parse("2024-03-01T00:00:00.000Z")
const DAYS = 1000
const day = fc.integer({ min: 0, max: DAYS })
const at = (n: number): string => new Date(START + n * 86_400_000).toISOString()
const plusMonths = (iso: string, months: number): number => {
  const date = new Date(iso)
  return date.setUTCMonth(date.getUTCMonth() + months)
}

const purpose = fc.constantFrom("marketing", "service", "reviews", "sharing")
type Word = { kind: "word"; purpose: string; channel: string; granted: boolean; inquiry: boolean }
type Act =
  | Word
  | { kind: "buy" }
  | { kind: "pause"; days: number }
  | { kind: "suppress"; cause: string }
  | { kind: "list" }
  | { kind: "send"; how: "event" | "retry" | "by_hand" | "rerun"; purpose: string; coupon: boolean }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("word" as const),
      purpose: fc.constantFrom("marketing", "reviews", "sharing", "profiling", "personalisation"),
      channel: fc.constantFrom("email", "on_site"),
      granted: fc.boolean(),
      inquiry: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("buy" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("pause" as const),
      days: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("suppress" as const),
      cause: fc.constantFrom("hard_bounce", "spam_report", "unsubscribed"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("list" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      how: fc.constantFrom(
        "event" as const,
        "retry" as const,
        "by_hand" as const,
        "rerun" as const
      ),
      purpose,
      coupon: fc.boolean(),
    }),
  }
)

const life = fc.record({
  birth_date: fc.option(fc.constantFrom("2007-02-28", "2008-02-29", "2012-07-01", "1980-01-01"), {
    nil: null,
  }),
  acts: fc
    .array(fc.tuple(day, act), { minLength: 1, maxLength: 40 })
    .map((acts) => acts.sort(([a], [b]) => a - b)),
  policy: fc.record({
    basis: fc.constantFrom("opt_in" as const, "soft_opt_in" as const),
    purchase_months: fc.constantFrom(1, 24),
    minors: fc.record({
      ages: fc.constant({ default: 18 }),
      unknown: fc.constantFrom("adult" as const, "minor" as const),
      time_zone: fc.constant("UTC"),
    }),
  }) satisfies fc.Arbitrary<ConsentPolicy>,
})

/** What a shop would have in its database, and what the plain reading remembers, side by side. */
class Person {
  readonly records: ConsentRecord[] = []
  readonly words: (Word & { at: string; ends: number | null })[] = []
  bought: string | null = null
  paused: string | null = null
  suppressed: ContactState["suppressed"] = {}
  listed = false

  constructor(readonly birth_date: string | null) {}

  say(word: Word, now: string): void {
    const inquiry = word.inquiry && word.granted
    const ends = inquiry ? plusMonths(now, 6) : null
    this.words.push({ ...word, inquiry, at: now, ends })
    this.records.push({
      id: `r${this.records.length}`,
      purpose: word.purpose,
      channel: word.channel,
      granted: word.granted,
      source: "preferences",
      text_version: null,
      locale: null,
      occurred_at: now,
      basis: inquiry ? "inquiry" : "consent",
      expires_at: ends === null ? null : new Date(ends).toISOString(),
    })
  }

  contact(): ContactState {
    const consents = foldConsents(this.records)
    return {
      consents,
      suppressed: this.suppressed,
      profiling_objected: Object.entries(consents).some(
        ([key, { granted }]) => key.startsWith("profiling:") && !granted
      ),
      paused_until: this.paused,
      locale: null,
      time_zone: null,
      birth_date: this.birth_date,
      excluded_by: this.listed ? "robinson" : null,
    }
  }

  /** The last thing that the person said of it themselves, at one instant the no. */
  private said(purpose: string, channel: string): boolean | null {
    const own = this.words.filter(
      (word) => word.purpose === purpose && word.channel === channel && !word.inquiry
    )
    const last = own[own.length - 1]?.at
    const together = own.filter((word) => word.at === last)
    return together.length === 0 ? null : together.every(({ granted }) => granted)
  }

  isChild({ minors }: ConsentPolicy, now: string): boolean {
    if (this.birth_date === null) {
      return minors.unknown === "minor"
    }
    const grown = `${Number(this.birth_date.slice(0, 4)) + 18}${this.birth_date.slice(4)}`
    return now.slice(0, 10) < grown
  }

  objects(): boolean {
    return ["email", "on_site"].some((channel) => this.said("profiling", channel) === false)
  }

  /** Why a mail of this purpose may not reach this person now; null when nothing forbids it. */
  forbids(purpose: string, policy: ConsentPolicy, now: string): string | null {
    const cause = this.suppressed["email"]?.cause
    if (cause === "hard_bounce" || cause === "spam_report") {
      return "the address is dead, or called it spam"
    }
    if (purpose === "service") {
      return null
    }
    if (this.isChild(policy, now)) {
      return "a child"
    }
    if (this.paused !== null && now < this.paused) {
      return "a pause"
    }
    const said = this.said(purpose, "email")
    if (said === false) {
      return "said no"
    }
    if (cause === "unsubscribed") {
      const since = this.suppressed["email"]?.since ?? ""
      const again = this.words.some(
        (word) =>
          word.purpose === purpose && word.channel === "email" && word.granted && word.at > since
      )
      return again ? null : "unsubscribed at the provider"
    }
    return said === true || this.mayUnasked(purpose, policy, now) ? null : "never asked"
  }

  private mayUnasked(purpose: string, policy: ConsentPolicy, now: string): boolean {
    if (this.listed) {
      return false
    }
    const asked = this.words.some(
      (word) =>
        word.inquiry &&
        word.purpose === purpose &&
        word.channel === "email" &&
        (word.ends ?? 0) > Date.parse(now)
    )
    const customer =
      policy.basis === "soft_opt_in" &&
      purpose === "marketing" &&
      this.bought !== null &&
      plusMonths(this.bought, policy.purchase_months) > Date.parse(now)
    return asked || customer
  }
}

const definitionOf = (purposeOf: string, coupon: boolean): AutomationDefinition => ({
  name: "Any",
  objective: "inform",
  purpose: purposeOf,
  trigger: { code: "customer.registered", args: {} },
  conditions: null,
  steps: [
    {
      key: "first",
      wait: { minutes: 0 },
      valid_for_minutes: 60,
      conditions: null,
      actions: [
        ...(coupon
          ? [{ code: "issue_coupon", args: { kind: "percent", value: 10, valid_days: 7 } }]
          : []),
        { code: "send_message", args: { channel: "email", template_id: "t" } },
      ],
    },
  ],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
})

const subjectOf = (person: Person, policy: ConsentPolicy, now: string): Subject => {
  const { order: _order, cart: _cart, ...rest } = sampleSubject
  const objected = refusesProfiling(person.contact(), policy, now)
  return {
    ...rest,
    now,
    contact: person.contact(),
    event: { ...sampleSubject.event, name: "customer.registered", occurred_at: now, snapshot: {} },
    profile: {
      ...sampleSubject.profile!,
      last_order_at: person.bought,
      tier: objected ? null : sampleSubject.profile!.tier,
    },
  }
}

/** Lives one life; every message that leaves is handed to `left`. */
function live(
  {
    birth_date,
    acts,
    policy,
  }: { birth_date: string | null; acts: [number, Act][]; policy: ConsentPolicy },
  left: (message: { person: Person; purpose: string; coupon: boolean; now: string }) => void
): void {
  const person = new Person(birth_date)
  for (const [n, what] of acts) {
    const now = at(n)
    if (what.kind === "word") {
      person.say(what, now)
    } else if (what.kind === "buy") {
      person.bought = now
    } else if (what.kind === "pause") {
      person.paused = at(n + what.days)
    } else if (what.kind === "list") {
      person.listed = true
    } else if (what.kind === "suppress") {
      person.suppressed =
        person.suppressed["email"]?.cause === "hard_bounce"
          ? person.suppressed
          : { email: { cause: what.cause, since: now } }
    } else {
      send(person, what, policy, now, left)
    }
    expect(refusesProfiling(person.contact(), policy, now)).toBe(
      person.objects() || person.isChild(policy, now)
    )
  }
}

function send(
  person: Person,
  what: Extract<Act, { kind: "send" }>,
  policy: ConsentPolicy,
  now: string,
  left: Parameters<typeof live>[1]
): void {
  const definition = definitionOf(what.purpose, what.coupon)
  const subject = subjectOf(person, policy, now)
  if (what.how === "event" || what.how === "rerun") {
    const decided = decide({
      subject,
      automation: { automation_id: "a", version: 1, status: "active", definition },
      catalog,
      mode: "live",
      consent: policy,
      history: { last_send_at: null },
      seed: "s",
    })
    if (decided.kind !== "send") {
      return
    }
  }
  for (const carrier of carriersOf(definition, catalog)) {
    const permission = permissionOf({ definition, carrier, subject, catalog, policy })
    if (permission.allowed) {
      left({ person, purpose: what.purpose, coupon: permission.coupons, now })
    }
  }
}

it("no message leaves that a preference forbids, by whichever way, and no score is kept against one", () => {
  let messages = 0
  let tries = 0
  fc.assert(
    fc.property(life, (one) => {
      live(one, ({ person, purpose: what, coupon, now }) => {
        messages += 1
        expect(person.forbids(what, one.policy, now)).toBeNull()
        if (coupon) {
          expect(person.forbids("marketing", one.policy, now)).toBeNull()
        }
      })
      tries += one.acts.filter(([, { kind }]) => kind === "send").length
    }),
    { numRuns: 1000 }
  )
  // A rule that lets nothing through would pass, too.
  expect(messages).toBeGreaterThan(300)
  expect(tries).toBeGreaterThan(messages)
})

it("what nothing forbids leaves: the rules are no stricter than the law as it is read here", () => {
  fc.assert(
    fc.property(life, purpose, day, (one, what, n) => {
      const person = new Person(one.birth_date)
      for (const [, { ...said }] of one.acts) {
        if (said.kind === "word") {
          person.say(said, at(0))
        }
      }
      const left: string[] = []
      send(
        person,
        { kind: "send", how: "by_hand", purpose: what, coupon: false },
        one.policy,
        at(n),
        (message) => left.push(message.purpose)
      )
      expect(left.length > 0).toBe(person.forbids(what, one.policy, at(n)) === null)
    }),
    { numRuns: 500 }
  )
})
