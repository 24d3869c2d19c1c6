import { createHash } from "node:crypto"
import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { LIMITS } from "../../workflows/support/limits"
import { addressOf, answerTooMany, takePoints } from "../../workflows/support/rate-limits"
import type { Runtime } from "../../workflows/support/runtime"
import { beforeAnswer } from "./before-answer"
import { stepMiddleware } from "./step-middleware"
import { badRequest, conflict } from "./validate"

const HEADER = "Idempotency-Key"
const EXPECTED = /^[\x21-\x7e]{1,255}$/

/**
 * A request that carries an `Idempotency-Key` is done once: repeated within a day it gets the same answer, with another body
 * 422, and while the first is still being answered 409. A key belongs to its caller and its route, so nobody gets
 * another one's answer.
 */
const answerOnce = stepMiddleware<AuthenticatedMedusaRequest>(async (runtime, req, res) => {
  const key = req.headers["idempotency-key"]
  if (key === undefined || (req.method !== "POST" && req.method !== "DELETE")) {
    return true
  }
  if (typeof key !== "string" || !EXPECTED.test(key)) {
    throw badRequest([
      {
        path: HEADER,
        message:
          "expected 1 to 255 visible ASCII characters without spaces, such as a UUID; make a new one for every request that is not a repetition",
      },
    ])
  }
  const wait = isKnown(req)
    ? 0
    : await takePoints(runtime.knex, LIMITS.keys_of_address, addressOf(req))
  if (wait > 0) {
    answerTooMany(res, wait)
    return false
  }
  const id = hashOf([...callerOf(req), req.method, req.originalUrl, key])
  return take(runtime, res, id, hashOf([req.body]))
})

async function take(
  runtime: Runtime,
  res: MedusaResponse,
  id: string,
  request: string
): Promise<boolean> {
  const claim = await runtime.automation.idempotencyKeys.claim(id, request)
  switch (claim.kind) {
    case "fresh":
      keepAnswer(runtime, res, id, claim.token)
      return true
    case "answered":
      res.status(claim.status).set("Idempotency-Replayed", "true").json(claim.body)
      return false
    case "in_flight":
      throw conflict(
        `${HEADER}: the first request with this key is still being answered; wait a moment and repeat it`
      )
    case "other_request":
      throw Object.assign(conflict(OTHER_REQUEST), { status: 422, statusCode: 422 })
  }
}

const OTHER_REQUEST = `${HEADER}: this key came with another body before; take a new key for a new request`

/**
 * Kept before it is sent, so that whoever repeats at once finds it. A caller who goes away does not stop the handler, and its
 * answer is kept all the same.
 */
function keepAnswer(runtime: Runtime, res: MedusaResponse, id: string, token: string): void {
  const keys = runtime.automation.idempotencyKeys
  let isKept = false
  beforeAnswer(res, async (body) => {
    isKept = true
    const { statusCode: status } = res
    await (isFinal(status) ? keys.keep(id, token, { status, body }) : keys.giveBack(id, token))
    return body
  })
  res.once("finish", () => {
    if (!isKept) {
      keys.giveBack(id, token).catch(() => undefined)
    }
  })
}

/** A fault of ours, or a wait: the same request may do better next time. */
const isFinal = (status: number): boolean => status < 500 && status !== 429

function callerOf(req: AuthenticatedMedusaRequest): readonly string[] {
  const context = req.auth_context as AuthenticatedMedusaRequest["auth_context"] | undefined
  return [context?.actor_type ?? "", context?.actor_id ?? ""]
}

const isKnown = (req: AuthenticatedMedusaRequest): boolean => (callerOf(req)[1] ?? "") !== ""

const hashOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url")

export const idempotencyMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/kairos/*", middlewares: [answerOnce] },
  { matcher: "/store/kairos/*", middlewares: [answerOnce] },
]
