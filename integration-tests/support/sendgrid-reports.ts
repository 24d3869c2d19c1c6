import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto"

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })

/** The verification key of these tests, for the environment of the shop. */
export const VERIFICATION_KEY = publicKey.export({ format: "der", type: "spki" }).toString("base64")

export type SendgridEvent = Readonly<Record<string, unknown>>

let serial = 0
/** One beginning for all: the second may turn between two events of a test. */
const BEGUN = Math.floor(Date.now() / 1000)

/** An event about a delivery, with an id of its own; `at` counts seconds from the beginning of the tests. */
export const sendgridEvent = (
  delivery_id: string,
  event: string,
  { at = 0, ...more }: { readonly at?: number; readonly [field: string]: unknown } = {}
): SendgridEvent => ({
  email: "somebody@shop.example",
  timestamp: BEGUN + at,
  event,
  sg_event_id: `event-${(serial += 1)}`,
  sg_message_id: "message.recvd-0-0",
  kairos_delivery_id: delivery_id,
  kairos_attempt: "1",
  ...more,
})

/** The headers with which SendGrid sends this body. */
export function signedHeaders(
  body: string,
  {
    age = 0,
    key = privateKey,
    timestamp = String(Math.floor(Date.now() / 1000) - age),
  }: { readonly age?: number; readonly key?: KeyObject; readonly timestamp?: string } = {}
): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    "X-Twilio-Email-Event-Webhook-Signature": createSign("sha256")
      .update(timestamp)
      .update(body)
      .sign(key, "base64"),
    "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
  }
}
