import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { badRequest } from "./validate"

/** Postgres takes no NUL in a text; refused here, an id or a filter with one can never become a 500 (IN40). */
function refuseNul(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const holdsNul = /%00|\0/.test(req.originalUrl)
  next(
    holdsNul
      ? badRequest([{ path: "", message: "the address holds a NUL character (%00); remove it" }])
      : undefined
  )
}

export const pathMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/kairos/*", middlewares: [refuseNul] },
  { matcher: "/store/kairos/*", middlewares: [refuseNul] },
  { matcher: "/kairos/*", middlewares: [refuseNul] },
]
