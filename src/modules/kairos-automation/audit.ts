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

export type AuditRow = {
  readonly id: string
  readonly actor: string
  readonly action: string
  readonly entity: string
  readonly entity_id: string
  /** What it is called now; null where it has no name, or is gone. */
  readonly entity_name: string | null
  readonly changed: readonly string[] | null
  readonly occurred_at: Date
}

export type AuditFilter = {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly entity?: string | undefined
  readonly entity_id?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Who changed what, as hashes and the names of the fields: the log proves a change without holding anybody's data. A trigger
 * of the database refuses to change or delete a line.
 */
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
      changed: changedFields(entry),
    })
  }

  /** The newest first. */
  async list(
    filter: AuditFilter,
    page: { readonly offset: number; readonly limit: number }
  ): Promise<{ rows: AuditRow[]; count: number }> {
    const scoped = () =>
      this.knex("kairos_audit as x").modify((query) => {
        for (const field of ["actor", "action", "entity", "entity_id"] as const) {
          if (filter[field] !== undefined) {
            query.where(`x.${field}`, filter[field])
          }
        }
        if (filter.from !== undefined) {
          query.where("x.occurred_at", ">=", new Date(filter.from))
        }
        if (filter.to !== undefined) {
          query.where("x.occurred_at", "<", new Date(filter.to))
        }
      })
    const [rows, [total]] = await Promise.all([
      scoped()
        .joinRaw(
          `left join kairos_automation a on x.entity = 'automation' and a.id = x.entity_id
           left join kairos_template t on x.entity = 'template' and t.id = x.entity_id
           left join kairos_placement p on x.entity = 'placement' and p.code = x.entity_id`
        )
        .select("x.id", "x.actor", "x.action", "x.entity", "x.entity_id", "x.changed")
        .select("x.occurred_at", this.knex.raw("coalesce(a.name, t.name, p.name) as entity_name"))
        .orderBy("x.id", "desc")
        .offset(page.offset)
        .limit(page.limit),
      scoped().count({ count: "*" }),
    ])
    return { rows, count: Number(total?.count ?? 0) }
  }
}

const hash = (value: unknown): string | null =>
  value === undefined ? null : createHash("sha256").update(JSON.stringify(value)).digest("hex")

/** Null where nothing is there to compare. */
function changedFields({ before, after }: AuditEntry): string[] | null {
  if (!isRecord(before) || !isRecord(after)) {
    return null
  }
  return Object.keys(after).filter((name) => ordered(before[name]) !== ordered(after[name]))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Postgres keeps the keys of jsonb in an order of its own. */
const ordered = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  )
