import { resolvePermissions } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PERMISSION_RESOURCE, type Permission, PERMISSIONS } from "../../core/privacy/permissions"
import type { Runtime } from "../support/runtime"

export type Actor = { readonly actor_type: string; readonly actor_id: string }

/** Everything, where the shop does not use Medusa's roles (its feature flag `rbac`). */
export type Granted = ReadonlySet<Permission> | "everything"

/**
 * What somebody may do. Roles are read anew and not from the session, which holds those of the login: who lost a role has lost it
 * now. A secret API key may do what the person may who made it.
 */
export async function permissionsOf({ container }: Runtime, actor: Actor): Promise<Granted> {
  const flags = container.resolve<{ readonly isFeatureEnabled: (flag: string) => boolean }>(
    ContainerRegistrationKeys.FEATURE_FLAG_ROUTER
  )
  if (!flags.isFeatureEnabled("rbac")) {
    return "everything"
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const user =
    actor.actor_type === "api-key" ? await makerOf(query, actor.actor_id) : actor.actor_id
  if (user === null) {
    return new Set()
  }
  const { data } = await query.graph({
    entity: "user",
    fields: ["id", "rbac_roles.id"],
    filters: { id: user },
  })
  const roles = (data[0] as { rbac_roles?: ({ id: string } | null)[] } | undefined)?.rbac_roles
  // Medusa's `hasPermission` lets whoever has no role do everything; its `resolvePermissions` lets them do nothing.
  const granted = await resolvePermissions({
    roles: (roles ?? []).flatMap((role) => (role === null ? [] : [role.id])),
    universe: PERMISSIONS.map((operation) => ({ resource: PERMISSION_RESOURCE, operation })),
    container,
  })
  return new Set(PERMISSIONS.filter((one) => granted.has(`${PERMISSION_RESOURCE}:${one}`)))
}

type Query = {
  readonly graph: (asked: {
    entity: string
    fields: string[]
    filters: Readonly<Record<string, unknown>>
  }) => Promise<{ readonly data: readonly unknown[] }>
}

async function makerOf(query: unknown, keyId: string): Promise<string | null> {
  const { data } = await (query as Query).graph({
    entity: "api_key",
    fields: ["id", "created_by"],
    filters: { id: keyId },
  })
  return (data[0] as { created_by?: string } | undefined)?.created_by ?? null
}
