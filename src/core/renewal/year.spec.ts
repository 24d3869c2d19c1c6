import { type Random, randomOf } from "../../../demo/generator/random"
import { begunAt, MONTHLY, plannedOf } from "../../../integration-tests/support/subscriptions"
import { beginCharge, chargeKey, endCharge, type ChargeOutcome } from "./charge-outcome"
import type { GuardedRenewal, GuardedSubscription, SubscriptionRecord } from "./guard"
import { INVARIANTS, type Invariant, violationsOf } from "./guard"
import { chargeObstacle, nextStep } from "./next-step"
import { planRenewal } from "./schedule-renewal"
import { lookAgainAt, staggerNotice, staggerRetry } from "./stagger"
import type { Term } from "./plan"
import { anchorAt } from "./recurrence"
import { firstCharge } from "./schedule-renewal"
import type { Renewal, Subscription } from "./subscription"
import { mayBeSwitched, movesOnSwitch } from "./switch"

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Life = Omit<Mutable<GuardedSubscription>, "subscription" | "renewals" | "records"> & {
  subscription: Mutable<Subscription>
  records: SubscriptionRecord[]
  renewals: Mutable<GuardedRenewal>[]
  price: string
  switches: number
}
type Charge = { readonly at: string; readonly amount: string; readonly accepted: boolean }

const SEED = Number(process.env.KAIROS_SEED ?? 20261129)
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Holds a leap day, both changes of the clocks, and thirteen ends of months. */
const BEGIN = Date.UTC(2027, 11, 1)
const END = BEGIN + 366 * DAY
const ZONES = ["Europe/Madrid", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "UTC"]
const COUNTRY: Record<string, string> = { "Europe/Madrid": "es", "America/New_York": "us" }
const TERMS: readonly Term[] = [
  { unit: "day", count: 7 },
  { unit: "month", count: 1 },
  { unit: "month", count: 1 },
  { unit: "month", count: 3 },
  { unit: "year", count: 1 },
]
const iso = (ms: number): string => new Date(ms).toISOString()

class Crash extends Error {}

/** Everything around the pure steps: a clock, a ledger that commits or does not, a provider that forgets no key. */
class World {
  readonly charges = new Map<string, Charge>()
  readonly counts: Record<string, number> = {}
  private readonly mailed = new Set<string>()

  constructor(
    readonly random: Random,
    readonly crashes: number
  ) {}

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1
  }

  /** One of the six points at which a process may die. */
  point(name: string): void {
    if (this.random.uniform() < this.crashes) {
      this.count(`crash ${name}`)
      throw new Crash(name)
    }
  }

  /** The ledger of deliveries: one per event, however often it is asked. */
  mail(
    key: string,
    list: { at: string; amount: string | null }[],
    at: string,
    amount: string | null
  ) {
    if (!this.mailed.has(key)) {
      this.mailed.add(key)
      list.push({ at, amount })
    }
  }

  /** Known keys are answered as before. Some answers never arrive. */
  charge(key: string, amount: string, at: string): "accepted" | "declined" | "silence" {
    const known = this.charges.get(key)
    const luck = this.random.uniform()
    if (known === undefined && luck < 0.03) {
      return "silence"
    }
    const charge = known ?? { at, amount, accepted: luck > 0.15 }
    this.charges.set(key, charge)
    return this.random.uniform() < 0.03 ? "silence" : charge.accepted ? "accepted" : "declined"
  }
}

/** Whatever comes due together is spread over so many minutes. */
const STAGGER = 90

function begin(world: World, index: number): Life {
  const { random } = world
  const zone = ZONES[index % ZONES.length] as string
  const born = BEGIN - random.integer(0, 40 * 24 * 60) * 60_000
  const term = random.pick(TERMS)
  const trial_days = random.uniform() < 0.2 ? random.pick([7, 14, 40]) : 0
  const automatic = random.uniform() < 0.8
  const terms = {
    ...MONTHLY,
    term,
    trial_days,
    grace_days: random.pick([0, 3, 10]),
    notice_days: random.pick([null, 2, 10, 60]),
    dormant_after_days: random.uniform() < 0.3 ? 60 : null,
  }
  const subscription: Mutable<Subscription> = begunAt(iso(born), {
    id: `ksub_${index}`,
    anchor: anchorAt(born, zone, trial_days),
    terms,
    country_code: COUNTRY[zone] ?? null,
    auto_renew_since: automatic ? iso(born) : null,
    last_used_at: iso(born),
  })
  const life: Life = {
    subscription,
    has_terms: true,
    cancel_link: true,
    records: [record("started", born), ...(automatic ? [record("auto_renew_on", born)] : [])],
    receipts: [],
    renewals: [],
    price: "20",
    switches: 0,
  }
  plan(life, firstCharge(subscription))
  return life
}

