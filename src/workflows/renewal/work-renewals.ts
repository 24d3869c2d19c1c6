import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NewEvent } from "../../core/event/event"
import { type NextStep, nextStep } from "../../core/renewal/next-step"
import { after, chargeAt } from "../../core/renewal/schedule-renewal"
import { lookAgainAt } from "../../core/renewal/stagger"
import type { DueRenewal, RenewalChange } from "../../modules/kairos-renewal/renewals"
import {
  coming,
  type RenewalRow,
  type SubscriptionRow,
  toRenewal,
  toSubscription,
} from "../../modules/kairos-renewal/rows"
import { sentNotices } from "../../read-models/sent-notices"
import { switchable } from "../../read-models/switchable"
import { databaseNow } from "../support/database-now"
import { faultPoint } from "../support/fault-points"
import type { Runtime } from "../support/runtime"
import { settleGrants } from "./grants"
import { eventId, subscriptionEvent } from "./subscription-events"

const PAGE = 1000
/** A worker that dies leaves its single pieces of work to the next one, so much later. */
const LEASE_MINUTES = 10

export type SingleStep = "quote" | "charge" | "settle"
export type Single = {
  readonly kind: SingleStep
  readonly subscription_id: string
  readonly period_index: number
}
export type RenewalCounts = Readonly<Record<NextStep["kind"] | "noticed", number>>

type Ledgers = Pick<Runtime, "knex" | "renewal" | "automation">
type Page = {
  readonly changes: RenewalChange[]
  readonly events: NewEvent[]
  readonly lapsed: string[]
  readonly singles: Single[]
}

/**
 * Does what is due about all renewals: notices that left are taken note of, notices that are due are made, whoever let a
 * subscription pass is let go. A page of a thousand costs a handful of statements; what costs a cart or a payment is done
 * one by one by `single`, after the page is committed.
 */
export async function workRenewals(
  runtime: Ledgers,
  single: (work: Single) => Promise<void>
): Promise<RenewalCounts> {
  const counts = { ...NOTHING, noticed: await takeNoteOfNotices(runtime) }
  for (;;) {
    const page = await workPage(runtime, counts)
    for (const work of page.singles) {
      if (runtime.automation.stopping) {
        return counts
      }
      await single(work)
    }
    if (page.looked < PAGE) {
      return counts
    }
  }
}

const NOTHING: Record<NextStep["kind"] | "noticed", number> = {
  wait: 0,
  quote: 0,
  notify: 0,
  ask: 0,
  charge: 0,
  settle: 0,
  lapse: 0,
  none: 0,
  noticed: 0,
}

async function takeNoteOfNotices({ knex, renewal }: Ledgers): Promise<number> {
  let noted = 0
  for (;;) {
    const sent = await sentNotices(knex, PAGE)
    const marked = await knex.transaction((trx) => renewal.renewals.markNoticed(trx, sent))
    noted += marked
    if (sent.length < PAGE || marked === 0) {
      return noted
    }
  }
}

async function workPage(runtime: Ledgers, counts: typeof NOTHING) {
  const page: Page = { changes: [], events: [], lapsed: [], singles: [] }
  const { staggerMinutes } = runtime.automation.options.renewals
  const looked = await runtime.knex.transaction(async (trx) => {
    const now = await databaseNow(trx)
    const due = await runtime.renewal.renewals.takeDue(trx, PAGE)
    const steps = due.map((one) => ({
      one,
      step: nextStep(
        toRenewal(one.renewal),
        toSubscription(coming(one.subscription)),
        now.toISOString()
      ),
    }))
    const told = steps.filter(({ step }) => step.kind === "notify")
    const offered = await switchable(
      trx,
      told.map(({ one }) => one.subscription.id)
    )
    for (const { one, step } of steps) {
      counts[step.kind] += 1
      note(page, one, step, { now, staggerMinutes, offered })
    }
    await runtime.renewal.renewals.change(trx, page.changes)
    await lapse(runtime, trx, page.lapsed)
    await runtime.automation.inbox.insert(page.events, trx)
    await faultPoint("renewals_before_commit")
    return due.length
  })
  return { ...page, looked }
}

