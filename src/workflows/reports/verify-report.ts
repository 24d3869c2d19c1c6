import { verify } from "node:crypto"
import { databaseNow } from "../support/database-now"
import type { Runtime } from "../support/runtime"

export type SignedReport = {
  readonly signature: string | undefined
  readonly timestamp: string | undefined
  /** The bytes as they came: what a parser makes of them would be signed differently. */
  readonly body: Buffer | undefined
}

/**
 * Whether SendGrid said this, and now (B-24): an ECDSA signature over timestamp and body, not older or newer than the
 * option allows, by the database's clock.
 */
export async function isVerifiedReport(
  runtime: Runtime,
  { signature, timestamp, body }: SignedReport
): Promise<boolean> {
  const { webhookPublicKey, webhookToleranceSeconds } = runtime.options.sendgrid ?? {}
  if (
    webhookPublicKey === undefined ||
    webhookToleranceSeconds === undefined ||
    signature === undefined ||
    body === undefined ||
    !/^\d{1,12}$/.test(timestamp ?? "")
  ) {
    return false
  }
  const key = { key: Buffer.from(webhookPublicKey, "base64"), format: "der", type: "spki" } as const
  const signed = Buffer.concat([Buffer.from(timestamp as string), body])
  if (!verifies(signed, key, Buffer.from(signature, "base64"))) {
    return false
  }
  const now = await databaseNow(runtime.knex)
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= webhookToleranceSeconds
}

function verifies(signed: Buffer, key: Parameters<typeof verify>[2], signature: Buffer): boolean {
  try {
    return verify("sha256", signed, key, signature)
  } catch {
    // What is no signature at all.
    return false
  }
}