const record = (
  kind: SubscriptionRecord["kind"],
  at: number,
  period_index: number | null = null
) => ({
  kind,
  at: iso(at),
  period_index,
  text_version: "1",
})

function plan(life: Life, period_index: number): void {
  const planned = planRenewal(life.subscription, period_index)
  const { notice_at } = staggerNotice(life.subscription, planned, STAGGER)
  life.renewals.push({
    ...plannedOf(life.subscription, period_index),
    notice_at,
    charged_at: null,
    paid_at: null,
    notices: [],
    captures: [],
    confirmations: [],
  })
}

/** @returns when to look again, or null when nothing will ever be to do */
function work(world: World, life: Life, now: number): number | null {
  const renewal = life.renewals.at(-1) as Mutable<GuardedRenewal>
  const step = nextStep(renewal, life.subscription, iso(now))
  world.count(step.kind)
  switch (step.kind) {
    case "wait":
      Object.assign(renewal, { reason: step.reason })
      return Date.parse(lookAgainAt(step.until, renewal, life.subscription, STAGGER))
    case "quote":
      renewal.amount = life.price
      return now
    case "notify":
      world.point("before the notice")
      Object.assign(renewal, { notice_made_at: iso(now), notice_round: renewal.notice_round + 1 })
      return now + 60_000
    case "ask":
      renewal.asked_at = iso(now)
      return now
    case "lapse":
      Object.assign(renewal, { state: "lapsed", reason: step.reason })
      life.subscription.status = "lapsed"
      return null
    case "charge":
      return charge(world, life, renewal, now)
    case "settle":
      return finish(world, life, renewal, now, true)
    case "none":
      return null
  }
}

function charge(world: World, life: Life, renewal: Mutable<GuardedRenewal>, now: number): number {
  const obstacle = chargeObstacle(renewal, life.subscription, iso(now))
  expect(obstacle).toBeNull()
  world.point("before the claim")
  Object.assign(renewal, beginCharge(renewal, iso(now)), { charged_at: iso(now) })
  world.point("after the claim")
  if (life.price !== renewal.amount) {
    world.count("price changed")
    const outcome = { kind: "price_changed" as const, amount: life.price }
    Object.assign(renewal, endCharge(renewal, outcome, iso(now)), { charged_at: null })
    return now
  }
  return finish(world, life, renewal, now, false)
}

function finish(
  world: World,
  life: Life,
  renewal: Mutable<GuardedRenewal>,
  now: number,
  asked: boolean
): number {
  world.point("before the provider")
  const key = chargeKey(renewal)
  const known = world.charges.has(key)
  // Of a key that it does not know a provider says so: nothing happened.
  const answer =
    asked && !known ? "declined" : world.charge(key, renewal.amount as string, iso(now))
  world.point("after the provider")
  const outcome: ChargeOutcome =
    answer === "accepted"
      ? { kind: "paid" }
      : answer === "silence"
        ? { kind: "unknown" }
        : { kind: "failed", reason: "declined" }
  // One transaction: the renewal, the event of its confirmation, the next period.
  Object.assign(
    renewal,
    staggerRetry(life.subscription, endCharge(renewal, outcome, iso(now)), STAGGER)
  )
  if (outcome.kind === "paid") {
    renewal.paid_at = iso(now)
    plan(life, renewal.period_index + 1)
    life.subscription.current_until = (life.renewals.at(-1) as GuardedRenewal).due_at
    world.point("after the commit")
  }
  return now
}

/** Mails leave in their own time; the provider of mail is down for days now and then, and some addresses are dead. */
function deliver(world: World, life: Life, now: number, isLast = false): void {
  for (const renewal of life.renewals) {
    const dead = life.subscription.id.endsWith("77")
    // After the last day nothing comes that could be sent tomorrow.
    const slow = !isLast && world.random.uniform() < 0.3
    if (renewal.notice_made_at !== null && renewal.noticed_at === null && !dead && !slow) {
      const { subscription_id, period_index, notice_round } = renewal
      const key = [subscription_id, period_index, notice_round, life.switches].join(":")
      world.mail(key, renewal.notices as never, iso(now), renewal.amount)
      Object.assign(renewal, {
        noticed_at: iso(now),
        noticed_amount: renewal.amount,
        state: renewal.state === "due" ? "notified" : renewal.state,
      })
    }
    if (renewal.state === "paid" && !slow) {
      const key = `paid:${renewal.subscription_id}:${renewal.period_index}`
      world.mail(key, renewal.confirmations as never, iso(now), renewal.amount)
    }
  }
}

