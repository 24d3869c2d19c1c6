import { asPicture } from "../../core/content/kept-message"
import type { DeliveryDetailResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** What a delivery's message looked like; null where none was handed over, or it is not kept any more. */
export async function presentKeptMessage(
  { automation }: Runtime,
  deliveryId: string
): Promise<DeliveryDetailResponse["message"]> {
  const kept = await automation.keptMessages.read(deliveryId)
  if (kept === null) {
    return null
  }
  const { attempt, kept_at, locale, sender, subject, html, text } = kept
  return {
    attempt,
    at: kept_at.toISOString(),
    locale,
    sender,
    subject,
    html: html === "" ? null : asPicture(html),
    text,
  }
}
