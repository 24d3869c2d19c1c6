import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import type { Problem } from "../../core/result"
import { unstorable } from "../../core/text/storable"
import { refuseForeignSite } from "./refuse-foreign-site"
import { badRequest } from "./validate"

/**
 * What no route of ours can take, whatever it expects: characters that Postgres refuses in a text and would answer with a
 * 500 (IN40), and a query parameter given twice or as a list, which a number would be read from (IN38).
 */
function refuseUnreadable(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const problems = [...ofAddress(req.originalUrl), ...ofQuery(req.query), ...ofBody(req.body)]
  next(problems.length === 0 ? undefined : badRequest(problems))
}

function ofAddress(url: string): readonly Problem[] {
  return /%00|\0/.test(url)
    ? [{ path: "", message: "the address holds a NUL character (%00); remove it" }]
    : []
}

function ofQuery(query: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.entries(query)
    .filter(([, value]) => typeof value !== "string")
    .map(([path]) => ({ path, message: "is given as a list; give it once, as one value" }))
}

/** Walks with a list of its own: a body may be nested deeper than the stack is. */
function ofBody(body: unknown): readonly Problem[] {
  const waiting: { readonly path: string; readonly value: unknown }[] = [{ path: "", value: body }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, value } = next
    const problem = typeof value === "string" ? unstorable(value) : null
    if (problem !== null) {
      return [{ path, message: problem }]
    }
    if (typeof value === "object" && value !== null && !Buffer.isBuffer(value)) {
      for (const [key, inner] of Object.entries(value)) {
        waiting.push({ path: path === "" ? key : `${path}.${key}`.slice(0, 200), value: inner })
      }
    }
  }
  return []
}

/** Not for the links in mails: whatever is wrong with one, its answer is always the same page. */
export const pathMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/admin/kairos/*",
    middlewares: [refuseForeignSite("adminCors"), refuseUnreadable],
  },
  {
    matcher: "/store/kairos/*",
    middlewares: [refuseForeignSite("storeCors"), refuseUnreadable],
  },
]