/** What shoppers and the shop do meanwhile. @returns whether anything was done */
function meddle(world: World, life: Life, now: number): boolean {
  const { subscription } = life
  const renewal = life.renewals.at(-1) as Mutable<GuardedRenewal>
  const waiting = renewal.state === "due" || renewal.state === "notified"
  const luck = world.random.uniform()
  if (subscription.status !== "active" || luck > 0.03) {
    return false
  }
  if (luck < 0.001) {
    subscription.status = "cancelled"
    subscription.auto_renew_since = null
    life.records.push(record("cancelled", now))
    life.receipts = [{ at: iso(now), amount: null }]
    if (waiting || renewal.state === "failed") {
      renewal.state = "cancelled"
    }
  } else if (luck < 0.004) {
    life.price = String(Number(life.price) + 1)
  } else if (luck < 0.012 && waiting && renewal.amount !== null) {
    life.records.push(record("renewed_by_hand", now, renewal.period_index))
    Object.assign(renewal, { by_hand_at: iso(now), by_hand_amount: renewal.amount })
  } else if (luck < 0.015 && waiting) {
    renewal.state = "skipped"
    plan(life, renewal.period_index + 1)
  } else if (luck < 0.017) {
    const on = subscription.auto_renew_since === null
    subscription.auto_renew_since = on ? iso(now) : null
    life.records.push(record(on ? "auto_renew_on" : "auto_renew_off", now))
  } else if (luck < 0.018 && mayBeSwitched(subscription, renewal)) {
    switchTo(world, life, renewal, now)
  } else if (renewal.asked_at !== null && luck < 0.024) {
    subscription.kept_at = iso(now)
  } else {
    subscription.last_used_at = iso(now)
  }
  return true
}

/** To another term at another price from its next payment on; every other one agrees to that, and nobody else is charged by themselves. */
function switchTo(world: World, life: Life, renewal: Mutable<GuardedRenewal>, now: number): void {
  const { subscription } = life
  const { period_index } = renewal
  const term = world.random.pick(TERMS)
  const agrees = world.random.uniform() < 0.5
  const wasAutomatic = subscription.auto_renew_since !== null
  subscription.moves = movesOnSwitch(subscription, term, period_index)
  subscription.terms = { ...subscription.terms, term }
  subscription.auto_renew_since = agrees ? iso(now) : null
  life.price = String(Number(life.price) + 1)
  life.switches += 1
  life.records.push({ ...record("switched", now, period_index), another_plan: true })
  if (agrees || wasAutomatic) {
    life.records.push(record(agrees ? "auto_renew_on" : "auto_renew_off", now))
  }
  Object.assign(renewal, plannedOf(subscription, period_index), { amount: life.price })
  world.count("switched")
}

/** Works when it is due, as the jobs do; once a day mails leave, and somebody may decide something. */
function live(world: World, life: Life): void {
  let look: number | null = BEGIN
  for (let day = BEGIN; day < END; day += DAY) {
    if (meddle(world, life, day + HOUR)) {
      look = day + HOUR
    }
    look = workUntil(world, life, look, day + DAY)
    deliver(world, life, day + DAY - 1)
  }
  // What was with the provider as the year ended is settled on the next day, before the guard looks.
  const isUnderWay = () => /^(charging|unknown)$/.test(String(life.renewals.at(-1)?.state))
  for (let hour = END; isUnderWay() && hour < END + DAY; hour += HOUR) {
    look = workUntil(world, life, look, hour + HOUR, isUnderWay)
  }
  deliver(world, life, END + DAY, true)
}

/** @returns when to look again */
function workUntil(
  world: World,
  life: Life,
  from: number | null,
  end: number,
  goesOn = () => true
): number | null {
  let look = from
  while (look !== null && look < end && goesOn()) {
    const now: number = look
    try {
      const next = work(world, life, now)
      look = next === null ? null : Math.max(next, now + 60_000)
    } catch (error) {
      if (!(error instanceof Crash)) {
        throw error
      }
      look = now + 15 * 60_000
    }
  }
  return look
}

const idOf = (life: Life) => life.subscription.id

