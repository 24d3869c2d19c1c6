import { Modules } from "@medusajs/framework/utils"
import type { Coupon } from "../../core/coupon/coupon"
import type { DeliveryRow, Ending } from "../../modules/kairos-automation/deliveries"
import { type ComposedMessage, composeMessage, isUnwritable } from "../messages/compose"
import { backoffSeconds } from "../support/backoff"
import { faultPoint } from "../support/fault-points"
import type { Runtime } from "../support/runtime"
import { pauseChannel } from "./channel-pause"
import { type Claimed, claimDelivery } from "./claim-delivery"
import { classifyFault } from "./classify-fault"
import { waitForSendSlot } from "./send-slot"
import { afterUnknown } from "./unknown"

/** Transient failures end after so many attempts; a person can ask for more. */
const MAX_ATTEMPTS = 8
/** A provider that does not answer within this time may have sent or not: the outcome is unknown. */
const PROVIDER_TIMEOUT_MS = 30_000

/** Executes one leased delivery: the last check, the coupon's birth, the provider, the outcome. */
export async function deliverOne(runtime: Runtime, row: DeliveryRow): Promise<void> {
  const claimed = await claimDelivery(runtime, row)
  if (claimed === null) {
    return
  }
  await faultPoint("after_commit_before_provider")
  const ending = await send(runtime, row, claimed)
  if (ending === null) {
    return
  }
  await faultPoint("after_provider_before_commit")
  await close(runtime, row, claimed, ending)
}

/** @returns null when the lease ran out before anything left: then the delivery is somebody else's. */
async function send(runtime: Runtime, row: DeliveryRow, claimed: Claimed): Promise<Ending | null> {
  let message: ComposedMessage
  try {
    message = await composeMessage(runtime, {
      delivery: row,
      template_id: String(row.action.args.template_id),
      subject: claimed.subject,
      coupons: claimed.coupons,
      marketing_allowed: claimed.marketing_allowed,
    })
  } catch (error) {
    const text = `the message could not be written: ${messageOf(error)}`
    // A fault of the moment, such as the database's: nothing has left, so trying again is safe.
    return isUnwritable(error) || claimed.attempt >= MAX_ATTEMPTS
      ? { state: "failed", outcome: "permanent", message: text }
      : {
          state: "queued",
          outcome: "transient",
          message: text,
          retry_in_seconds: backoffSeconds(claimed.attempt),
        }
  }
  await waitForSendSlot(runtime, row.channel)
  if (!(await runtime.automation.deliveries.markSendStarted(row))) {
    return null
  }
  try {
    const externalId = await callProvider(runtime, row, claimed.attempt, message)
    return { state: "sent", outcome: "sent", message: null, external_id: externalId }
  } catch (error) {
    return endingOf(runtime, row, claimed.attempt, error)
  }
}

async function callProvider(
  runtime: Runtime,
  row: DeliveryRow,
  attempt: number,
  message: ComposedMessage
): Promise<string | null> {
  const notifications = runtime.container.resolve(Modules.NOTIFICATION)
  const call = notifications.createNotifications({
    to: message.to,
    ...(message.from === null ? {} : { from: message.from }),
    channel: row.channel,
    template: "kairos",
    // Medusa keeps `data` for ever: nothing personal may stand in it.
    data: {},
    content: { subject: message.subject, html: message.html, text: message.text },
    provider_data: { headers: message.headers },
    resource_id: row.id,
    resource_type: "kairos_delivery",
    trigger_type: "kairos",
    // A fresh key per attempt: after a failure Medusa sends again with an equal key and then reports an error.
    idempotency_key: `${row.id}:${attempt}`,
  })
  const notification = await withTimeout(call, PROVIDER_TIMEOUT_MS)
  return notification?.external_id ?? null
}

async function endingOf(
  runtime: Runtime,
  row: DeliveryRow,
  attempt: number,
  error: unknown
): Promise<Ending> {
  const fault = classifyFault(error)
  switch (fault.kind) {
    case "permanent":
      return { state: "failed", outcome: "permanent", message: fault.message }
    case "channel":
      await pauseChannel(runtime, row.channel, fault.message)
      return { state: "queued", outcome: "transient", message: fault.message, retry_in_seconds: 0 }
    case "unknown":
      return afterUnknown(runtime, row, fault.message)
    case "transient":
      return attempt >= MAX_ATTEMPTS
        ? { state: "dead", outcome: "transient", message: fault.message }
        : {
            state: "queued",
            outcome: "transient",
            message: fault.message,
            retry_in_seconds: backoffSeconds(attempt, fault.retry_after_seconds),
          }
  }
}

async function close(
  runtime: Runtime,
  row: DeliveryRow,
  claimed: Claimed,
  ending: Ending
): Promise<void> {
  await runtime.knex.transaction(async (trx) => {
    const closed = await runtime.automation.deliveries.endAttempt(trx, row, claimed.attempt, ending)
    if (
      closed &&
      (ending.state === "failed" || ending.state === "dead") &&
      claimed.coupons.length > 0
    ) {
      await voidCoupons(runtime, trx, row, claimed.coupons)
    }
  })
}

/** A coupon that nobody was told of must not stay valid. */
async function voidCoupons(
  runtime: Runtime,
  trx: Parameters<Runtime["automation"]["coupons"]["voidByDelivery"]>[0],
  row: DeliveryRow,
  coupons: readonly Coupon[]
): Promise<void> {
  if (coupons.some((coupon) => coupon.delivery_id === row.id)) {
    await runtime.automation.coupons.voidByDelivery(trx, row.id, "not_delivered")
  }
}

async function withTimeout<T>(call: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the provider timed out")), ms)
  })
  try {
    return await Promise.race([call, timeout])
  } finally {
    clearTimeout(timer)
  }
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)
