/** What both sides wrote down: the shop's database, and the journal of the e-mail provider in its own process. */
export type History = {
  /** When the history was read, by the database's clock. */
  readonly now: string
  readonly orders: readonly { readonly id: string; readonly email: string }[]
  /** Active automations on order.placed that take every order. */
  readonly automations: readonly { readonly id: string }[]
  readonly inbox: readonly {
    readonly id: string
    readonly entity_id: string
    readonly status: "pending" | "done" | "dead"
    readonly locked_until: string | null
  }[]
  readonly decisions: readonly {
    readonly id: string
    readonly automation_id: string
    readonly event_id: string
    readonly kind: "send" | "hold" | "skip"
  }[]
  readonly deliveries: readonly {
    readonly id: string
    readonly decision_id: string
    readonly purpose: string
    readonly state: string
    readonly locked_until: string | null
  }[]
  readonly attempts: readonly {
    readonly delivery_id: string
    readonly attempt: number
    readonly started_at: string
    readonly outcome: string
  }[]
  readonly coupons: readonly { readonly id: string; readonly delivery_id: string }[]
  /** Calls that the provider accepted, in its order. */
  readonly accepted: readonly {
    readonly delivery_id: string
    readonly attempt: number
    readonly to: string
    readonly at: string
  }[]
  /** Taken after the withdrawal had committed, by the database's clock. */
  readonly withdrawals: readonly { readonly email: string; readonly committed_at: string }[]
  /** Caps on e-mail that held all the time, per calendar day of the shop. */
  readonly caps: readonly {
    readonly channel: string
    readonly max: number
    readonly days: number
  }[]
  readonly time_zone: string
  /** Lines of the processes' logs that name a shopper. */
  readonly leaks: readonly string[]
}

export type Violation = {
  readonly invariant: string
  readonly message: string
  /** Whether time may still mend it. */
  readonly heals?: boolean
}

/** Every broken invariant of a history that has had time to heal; none when all is well. */
export function checkHistory(history: History): readonly Violation[] {
  return [
    ...everyOrderIsDecidedOnce(history),
    ...nothingIsSentTwice(history),
    ...withdrawalsAreObeyed(history),
    ...booksAgree(history),
    ...nothingIsGivenUp(history),
    ...capsHold(history),
    ...nothingStaysLeased(history),
    ...logsNameNobody(history),
  ]
}

