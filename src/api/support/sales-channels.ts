import type { MedusaRequest } from "@medusajs/framework/http"

/** The sales channels that the request's publishable key opens; Medusa puts them there before any handler (C-11). */
export function salesChannelsOf(req: MedusaRequest): readonly string[] {
  const { publishable_key_context: key } = req as {
    publishable_key_context?: { sales_channel_ids?: readonly string[] }
  }
  return key?.sales_channel_ids ?? []
}
