import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type AuditEntry = {
  readonly actor: string
  readonly action: string
  readonly entity: string
  readonly entity_id: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Who changed what, as hashes: the log proves a change without holding anybody's data. */
export class AuditStore {
  constructor(private readonly knex: Knex) {}

  async append(entry: AuditEntry, trx: Knex = this.knex): Promise<void> {
    await trx("kairos_audit").insert({
      actor: entry.actor,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entity_id,
      before_hash: hash(entry.before),
      after_hash: hash(entry.after),
    })
  }
}

const hash = (value: unknown): string | null =>
  value === undefined ? null : createHash("sha256").update(JSON.stringify(value)).digest("hex")