/** I1: no trigger is lost, and none is decided twice by one automation. */
export function everyOrderIsDecidedOnce(history: History): readonly Violation[] {
  const orderOf = new Map(history.inbox.map((event) => [event.id, event.entity_id]))
  const counts = new Map<string, number>()
  for (const decision of history.decisions) {
    const key = `${orderOf.get(decision.event_id)}|${decision.automation_id}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return history.automations.flatMap((automation) =>
    history.orders.flatMap((order) => {
      const count = counts.get(`${order.id}|${automation.id}`) ?? 0
      const message = `order ${order.id} has ${count} decisions of automation ${automation.id}, expected 1`
      return count === 1 ? [] : [{ invariant: "I1", message, heals: count === 0 }]
    })
  )
}

/**
 * I2: one delivery reaches the provider at most once. Only a service message whose outcome was unknown may go a second
 * time; marketing never does. One delivery has one coupon at most.
 */
export function nothingIsSentTwice(history: History): readonly Violation[] {
  const accepted = countBy(history.accepted, (call) => call.delivery_id)
  const coupons = countBy(history.coupons, (coupon) => coupon.delivery_id)
  const unknown = new Set(
    history.attempts.filter((a) => a.outcome === "unknown").map((a) => a.delivery_id)
  )
  return history.deliveries.flatMap((delivery) => {
    const calls = accepted.get(delivery.id) ?? 0
    const allowed = delivery.purpose === "service" && unknown.has(delivery.id) ? 2 : 1
    const born = coupons.get(delivery.id) ?? 0
    return [
      ...(calls > allowed
        ? [
            `the provider accepted delivery ${delivery.id} ${calls} times, expected ${allowed} at most`,
          ]
        : []),
      ...(born > 1 ? [`delivery ${delivery.id} has ${born} coupons, expected 1 at most`] : []),
    ].map((message) => ({ invariant: "I2", message }))
  })
}

/**
 * I3: nothing is sent to a person after the withdrawal committed. A call that was under way counts by when its attempt
 * began, because that is the moment at which consent was read, under a lock that the withdrawal waits for.
 */
export function withdrawalsAreObeyed(history: History): readonly Violation[] {
  const started = new Map(
    history.attempts.map((a) => [`${a.delivery_id}:${a.attempt}`, a.started_at])
  )
  return history.withdrawals.flatMap((withdrawal) =>
    history.accepted
      .filter((call) => call.to.toLowerCase() === withdrawal.email.toLowerCase())
      .map((call) => ({ call, at: started.get(`${call.delivery_id}:${call.attempt}`) }))
      .filter(({ at }) => at === undefined || at > withdrawal.committed_at)
      .map(({ call, at }) => ({
        invariant: "I3",
        message: `delivery ${call.delivery_id} went to ${call.to} by an attempt of ${at ?? "unknown time"}, but consent was withdrawn at ${withdrawal.committed_at}`,
      }))
  )
}

/** I4: the ledger agrees with the provider's journal. */
export function booksAgree(history: History): readonly Violation[] {
  const accepted = new Set(history.accepted.map((call) => call.delivery_id))
  const known = new Set(history.deliveries.map((delivery) => delivery.id))
  const mayHaveLeft = new Set(["sent", "unknown", "expired"])
  return [
    ...history.accepted
      .filter((call) => !known.has(call.delivery_id))
      .map((call) => `the provider accepted ${call.delivery_id}, which the ledger does not know`),
    ...history.deliveries
      .filter((delivery) => delivery.state === "sent" && !accepted.has(delivery.id))
      .map((delivery) => `delivery ${delivery.id} is sent, but the provider never accepted it`),
    ...history.deliveries
      .filter((delivery) => accepted.has(delivery.id) && !mayHaveLeft.has(delivery.state))
      .map(
        (delivery) => `the provider accepted delivery ${delivery.id}, which is ${delivery.state}`
      ),
  ].map((message) => ({ invariant: "I4", message }))
}

/**
 * I4: what a person is owed is not given up because something was ill for a while. No provider of these tests refuses a mail for
 * good, so nothing ends as failed, dead, expired or cancelled; `refused` is what a withdrawal or a cap does.
 */
export function nothingIsGivenUp(history: History): readonly Violation[] {
  const givenUp = new Set(["failed", "dead", "expired", "cancelled"])
  return history.deliveries
    .filter(({ state }) => givenUp.has(state))
    .map(({ id, state }) => ({
      invariant: "I4",
      message: `delivery ${id} is ${state}, although nothing refused it for good`,
    }))
}

/** I5: nobody gets more marketing on a day than the caps allow, whoever sends it. */
export function capsHold(history: History): readonly Violation[] {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: history.time_zone, dateStyle: "short" })
  const service = new Set(
    history.deliveries.filter(({ purpose }) => purpose === "service").map(({ id }) => id)
  )
  const counts = countBy(
    history.accepted.filter(({ delivery_id }) => !service.has(delivery_id)),
    ({ to, at }) => `${to.toLowerCase()} on ${day.format(new Date(at))}`
  )
  const most = Math.min(
    ...history.caps
      .filter(({ channel, days }) => channel === "email" && days === 1)
      .map(({ max }) => max)
  )
  return [...counts]
    .filter(([, count]) => count > most)
    .map(([whom, count]) => ({
      invariant: "I5",
      message: `${count} marketing mails went to ${whom}, allowed are ${most}`,
    }))
}

/** I8: what the processes print names no shopper. */
export const logsNameNobody = ({ leaks }: History): readonly Violation[] =>
  leaks.map((line) => ({ invariant: "I8", message: `the log names a shopper: ${line}` }))

/** I7: after healing no row is leased, waiting or stuck in sending. */
export function nothingStaysLeased(history: History): readonly Violation[] {
  return [
    ...history.inbox
      .filter((event) => event.status === "pending" || event.locked_until !== null)
      .map((event) => `event ${event.id} is ${event.status}, leased until ${event.locked_until}`),
    ...history.deliveries
      .filter((d) => d.state === "sending" || d.state === "queued" || d.locked_until !== null)
      .map((d) => `delivery ${d.id} is ${d.state}, leased until ${d.locked_until}`),
  ].map((message) => ({ invariant: "I7", message: `${message} (now ${history.now})`, heals: true }))
}

function countBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  }
  return counts
}
