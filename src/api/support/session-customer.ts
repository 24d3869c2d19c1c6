import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"

/** Null for a guest: Medusa leaves the actor out or empty where nobody is logged in. */
export function customerOf(req: AuthenticatedMedusaRequest): string | null {
  const context = req.auth_context as AuthenticatedMedusaRequest["auth_context"] | undefined
  return context?.actor_type === "customer" && context.actor_id !== "" ? context.actor_id : null
}
