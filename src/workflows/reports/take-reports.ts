import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { refusedWay } from "../../core/decision/next-way"
import type { Report } from "../../core/report/report"
import { readSendgridEvent } from "../../core/report/sendgrid-event"
import type { Settled } from "../../modules/kairos-automation/reports"
import { waysOf } from "../deliver/way-now"
import { databaseNow } from "../support/database-now"
import { breakOnComplaints } from "./complaint-breaker"
import type { Runtime } from "../support/runtime"

export type TakenReports = {
  /** New ones, about deliveries of ours. */
  readonly taken: number
  /** Those that were here already, and those about nothing of ours. */
  readonly ignored: number
}

const BATCH = 1000
const PROVIDER = "sendgrid"
const CHANNEL = "email"

/** So many messages that a server would not take now, in so many days, pause the address for a while (B-25). */
const SOFT_BOUNCES = { least: 3, days: 30 }
const PAUSE_DAYS = 14

/**
 * Takes what SendGrid reports, in any order and however often (B-24). An event that cannot be read stops no other. Each
 * batch is one transaction: reports, suppressions and what becomes of the deliveries commit together.
 */
export async function takeReports(
  runtime: Runtime,
  events: readonly unknown[]
): Promise<TakenReports> {
  const reports = events.map(readSendgridEvent).filter((report) => report !== null)
  let taken = 0
  for (let at = 0; at < reports.length; at += BATCH) {
    taken += await takeBatch(runtime, reports.slice(at, at + BATCH))
  }
  if (taken > 0 && reports.some(({ kind }) => kind === "complained")) {
    await breakOnComplaints(runtime)
  }
  return { taken, ignored: events.length - taken }
}

async function takeBatch(runtime: Runtime, batch: readonly Report[]): Promise<number> {
  return runtime.knex.transaction(async (trx) => {
    const fresh = new Set(await runtime.automation.reports.insert(trx, PROVIDER, batch))
    const news = batch.filter(({ id }) => fresh.has(id))
    if (news.length > 0) {
      await applyReports(runtime, trx, news)
    }
    return fresh.size
  })
}

async function applyReports(runtime: Runtime, trx: Knex, news: readonly Report[]): Promise<void> {
  // People before deliveries: a claim locks them in that order, too.
  await runtime.consent.suppressAll(
    trx,
    news.flatMap(({ email, suppresses }) =>
      suppresses === null ? [] : [{ email, channel: CHANNEL, cause: suppresses, source: PROVIDER }]
    )
  )
  await pauseSoftBouncing(runtime, trx, news)
  await settleReported(
    runtime,
    trx,
    news.map(({ delivery_id }) => delivery_id)
  )
  const clicked = news.filter(({ kind }) => kind === "clicked" || kind === "delivered")
  await runtime.automation.reports.markMachines(
    trx,
    clicked.map(({ delivery_id }) => delivery_id)
  )
}

async function pauseSoftBouncing(
  runtime: Runtime,
  trx: Knex,
  news: readonly Report[]
): Promise<void> {
  const soft = news.filter(({ kind }) => kind === "deferred" || kind === "soft_bounced")
  if (soft.length === 0) {
    return
  }
  const emails = await runtime.automation.reports.softBouncing(
    trx,
    soft.map(({ delivery_id }) => delivery_id),
    SOFT_BOUNCES
  )
  const until = new Date((await databaseNow(trx)).getTime() + PAUSE_DAYS * 86_400_000)
  await runtime.consent.suppressAll(
    trx,
    emails.map((email) => ({
      email,
      channel: CHANNEL,
      cause: "soft_bounces",
      source: PROVIDER,
      until,
    }))
  )
}

/**
 * Lets reports decide; what was lost goes on the next way of its step, or else takes its coupons along, because nobody was told of
 * them.
 */
async function settleReported(runtime: Runtime, trx: Knex, ids: readonly string[]): Promise<void> {
  const settled = await runtime.automation.reports.settle(trx, CHANNEL, ids)
  const lost: string[] = []
  for (const one of settled) {
    if (one.state === "failed" && !(await goesOn(runtime, trx, one)) && one.has_coupons) {
      lost.push(one.id)
    }
  }
  if (lost.length > 0) {
    await runtime.automation.coupons.voidByDeliveries(trx, lost, "not_delivered")
  }
}

async function goesOn(runtime: Runtime, trx: Knex, lost: Settled): Promise<boolean> {
  const refused = refusedWay(waysOf(runtime, lost), lost)
  return refused !== null && (await runtime.automation.deliveries.goOn(trx, lost.id, refused))
}

/** Reports that came before the worker had written down what it sent (F34). @returns how many deliveries */
export async function settleOpenReports(runtime: Runtime): Promise<number> {
  const ids = await runtime.automation.reports.open(BATCH)
  await runtime.knex.transaction((trx) => settleReported(runtime, trx, ids))
  return ids.length
}