/** The provider's own book tells what was captured; ours is not asked. */
function audited(world: World, lives: readonly Life[]): readonly Life[] {
  const byRenewal = new Map<string, { order_id: string; at: string; amount: string }[]>()
  for (const [key, { accepted, at, amount }] of world.charges) {
    const name = key.split(":").slice(0, 3).join(":")
    if (accepted) {
      byRenewal.set(name, [...(byRenewal.get(name) ?? []), { order_id: key, at, amount }])
    }
  }
  for (const renewal of lives.flatMap(({ renewals }) => renewals)) {
    const name = `kairos:${renewal.subscription_id}:${renewal.period_index}`
    renewal.captures = byRenewal.get(name) ?? []
  }
  return lives
}

function simulate(subscriptions: number, crashes: number) {
  const world = new World(randomOf(SEED), crashes)
  const lives = Array.from({ length: subscriptions }, (_, index) => begin(world, index))
  lives.forEach((life) => live(world, life))
  return { world, lives: audited(world, lives) }
}

describe("a year of a thousand subscriptions, with crashes, silences, prices that move and shoppers who decide", () => {
  const { world, lives } = simulate(1000, 0.02)
  const later = iso(END + 2 * DAY)

  it(`leaves nothing that the guard finds (seed ${SEED})`, () => {
    expect(lives.flatMap((life) => violationsOf(life, later)).slice(0, 5)).toEqual([])
  })

  it("lived through everything that it is about", () => {
    const paid = lives.flatMap(({ renewals }) => renewals).filter(({ state }) => state === "paid")
    const ends = new Set(lives.flatMap(({ renewals }) => renewals.map(({ reason }) => reason)))
    expect(paid.length).toBeGreaterThan(3500)
    expect(
      Object.keys(world.counts)
        .filter((what) => /^crash/.test(what))
        .sort()
    ).toEqual([
      "crash after the claim",
      "crash after the commit",
      "crash after the provider",
      "crash before the claim",
      "crash before the notice",
      "crash before the provider",
    ])
    expect([...ends]).toEqual(
      expect.arrayContaining(["declined", "notice_missing", "dormant", "not_renewed"])
    )
    expect(world.counts["price changed"]).toBeGreaterThan(50)
    expect(world.counts.settle).toBeGreaterThan(100)
    const switched = lives.filter(({ switches }) => switches > 0)
    expect(switched.length).toBeGreaterThan(100)
    const paidSince = switched.filter(({ renewals, records }) => {
      const at = records.find(({ kind }) => kind === "switched")?.at ?? ""
      return renewals.some(({ paid_at }) => paid_at !== null && paid_at > at)
    })
    expect(paidSince.length).toBeGreaterThan(20)
  })

  it("is found out wherever one thing is wrong", () => {
    const found = Object.fromEntries(
      INVARIANTS.map((invariant) => [invariant, plant(lives, invariant, later)])
    )
    const expected = Object.fromEntries(INVARIANTS.map((invariant) => [invariant, [invariant]]))
    expect(found).toEqual(expected)
  })
})

const PLANTS: Record<Invariant, (life: Life, paid: Mutable<GuardedRenewal>) => unknown> = {
  consent_before_charge: (life) =>
    (life.records = life.records.filter(({ kind }) => kind !== "auto_renew_on")),
  notice_before_charge: (_, paid) =>
    (paid.notices = [{ at: paid.charged_at as string, amount: paid.noticed_amount }]),
  price_as_told: (_, paid) =>
    (paid.captures = paid.captures.map((one) => ({ ...one, amount: "99" }))),
  one_charge: (_, paid) => (paid.captures = [...paid.captures, ...paid.captures]),
  paid_is_captured: (_, paid) => (paid.captures = []),
  captured_is_paid: (_, paid) => (paid.state = "lapsed"),
  confirmed: (_, paid) => (paid.confirmations = []),
  confirmed_once: (_, paid) =>
    (paid.confirmations = [...paid.confirmations, ...paid.confirmations]),
  not_after_cancelling: (life) => {
    life.records.push(record("cancelled", BEGIN - 60 * DAY))
    life.receipts = [{ at: iso(BEGIN), amount: null }]
  },
  cancelling_confirmed: (life) => life.records.push(record("cancelled", END)),
  cancel_link: (life) => (life.cancel_link = false),
  terms_archived: (life) => (life.has_terms = false),
  dates_anchored: (_, paid) => (paid.due_at = iso(Date.parse(paid.due_at) + DAY)),
  nobody_forgotten: (life) => life.renewals.pop(),
  nothing_stuck: (life) => {
    const open = life.renewals.at(-1) as Mutable<GuardedRenewal>
    Object.assign(open, { state: "unknown", next_try_at: iso(BEGIN) })
  },
  attempts_capped: (_, paid) => (paid.attempts = 9),
}

