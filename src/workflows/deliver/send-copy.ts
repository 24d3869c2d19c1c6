import { Modules } from "@medusajs/framework/utils"
import { copyAddress } from "../../catalog/actions/send-message"
import { shopCopy } from "../../core/content/shop-copy"
import type { DeliveryRow } from "../../modules/kairos-automation/delivery-rows"
import type { ComposedMessage } from "../messages/compose"
import { providerData } from "../messages/provider-data"
import type { Runtime } from "../support/runtime"
import { withTimeout } from "../support/with-timeout"
import { waitForSendSlot } from "./send-slot"

const PROVIDER_TIMEOUT_MS = 30_000

/**
 * Sends the shop's copy of a mail that has left, where its automation wants one: a message of its own (ADR 17), without the headers of
 * unsubscribing and with nothing that acts for the person. It is sent once or, where the provider or this process fails, not at all, and
 * what becomes of it says nothing of the person's message: its reports name no delivery.
 */
export async function sendCopy(
  runtime: Runtime,
  row: Pick<DeliveryRow, "id" | "channel" | "action">,
  message: ComposedMessage
): Promise<void> {
  const to = row.channel === "email" ? copyAddress(row.action.args, runtime.options.copies) : null
  if (to === null) {
    return
  }
  const { html, text, subject } = shopCopy(
    { ...message, locale: message.language, sender: message.from },
    row.id
  )
  try {
    if (!(await waitForSendSlot(runtime, row.channel))) {
      return
    }
    const call = runtime.container.resolve(Modules.NOTIFICATION).createNotifications({
      to,
      ...(message.from === null ? {} : { from: message.from }),
      channel: row.channel,
      template: "kairos",
      data: {},
      content: { subject, html, text },
      provider_data: providerData({
        row,
        attempt: 1,
        message: { to, headers: {} },
        support: null,
      }),
      resource_id: row.id,
      // Not the delivery's own: a report on the copy must not be read as one on the person's address.
      resource_type: "kairos_copy",
      trigger_type: "kairos",
      idempotency_key: `${row.id}:copy`,
    })
    await withTimeout(call, PROVIDER_TIMEOUT_MS)
  } catch {
    // Without the provider's words: they may name the address.
    runtime.logger.warn(`kairos: the copy of the delivery ${row.id} for the shop could not be sent`)
  }
}
