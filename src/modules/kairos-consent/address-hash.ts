import { createHmac } from "node:crypto"
import type { ResolvedOptions } from "../../options/options"

/**
 * A suppression outlives the person's data, so it is kept under a keyed hash of the normalised address (requirement
 * B-13). The first hash is today's; the others are those of the shop's earlier secrets.
 */
export function addressHashes(
  options: Pick<ResolvedOptions, "secret" | "previousSecrets">,
  email: string
): readonly [string, ...string[]] {
  const hash = (secret: string) =>
    createHmac("sha256", secret).update(`kairos/address/1:${email}`).digest("base64url")
  return [hash(options.secret), ...options.previousSecrets.map(hash)]
}

/** As `addressHashes`: today's secret first. */
export function customerHashes(
  options: Pick<ResolvedOptions, "secret" | "previousSecrets">,
  customerId: string
): readonly [string, ...string[]] {
  const hash = (secret: string) =>
    createHmac("sha256", secret).update(`kairos/customer/1:${customerId}`).digest("base64url")
  return [hash(options.secret), ...options.previousSecrets.map(hash)]
}
