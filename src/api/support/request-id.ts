import { randomUUID } from "node:crypto"
import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { correlated } from "../../workflows/support/correlation"
import { runtimeOf } from "../../workflows/support/runtime"

/** What a proxy in front may have called the request; anything else is replaced, because it goes into the log. */
const GIVEN = /^[\w-]{8,64}$/

/**
 * Names every request of ours: in `X-Request-Id`, in each line that it logs, and in what is answered when it fails on our side, where
 * a shopper can read it to the shop and the shop finds the cause by it.
 */
function nameRequest(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const given = req.headers["x-request-id"]
  const request_id = typeof given === "string" && GIVEN.test(given) ? given : randomUUID()
  // Medusa's own line of each request shows it as well.
  Object.assign(req, { requestId: request_id })
  res.setHeader("X-Request-Id", request_id)
  nameFailure(res, request_id)
  correlated({ request_id }, () => {
    res.once("finish", () => {
      if (res.statusCode >= 500) {
        const { pathname } = new URL(req.originalUrl, "http://localhost")
        runtimeOf(req.scope).logger.error(
          `kairos: ${req.method} ${pathname} answered ${res.statusCode}`
        )
      }
    })
    next()
  })
}

function nameFailure(res: MedusaResponse, request_id: string): void {
  const json = res.json.bind(res) as (body: unknown) => MedusaResponse
  res.json = ((body: unknown) =>
    json(
      res.statusCode >= 500 && typeof body === "object" && body !== null
        ? { ...body, request_id }
        : body
    )) as typeof res.json
}

export const requestIdMiddlewares: MiddlewareRoute[] = [
  "/admin/kairos/*",
  "/store/kairos/*",
  "/kairos/*",
].map((matcher) => ({ matcher, middlewares: [nameRequest] }))