/** Breaks one thing of one subscription of the green year. @returns what the guard says of it */
function plant(lives: readonly Life[], invariant: Invariant, now: string): readonly Invariant[] {
  const life = lives.find(
    ({ subscription, records, renewals }) =>
      subscription.status === "active" &&
      subscription.auto_renew_since !== null &&
      records.length === 2 &&
      renewals.some(({ state }) => state === "paid")
  ) as Life
  const broken = structuredClone(life)
  const paid = broken.renewals.find(({ state }) => state === "paid") as Mutable<GuardedRenewal>
  // Only one, so that only one thing is wrong.
  broken.renewals = [paid, broken.renewals.at(-1) as Mutable<GuardedRenewal>]
  PLANTS[invariant](broken, paid)
  expect(idOf(broken)).toBe(idOf(life))
  return [...new Set(violationsOf(broken, now).map((one) => one.invariant))]
}

describe("before money moves", () => {
  const { subscription, renewals } = begin(new World(randomOf(1), 0), 1)
  const terms = {
    ...subscription.terms,
    term: TERMS[1] as Term,
    trial_days: 0,
    dormant_after_days: null,
  }
  const active: Subscription = {
    ...subscription,
    terms,
    anchor: anchorAt(Date.UTC(2026, 0, 1), "UTC"),
    auto_renew_since: "2026-01-01T00:00:00.000Z",
  }
  const told: Renewal = {
    ...(renewals[0] as Renewal),
    period_index: 1,
    due_at: "2026-02-01T00:00:00.000Z",
    state: "notified",
    amount: "20",
    noticed_amount: "20",
    noticed_at: "2026-01-25T00:00:00.000Z",
    notice_made_at: "2026-01-25T00:00:00.000Z",
    notice_round: 1,
  }
  const DUE = told.due_at

  it.each<[string, Partial<Renewal>, Partial<Subscription>, string, string | null]>([
    ["goes when all is there", {}, {}, DUE, null],
    ["not a moment early", {}, {}, "2026-01-31T23:59:59.999Z", "not_now"],
    ["not once cancelled", {}, { status: "cancelled" }, DUE, "not_now"],
    ["not without consent", {}, { auto_renew_since: null }, DUE, "not_now"],
    ["not with a late notice", { noticed_at: "2026-01-30T00:00:00.000Z" }, {}, DUE, "not_now"],
    [
      "but later with it",
      { noticed_at: "2026-01-30T00:00:00.000Z" },
      {},
      "2026-02-02T00:00:00.000Z",
      null,
    ],
    ["not at another price", { amount: "21" }, {}, DUE, "price_changed"],
    [
      "not with consent from the future",
      {},
      { auto_renew_since: "2026-02-01T00:00:00.001Z" },
      DUE,
      "no_consent",
    ],
    [
      "at once when somebody pressed the button",
      { by_hand_at: DUE, by_hand_amount: "20", noticed_at: null },
      { auto_renew_since: null },
      DUE,
      null,
    ],
    ["never twice", { state: "paid" }, {}, DUE, "not_now"],
    [
      "not while it is with the provider",
      { state: "charging", next_try_at: "2026-02-01T00:10:00.000Z" },
      {},
      DUE,
      "not_now",
    ],
  ])("%s", (_, renewal, changes, now, obstacle) => {
    expect(chargeObstacle({ ...told, ...renewal }, { ...active, ...changes }, now)).toBe(obstacle)
  })

  it("gives up after four attempts in nine days, each with a key of its own", () => {
    let renewal = told
    const keys: string[] = []
    for (let now = DUE; ; now = renewal.next_try_at as string) {
      renewal = { ...renewal, ...beginCharge(renewal, now) }
      keys.push(chargeKey(renewal))
      renewal = { ...renewal, ...endCharge(renewal, { kind: "failed", reason: "declined" }, now) }
      if (renewal.next_try_at === null) {
        break
      }
    }
    expect(new Set(keys).size).toBe(4)
    expect(nextStep(renewal, active, "2026-02-10T00:00:00.000Z")).toEqual({
      kind: "lapse",
      reason: "declined",
    })
  })
})
