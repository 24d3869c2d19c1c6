import { createCipheriv, createHmac, randomBytes } from "node:crypto"
import { deflateRawSync, inflateRawSync } from "node:zlib"
import { compactDecrypt, jwtVerify, SignJWT, type JWTPayload } from "jose"
import type { ResolvedOptions } from "../../options/options"

/** What a link may be used for. A token for one is no token for another (it is the token's audience). */
export type TokenPurpose = "unsubscribe" | "preferences" | "confirm" | "cart" | (string & {})

export type VerifiedToken = {
  /** An opaque id, never an address: links end up in logs and histories. */
  readonly subject: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly issued_at: Date
}

type Secrets = Pick<ResolvedOptions, "secret" | "previousSecrets">

const SIGNATURE = "HS256"
const TOKEN_LIMIT = 4096
/** What a sealed decision may weigh, unpacked: far more than any, and no bomb. */
const DECISION_LIMIT = 64 * 1024

/**
 * Signs a link's token with the current secret.
 * @param expires after which the link no longer counts; unsubscribing never expires (requirement B-07).
 */
export async function signToken(
  options: Secrets,
  purpose: TokenPurpose,
  subject: string,
  payload: Readonly<Record<string, unknown>> = {},
  expires?: Date
): Promise<string> {
  const token = new SignJWT({ ...payload })
    .setProtectedHeader({ alg: SIGNATURE, kid: keyId(options.secret) })
    .setSubject(subject)
    .setAudience(purpose)
    .setIssuedAt()
  if (expires !== undefined) {
    token.setExpirationTime(expires)
  }
  return token.sign(deriveKey(options.secret, "link"))
}

/**
 * What a token says, or null: altered, expired, for another purpose, signed with another algorithm or by another shop.
 * Callers answer all of these alike (requirement C-08).
 */
export async function verifyToken(
  options: Secrets,
  purpose: TokenPurpose,
  token: unknown
): Promise<VerifiedToken | null> {
  if (typeof token !== "string" || token.length > TOKEN_LIMIT) {
    return null
  }
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => linkKey(options, kid), {
      algorithms: [SIGNATURE],
      audience: purpose,
      requiredClaims: ["sub", "aud", "iat"],
    })
    const { sub, iat, ...rest } = payload as JWTPayload & { sub: string; iat: number }
    // Clocks are read in clock.ts alone; this one only turns the token's seconds into a date.
    return { subject: sub, payload: rest, issued_at: new Date(iat * 1000) }
  } catch {
    return null
  }
}

/** A small window and little memory: setting up the usual ones costs more than packing a decision. */
const PACKING = { level: 3, windowBits: 12, memLevel: 5, chunkSize: 4096 }
const NONCE_BYTES = 12

/**
 * Makes an id of on-site content that carries its whole decision, unreadable to the browser, without a write: a compact JWE
 * (RFC 7516, `dir` and A256GCM). Written here at once, because a page waits for it: Web Crypto gives each kilobyte to another
 * thread and takes seven times as long. What is read back is read by jose.
 */
export function sealDecision(options: Secrets, payload: unknown): string {
  const header = base64url(
    JSON.stringify({ alg: "dir", enc: "A256GCM", kid: keyId(options.secret) })
  )
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv("aes-256-gcm", deriveKey(options.secret, "decision"), nonce)
  cipher.setAAD(Buffer.from(header))
  const packed = deflateRawSync(JSON.stringify(payload), PACKING)
  const sealed = Buffer.concat([cipher.update(packed), cipher.final()])
  return [header, "", ...[nonce, sealed, cipher.getAuthTag()].map(base64url)].join(".")
}

const base64url = (bytes: string | Buffer): string => Buffer.from(bytes).toString("base64url")

/** The decision that an id of on-site content carries, or null when it is not one of ours. */
export async function openDecision<T = unknown>(
  options: Secrets,
  token: unknown
): Promise<T | null> {
  if (typeof token !== "string" || token.length > DECISION_LIMIT) {
    return null
  }
  try {
    const { plaintext } = await compactDecrypt(
      token,
      ({ kid }) => deriveKey(secretOf(options, kid), "decision"),
      { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] }
    )
    return JSON.parse(
      inflateRawSync(plaintext, { maxOutputLength: DECISION_LIMIT }).toString("utf8")
    ) as T
  } catch {
    return null
  }
}

function linkKey(options: Secrets, kid: string | undefined): Uint8Array {
  return deriveKey(secretOf(options, kid), "link")
}

function secretOf(options: Secrets, kid: string | undefined): string {
  const secret = [options.secret, ...options.previousSecrets].find((own) => keyId(own) === kid)
  if (secret === undefined) {
    throw new Error("the token names a key that is not one of ours")
  }
  return secret
}

/** Names a secret without giving any of it away, so that several can count at once (key rotation). */
const keyId = (secret: string): string =>
  Buffer.from(deriveKey(secret, "id")).toString("base64url").slice(0, 11)

const keys = new Map<string, Uint8Array>()

/** One key per use: a link's key cannot open a decision, nor a leaked hash sign a link. */
function deriveKey(secret: string, use: "link" | "decision" | "id"): Uint8Array {
  const name = `${use}:${secret}`
  let key = keys.get(name)
  if (key === undefined) {
    key = new Uint8Array(createHmac("sha256", secret).update(`kairos/${use}/1`).digest())
    keys.set(name, key)
  }
  return key
}
