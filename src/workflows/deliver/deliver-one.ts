import { Modules } from "@medusajs/framework/utils"
import type { ActionDefinition } from "../../core/catalog/definitions"
import { type KeptMessage, withoutSecrets } from "../../core/content/kept-message"
import type { Coupon } from "../../core/coupon/coupon"
import { refusedWay } from "../../core/decision/next-way"
import { note } from "../../core/text/note"
import type { DeliveryRow, Ending } from "../../modules/kairos-automation/delivery-rows"
import { type ComposedMessage, composeMessage, isUnwritable } from "../messages/compose"
import { emailProvider } from "../messages/header-support"
import { providerData } from "../messages/provider-data"
import { afterTrouble, backoffSeconds } from "../support/backoff"
import { isDatabaseTrouble } from "../support/database-trouble"
import { faultPoint } from "../support/fault-points"
import type { GiveWay } from "../support/give-way"
import type { Runtime } from "../support/runtime"
import { withTimeout } from "../support/with-timeout"
import { pauseChannel } from "./channel-pause"
import { type Claimed, claimDelivery } from "./claim-delivery"
import { classifyFault } from "./classify-fault"
import { sendCopy } from "./send-copy"
import { waitForSendSlot } from "./send-slot"
import { afterUnknown } from "./unknown"
import { waysOf } from "./way-now"

/** Transient failures end after so many attempts; a person can ask for more. */
const MAX_ATTEMPTS = 8
/** A provider that does not answer within this time may have sent or not: the outcome is unknown. */
const PROVIDER_TIMEOUT_MS = 30_000

/** Executes one leased delivery: the last check, the coupon's birth, the provider, the outcome. */
export async function deliverOne(
  runtime: Runtime,
  leased: DeliveryRow,
  giveWay: GiveWay
): Promise<void> {
  const claimed = await claimDelivery(runtime, leased)
  if (claimed === null) {
    return
  }
  const { row } = claimed
  await faultPoint("after_commit_before_provider")
  // Writing a message is work; what was sent is written down at once, whoever waits.
  await giveWay()
  const { ending, message } = await send(runtime, row, claimed)
  if (ending === null) {
    return
  }
  await faultPoint("after_provider_before_commit")
  await close(runtime, row, claimed, onNextWay(runtime, row, ending))
  if (ending.state === "sent" && message !== null) {
    await sendCopy(runtime, row, message)
  }
}

/** What one channel refuses for good goes on the next one that the step names (C9), where everything is asked again. */
function onNextWay(runtime: Runtime, row: DeliveryRow, ending: Ending): Ending {
  if (ending.state !== "failed" || ending.outcome !== "permanent") {
    return ending
  }
  const refused = refusedWay(waysOf(runtime, row), { ...row, detail: ending.message })
  return refused === null ? ending : { ...ending, state: "queued", refused, retry_in_seconds: 0 }
}

type Sent = {
  /** Null when the lease ran out before anything left: then the delivery is somebody else's. */
  readonly ending: Ending | null
  /** Null where none was written. */
  readonly message: ComposedMessage | null
}

async function send(runtime: Runtime, row: DeliveryRow, claimed: Claimed): Promise<Sent> {
  const execute = runtime.catalog.actions.get(row.action.code)?.execute
  if (execute !== undefined) {
    const ending = await leave(runtime, row, claimed.attempt, null, () =>
      runAction(runtime, row, claimed, execute)
    )
    return { ending, message: null }
  }
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
    return { ending: notWritten(claimed, error), message: null }
  }
  const ending = await leave(runtime, row, claimed.attempt, keptOf(runtime, message), () =>
    callProvider(runtime, row, claimed.attempt, message)
  )
  return { ending, message }
}

function notWritten({ attempt }: Pick<Claimed, "attempt">, error: unknown): Ending {
  if (isDatabaseTrouble(error)) {
    return nothingLeft()
  }
  const text = note("not_written", { text: messageOf(error) })
  // A fault of the moment, such as the database's: nothing has left, so trying again is safe.
  return isUnwritable(error) || attempt >= MAX_ATTEMPTS
    ? { state: "failed", outcome: "permanent", message: text }
    : {
        state: "queued",
        outcome: "transient",
        message: text,
        retry_in_seconds: backoffSeconds(attempt),
      }
}

/** What is kept of a message, for as long as the shop wants to read it again; null for not at all. */
function keptOf({ options }: Runtime, message: ComposedMessage): KeptMessage | null {
  const { subject, html, text, language: locale, from: sender } = message
  return options.retention.messageDays === 0
    ? null
    : withoutSecrets({ locale, sender, subject, html, text })
}

