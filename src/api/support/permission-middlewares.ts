import type { AuthenticatedMedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import {
  PERMISSION_RESOURCE,
  PERMISSION_TEXTS,
  type Permission,
} from "../../core/privacy/permissions"
import { permissionsOf } from "../../workflows/access/permissions-of"
import type { Runtime } from "../../workflows/support/runtime"
import { ROUTE_PERMISSIONS } from "./route-permissions"
import { stepMiddleware } from "./step-middleware"

/**
 * One middleware for each admin route, so that Express itself says which route a request is for, however its path is spelt.
 * @param literals what stands at the place of a parameter where another route is meant, which has its own
 */
const needs = (permission: Permission, literals: ReadonlySet<string>) =>
  stepMiddleware<AuthenticatedMedusaRequest>(async (runtime, req) => {
    // As it is written in the address: what only decodes to it is a parameter for Express, too.
    if (
      req.path
        .toLowerCase()
        .split("/")
        .some((part) => literals.has(part))
    ) {
      return true
    }
    await demand(runtime, req, permission)
    return true
  })

/** What is changed of an automation that runs takes effect at once, so it takes as much as to let it go. */
const needsToChangeRunning = stepMiddleware<AuthenticatedMedusaRequest>(async (runtime, req) => {
  const automation = await runtime.automation.automations.read(req.params.id ?? "")
  if (automation?.status === "active") {
    await demand(runtime, req, "publish")
  }
  return true
})

async function demand(
  runtime: Runtime,
  { auth_context }: AuthenticatedMedusaRequest,
  permission: Permission
): Promise<void> {
  const granted = await permissionsOf(runtime, auth_context)
  if (granted !== "everything" && !granted.has(permission)) {
    throw new MedusaError(
      MedusaError.Types.FORBIDDEN,
      `your role does not let you ${PERMISSION_TEXTS[permission].en}; ask for a role with ${PERMISSION_RESOURCE}:${permission}`
    )
  }
}

const ROUTES = Object.entries(ROUTE_PERMISSIONS).map(([route, permission]) => {
  const [method = "", path = ""] = route.split(" ")
  return { method, path, permission }
})

/** `export` for `profiles/:customer_id` beside `profiles/export`. */
function literalsFor({ method, path }: { readonly method: string; readonly path: string }) {
  const parts = path.split("/")
  const rivals = ROUTES.filter((other) => {
    const theirs = other.path.split("/")
    return (
      other.method === method &&
      other.path !== path &&
      theirs.length === parts.length &&
      parts.every((part, index) => part.startsWith(":") || part === theirs[index])
    )
  })
  return new Set(
    rivals.flatMap(({ path: theirs }) =>
      theirs
        .split("/")
        .filter((part, index) => parts[index]!.startsWith(":") && !part.startsWith(":"))
    )
  )
}

const CHANGES_AUTOMATION = ["automations/:id", "automations/:id/versions/:version/restore"]

export const permissionMiddlewares: MiddlewareRoute[] = [
  ...ROUTES.map((route) => ({
    matcher: `/admin/kairos/${route.path}`,
    methods: [route.method as "GET" | "POST" | "DELETE"],
    middlewares: [needs(route.permission, literalsFor(route))],
  })),
  ...CHANGES_AUTOMATION.map((path) => ({
    matcher: `/admin/kairos/${path}`,
    methods: ["POST" as const],
    middlewares: [needsToChangeRunning],
  })),
]