/** What a step means for the ledger, gathered so that the page is written at once. */
function note(
  page: Page,
  { renewal, subscription: row }: DueRenewal,
  step: NextStep,
  {
    now,
    staggerMinutes,
    offered,
  }: {
    readonly now: Date
    readonly staggerMinutes: number
    /** What may become something else. */
    readonly offered: ReadonlySet<string>
  }
): void {
  const subscription = coming(row)
  const until = (at: string): string =>
    lookAgainAt(at, toRenewal(renewal), toSubscription(subscription), staggerMinutes)
  const { subscription_id, period_index } = renewal
  const key = { subscription_id, period_index }
  const soon = after(now.toISOString(), LEASE_MINUTES / 1440)
  switch (step.kind) {
    case "wait":
      page.changes.push({ ...key, reason: step.reason, look_at: until(step.until) })
      return
    case "none":
      page.changes.push({ ...key, look_at: null })
      return
    case "quote":
    case "charge":
    case "settle":
      page.changes.push({ ...key, look_at: soon })
      page.singles.push({ kind: step.kind, ...key })
      return
    case "notify": {
      const moment = period_index === 0 ? "trial_ending" : "expiring"
      const round = renewal.notice_round + 1
      const told = { ...renewal, due_at: dateToTell(renewal, subscription, round, now) }
      // A date that was put off is told anew; put back, what was told of it counts.
      const moved = row.moves.find(({ index }) => index === period_index)
      const series = [period_index, round, ...(moved === undefined ? [] : [moved.date])]
      const event = {
        moment,
        ...(row.switch_to === null
          ? { subscription, renewal: told, key: series.join(":") }
          : {
              subscription: named(subscription, row),
              renewal: { ...told, reason: told.reason ?? "switched" },
              key: [...series, Date.parse(row.switch_to.at)].join(":"),
            }),
        may_switch: offered.has(row.id),
        now,
      } as const
      page.events.push(subscriptionEvent(event))
      page.changes.push({
        ...key,
        notice_round: round,
        notice_made_at: now.toISOString(),
        notice_event_id: eventId(moment, subscription_id, event.key),
        look_at: soon,
      })
      return
    }
    case "ask":
      page.events.push(
        subscriptionEvent({
          moment: "dormant",
          subscription,
          renewal,
          key: String(period_index),
          now,
        })
      )
      page.changes.push({ ...key, asked_at: now.toISOString(), look_at: now.toISOString() })
      return
    case "lapse":
      page.lapsed.push(subscription_id)
      page.events.push(
        subscriptionEvent({
          moment: "expired",
          subscription: row,
          renewal: { ...renewal, reason: step.reason },
          key: "",
          now,
        })
      )
      page.changes.push({ ...key, state: "lapsed", reason: step.reason, look_at: null })
  }
}

/** Where nothing is charged by itself, what ends is what they have; where it is, what is paid for is what comes. */
const named = (subscription: SubscriptionRow, row: SubscriptionRow): SubscriptionRow =>
  subscription.auto_renew_since !== null
    ? subscription
    : { ...subscription, plan_name: row.plan_name, title: row.title }

/** A notice that is late moves the charge: it tells the day on which it will be charged, not the one that cannot be kept. */
function dateToTell(
  renewal: RenewalRow,
  subscription: SubscriptionRow,
  notice_round: number,
  now: Date
): Date {
  if (subscription.auto_renew_since === null) {
    return renewal.due_at
  }
  const noticed = { ...toRenewal(renewal), notice_round, noticed_at: now.toISOString() }
  const at = chargeAt(toSubscription(subscription), noticed)
  return at === null ? renewal.due_at : new Date(at)
}

async function lapse({ renewal }: Ledgers, trx: Knex, ids: readonly string[]): Promise<void> {
  for (const id of [...ids].sort()) {
    await renewal.subscriptions.change(trx, id, { status: "lapsed", switch_to: null })
  }
}

/**
 * Subscriptions whose paid time is over, for good or for a pause: their holders lose what they granted. What a process that died
 * left of others is put right as well.
 */
export async function endSubscriptions(runtime: Runtime): Promise<number> {
  const { subscriptions } = runtime.renewal
  await letGo(runtime, (trx) => subscriptions.rest(trx, PAGE))
  const ended = await letGo(runtime, (trx) => subscriptions.end(trx, PAGE))
  await settleGrants(runtime)
  return ended
}

async function letGo(
  runtime: Runtime,
  take: (trx: Knex) => Promise<readonly SubscriptionRow[]>
): Promise<number> {
  let ended = 0
  for (;;) {
    const rows = await runtime.knex.transaction(take)
    ended += rows.length
    if (rows.length < PAGE) {
      return ended
    }
  }
}
