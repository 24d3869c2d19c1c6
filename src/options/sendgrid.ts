import { createPublicKey } from "node:crypto"
import { z } from "@medusajs/framework/zod"

/** What SendGrid's keys look like; the key itself never stands in a message. */
const API_KEY = /^SG\.[\w-]{16,64}\.[\w-]{16,128}$/

/** Below the thirty seconds after which the ledger gives an attempt up, so that the provider says why. */
const LONGEST_TIMEOUT_MS = 25_000

const wholeBetween = (least: number, most: number) =>
  z
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be a whole number from ${least} to ${most}`)
    .max(most, `must be a whole number from ${least} to ${most}`)

const sendingShape = {
  /** With the permission "Mail Send"; keep it out of the repository. */
  apiKey: z
    .string()
    .regex(
      API_KEY,
      "must be a key of SendGrid, which looks like SG.xxxxxx.xxxxxx; make one under Settings > API Keys, with the permission Mail Send"
    )
    .optional(),
  /** Where SendGrid's API answers; `https://api.eu.sendgrid.com` keeps data in the European Union. */
  baseUrl: z
    .string()
    .regex(
      /^https?:\/\/[^\s/@]+$/,
      "must be an address such as https://api.sendgrid.com without a path"
    )
    .optional(),
  /** How long one request may take before it is cut off; then nobody knows whether the mail left. */
  timeoutMs: wholeBetween(100, LONGEST_TIMEOUT_MS).optional(),
  /** Whether SendGrid rewrites links to count clicks; the account's own setting where nothing is said. */
  clickTracking: z.boolean().optional(),
  /** Whether SendGrid puts a pixel into mails to count openings; the account's own setting where nothing is said. */
  openTracking: z.boolean().optional(),
}

/** The plugin's option `sendgrid`: what sends, and what proves that a report comes from SendGrid. */
export const sendgridSchema = z.strictObject({
  ...sendingShape,
  /** The verification key of SendGrid's Event Webhook, as its settings show it. Without it no report is taken. */
  webhookPublicKey: z
    .string()
    .refine(isSigningKey, {
      message:
        "must be the verification key of SendGrid's Event Webhook: base64 that begins with MFkw; copy it from Settings > Mail Settings > Event Webhook",
    })
    .optional(),
  /** How far a report's time may be from the database's clock. */
  webhookToleranceSeconds: wholeBetween(1, 86_400).default(300),
})

/** Options of the notification provider itself; they win over the plugin's. Medusa reads `channels`. */
export const sendgridProviderSchema = z.strictObject({
  ...sendingShape,
  channels: z.array(z.string()).optional(),
  /** Sends what has no sender of its own, such as mails that the shop's own code sends. */
  from: z.string().min(3).optional(),
})

/** An elliptic curve key P-256, as SendGrid signs with. */
function isSigningKey(value: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(value, "base64"), format: "der", type: "spki" })
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1"
  } catch {
    return false
  }
}
