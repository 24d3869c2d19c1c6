import { alternativesOf, type Carrier } from "./carriers"
import type { ConsentCheck } from "./decision"
import { type Permission, type PermissionInput, permissionOf } from "./permission"

/** A channel that was tried first and does not reach the person, with what stood in the way. */
export type PassedWay = { readonly channel: string; readonly check: ConsentCheck }

export type Reach = {
  /** The carrier on the way that it takes; on its first one where none leads to the person. */
  readonly carrier: Carrier
  readonly permission: Permission
  readonly passed: readonly PassedWay[]
}

/**
 * The first way of a carrier that leads to this person now (C9): no telephone, then by e-mail; no consent to that, then on the
 * site. What only has to wait (quiet hours, a cap, a channel that is stopped) is waited for and not gone round: two channels
 * would otherwise be twice the room.
 */
export function reachOf(input: PermissionInput): Reach {
  const passed: PassedWay[] = []
  const checks: ConsentCheck[] = []
  let first: Permission | null = null
  for (const carrier of alternativesOf(input.carrier)) {
    const permission = permissionOf({ ...input, carrier })
    first ??= permission
    checks.push(...permission.checks)
    if (permission.allowed) {
      return { carrier, permission: { ...permission, checks }, passed }
    }
    const check = permission.checks.find(({ allowed }) => !allowed)
    if (check !== undefined) {
      passed.push({ channel: carrier.channel, check })
    }
  }
  return { carrier: input.carrier, permission: { ...(first as Permission), checks }, passed }
}
