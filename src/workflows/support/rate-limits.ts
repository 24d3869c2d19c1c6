import { createHash } from "node:crypto"
import { isIPv6 } from "node:net"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { runtimeOf } from "./runtime"

/** At most `points` within `seconds` of the first one. Counted in Postgres: all instances share the count (C-12). */
export type RateLimit = {
  readonly name: string
  readonly points: number
  readonly seconds: number
}

const limiters = new WeakMap<Knex, Map<string, RateLimiterPostgres>>()

/** Seconds until the key may go on, 0 when it may now. Spends nothing. */
export async function secondsToWait(knex: Knex, limit: RateLimit, key: string): Promise<number> {
  const spent = await limiterOf(knex, limit).get(hashed(key))
  return spent !== null && spent.consumedPoints >= limit.points
    ? Math.max(1, Math.ceil(spent.msBeforeNext / 1000))
    : 0
}

/** Counts `points` for the key, also beyond the limit. */
export async function spendPoints(
  knex: Knex,
  limit: RateLimit,
  key: string,
  points = 1
): Promise<void> {
  await limiterOf(knex, limit).penalty(hashed(key), points)
}

/** Counts `points` and says in the same statement how many seconds are to wait; 0 when the limit is not reached. */
export async function takePoints(
  knex: Knex,
  limit: RateLimit,
  key: string,
  points = 1
): Promise<number> {
  try {
    await limiterOf(knex, limit).consume(hashed(key), points)
    return 0
  } catch (refused) {
    if (refused instanceof RateLimiterRes) {
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    }
    throw refused
  }
}

/** `takePoints` of several limits: all are counted, and the longest wait counts. */
export async function takeEach(
  knex: Knex,
  keys: readonly (readonly [RateLimit, string])[]
): Promise<number> {
  return Math.max(...(await Promise.all(keys.map(([limit, key]) => takePoints(knex, limit, key)))))
}

/** 429 in Medusa's shape, with the seconds to wait. */
export function answerTooMany(res: MedusaResponse, seconds: number): void {
  res
    .status(429)
    .set("Retry-After", String(seconds))
    .json({
      type: "too_many_requests",
      message: `Too many attempts; try again in ${seconds} seconds.`,
    })
}

/**
 * The address of whoever asks: what the outermost of the shop's own proxies saw (option `proxies`). Each proxy appends the
 * address that it saw, so whatever a client writes into the header itself stands further left and is not read. An IPv6
 * subscriber holds a whole /64, so that is what counts.
 */
export function addressOf(req: MedusaRequest): string {
  const { proxies } = runtimeOf(req.scope).options
  return subscriberOf(
    seenAddress(req.headers["x-forwarded-for"], req.socket.remoteAddress, proxies)
  )
}

/** @param forwarded the header as it came, @param socket who is connected to this process */
export function seenAddress(
  forwarded: string | readonly string[] | undefined,
  socket: string | undefined,
  proxies: number
): string {
  const header = typeof forwarded === "string" ? forwarded : (forwarded ?? []).join(",")
  const chain = [...header.split(","), socket ?? ""].map((part) => part.trim()).filter(Boolean)
  return chain[Math.max(0, chain.length - 1 - proxies)] ?? ""
}

export function subscriberOf(address: string): string {
  const ip = address.replace(/^::ffff:/, "")
  return isIPv6(ip) ? ipv6Groups(ip).slice(0, 4).join(":") : ip
}

/**
 * The part of an address that names a network and no subscriber: what a report may keep.
 * @param address as `addressOf` gives it
 */
export function addressBlock(address: string): string {
  return address.includes(":")
    ? `${address.split(":").slice(0, 3).join(":")}::/48`
    : `${address.split(".").slice(0, 3).join(".")}.0/24`
}

function ipv6Groups(ip: string): readonly string[] {
  const [head = "", tail = ""] = ip.split("::")
  const left = head === "" ? [] : head.split(":")
  const right = tail === "" ? [] : tail.split(":")
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0")
  return [...left, ...zeros, ...right]
}

/** Addresses and e-mails are personal data; a hash counts as well. */
function hashed(key: string): string {
  return createHash("sha256").update(key).digest("base64url")
}

function limiterOf(knex: Knex, limit: RateLimit): RateLimiterPostgres {
  let known = limiters.get(knex)
  if (known === undefined) {
    known = new Map()
    limiters.set(knex, known)
  }
  let limiter = known.get(limit.name)
  if (limiter === undefined) {
    limiter = new RateLimiterPostgres({
      storeClient: knex,
      storeType: "knex",
      tableName: "kairos_rate_limit",
      // The table comes from our migration: no statement that changes the schema runs in a request.
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.seconds,
    })
    known.set(limit.name, limiter)
  }
  return limiter
}
