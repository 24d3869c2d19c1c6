import { createHash } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"

/** A new id with Medusa's shape (prefix and ULID). */
export const newId = (prefix: string): string => generateEntityId(undefined, prefix)

/** The idempotency key of a side effect: equal parts, equal key. */
export const keyOf = (parts: readonly (string | number | null)[]): string =>
  createHash("sha256")
    .update(parts.map((part) => String(part ?? "")).join("|"))
    .digest("hex")
