import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { InboxRow } from "../../modules/kairos-automation/inbox"
import type { MarketingEvent } from "../../core/event/event"
import { settleCouponsOfOrder } from "../coupons/settle-order"
import { recordOrders } from "../profile/backfill-orders"
import { startSubscriptions } from "../renewal/start-subscriptions"
import { backoffSeconds } from "../support/backoff"
import { correlated } from "../support/correlation"
import { isDatabaseTrouble } from "../support/database-trouble"
import { faultPoint } from "../support/fault-points"
import type { GiveWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { readShopSettings } from "../support/shop-settings"
import { decideEvent } from "./decide-event"
import { hydrateEvent } from "./hydrate-event"

/** `idle`: it leads to nothing; whoever claimed it closes it, with the others of its batch. */
export type Processed = "done" | "idle" | "failed" | "lost" | "database_trouble"

/**
 * One event from claim to commit: read what it was about, fold it into the profile, decide, and close the inbox row in
 * the transaction that holds the decisions. A failure gives the event back and never touches another one.
 * @param giveWay called between its parts
 */
export function processEvent(
  runtime: Runtime,
  row: InboxRow,
  giveWay: GiveWay
): Promise<Processed> {
  return correlated({ event_id: row.id }, () => processed(runtime, row, giveWay))
}

async function processed(runtime: Runtime, row: InboxRow, giveWay: GiveWay): Promise<Processed> {
  try {
    const hydrated = await hydrateEvent(runtime, row)
    if (hydrated.kind === "missing") {
      throw new MissingSubject(`${row.name}: "${row.entity_id}" does not exist (yet)`)
    }
    if (hydrated.kind === "ignore") {
      return "idle"
    }
    // A checkout that began meanwhile goes first; between two transactions, never in one.
    await giveWay()
    await applyToProfile(runtime, hydrated.event)
    await giveWay()
    return await decideAndClose(runtime, row, hydrated.event)
  } catch (error) {
    if (error instanceof LeaseLost) {
      return "lost"
    }
    if (isDatabaseTrouble(error)) {
      return "database_trouble"
    }
    const cause = error instanceof Error ? error : new Error(String(error))
    runtime.logger.warn(`kairos: event ${row.id} failed (attempt ${row.attempts}): ${cause.name}`)
    await runtime.automation.inbox.fail(
      row,
      { class: cause.name, message: cause.message },
      backoffSeconds(row.attempts)
    )
    return "failed"
  }
}

async function applyToProfile(runtime: Runtime, event: MarketingEvent): Promise<void> {
  const order = event.snapshot.order
  if (order === undefined) {
    return
  }
  await recordOrders(runtime, [order.id])
  await startSubscriptions(runtime, order.id)
  await settleCouponsOfOrder(runtime, {
    id: order.id,
    email: event.email,
    customer_id: event.customer_id,
    promo_codes: order.promo_codes,
    created_at: order.created_at,
  })
}

async function decideAndClose(
  runtime: Runtime,
  row: InboxRow,
  event: MarketingEvent
): Promise<Processed> {
  const settings = await readShopSettings(runtime)
  return runtime.knex.transaction(async (trx) => {
    if (await isOfErased(runtime, trx, event)) {
      await runtime.automation.inbox.forget(trx, row)
      return "done" as const
    }
    await decideEvent(runtime, trx, { event, now: row.claimed_at, settings })
    await faultPoint("after_decision_before_done")
    const closed = await runtime.automation.inbox.finish(trx, row, {
      snapshot: event.snapshot,
      customer_id: event.customer_id,
      email: event.email,
    })
    if (!closed) {
      // Another worker took the lease over: its decisions stand, ours are rolled back.
      throw new LeaseLost(row.id)
    }
    return "done" as const
  })
}

/**
 * Whether it happened to somebody before they were erased. What a job finds about an erased person counts as older, too, until
 * they bought again: Medusa's row of the customer is there, and jobs go by that.
 */
async function isOfErased(runtime: Runtime, trx: Knex, event: MarketingEvent): Promise<boolean> {
  const stranger =
    event.source === "job" &&
    event.customer_id !== null &&
    (await runtime.profile.readProfile(event.customer_id, trx)) === null
  const occurred_at = stranger ? LONG_AGO : event.occurred_at
  return (await runtime.consent.erasures.without([{ ...event, occurred_at }], trx)).length === 0
}

const LONG_AGO = "1900-01-01T00:00:00.000Z"

class MissingSubject extends Error {
  override readonly name = "MissingSubject"
}

class LeaseLost extends Error {
  override readonly name = "LeaseLost"
}