async function leave(
  runtime: Runtime,
  row: DeliveryRow,
  attempt: number,
  message: KeptMessage | null,
  call: () => Promise<string | null>
): Promise<Ending | null> {
  if (!(await waitForSendSlot(runtime, row.channel))) {
    // A process that stops begins no call that it may not have the time to wait for.
    return { ...nothingLeft(), retry_in_seconds: 0 }
  }
  const sent = message === null ? null : { attempt, message }
  if (!(await runtime.automation.deliveries.markSendStarted(row, sent))) {
    return null
  }
  try {
    const externalId = await call()
    return { state: "sent", outcome: "sent", message: null, external_id: externalId }
  } catch (error) {
    return isDatabaseTrouble(error)
      ? afterDatabaseTrouble(runtime, row, attempt)
      : endingOf(runtime, row, attempt, error)
  }
}

/**
 * Medusa writes its notification down before it calls the provider. The call has ended here, so where there is no such row nothing
 * has left, and the delivery may go later; where there is one, it is settled as one whose worker vanished.
 * @returns null when it stays `sending` until its lease is over
 */
async function afterDatabaseTrouble(
  runtime: Runtime,
  row: DeliveryRow,
  attempt: number
): Promise<Ending | null> {
  if (runtime.catalog.actions.get(row.action.code)?.execute !== undefined) {
    return null
  }
  const notifications = runtime.container.resolve(Modules.NOTIFICATION)
  const written = await notifications.listNotifications({
    idempotency_key: `${row.id}:${attempt}`,
  } as never)
  return written.length === 0 ? nothingLeft() : null
}

const nothingLeft = (): Ending => ({
  state: "queued",
  outcome: "abandoned",
  message: note("stopped_before"),
  retry_in_seconds: afterTrouble(),
})

/** The shop's own action. Its key is the same on every attempt: what it calls may then refuse to do it twice. */
async function runAction(
  runtime: Runtime,
  row: DeliveryRow,
  { subject, coupons, attempt }: Claimed,
  execute: NonNullable<ActionDefinition["execute"]>
): Promise<string | null> {
  const run = execute({
    args: row.action.args,
    subject,
    coupons: coupons.map(({ code, expires_at }) => ({ code, expires_at })),
    delivery_id: row.id,
    attempt,
    idempotency_key: row.id,
    resolve: (key) => runtime.container.resolve(key),
  })
  return (await withTimeout(run, PROVIDER_TIMEOUT_MS))?.external_id ?? null
}

async function callProvider(
  runtime: Runtime,
  row: DeliveryRow,
  attempt: number,
  message: ComposedMessage
): Promise<string | null> {
  const notifications = runtime.container.resolve(Modules.NOTIFICATION)
  const provider = row.channel === "email" ? await emailProvider(runtime) : null
  const call = notifications.createNotifications({
    to: message.to,
    ...(message.from === null ? {} : { from: message.from }),
    channel: row.channel,
    template: "kairos",
    // Medusa keeps `data` for ever: nothing personal may stand in it.
    data: {},
    content: { subject: message.subject, html: message.html, text: message.text },
    provider_data: providerData({ row, attempt, message, support: provider?.headers ?? null }),
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
  // What an action calls is not what the channel's other deliveries go through.
  const isOwnAction = runtime.catalog.actions.get(row.action.code)?.execute !== undefined
  switch (fault.kind) {
    case "permanent":
      return { state: "failed", outcome: "permanent", message: fault.message }
    case "channel":
      if (isOwnAction) {
        return transient(attempt, fault.message, 0)
      }
      await pauseChannel(runtime, row.channel, fault.message)
      return { state: "queued", outcome: "transient", message: fault.message, retry_in_seconds: 0 }
    case "unknown":
      return afterUnknown(runtime, row, fault.message, attempt)
    case "transient":
      if (fault.retry_after_seconds > 0 && !isOwnAction) {
        // It is asked of us, not of this message: the others would only be refused as well.
        await pauseChannel(runtime, row.channel, fault.message, fault.retry_after_seconds)
      }
      return transient(attempt, fault.message, fault.retry_after_seconds)
  }
}

function transient(attempt: number, message: string, retryAfterSeconds: number): Ending {
  return attempt >= MAX_ATTEMPTS
    ? { state: "dead", outcome: "transient", message }
    : {
        state: "queued",
        outcome: "transient",
        message,
        retry_in_seconds: backoffSeconds(attempt, retryAfterSeconds),
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

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)
