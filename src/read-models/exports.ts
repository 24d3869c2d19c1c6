import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export const EXPORTED = ["decisions", "deliveries", "profiles"] as const
export type Exported = (typeof EXPORTED)[number]

export type ExportFilter = {
  readonly customer_id?: string | undefined
  readonly automation_id?: string | undefined
  readonly kind?: string | undefined
  readonly reason?: string | undefined
  readonly mode?: string | undefined
  readonly state?: string | undefined
  readonly channel?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type ExportRow = Readonly<Record<string, unknown>>

/** Where the next page begins; times as text, because a Date would lose the microseconds that Postgres keeps. */
export type ExportCursor = { readonly at: string; readonly id: string }

type Source = {
  readonly table: string
  readonly id: string
  /** Newest first by this column, and by the id where it is the same. */
  readonly at: string
  readonly joins: readonly (readonly [table: string, left: string, right: string])[]
  readonly columns: Readonly<Record<string, string>>
  readonly filters: readonly (keyof ExportFilter)[]
}

const AUTOMATION = ["kairos_automation as a", "a.id", "e.automation_id"] as const
const CUSTOMER = ["customer as c", "c.id", "e.customer_id"] as const

const SOURCES: Readonly<Record<Exported, Source>> = {
  decisions: {
    table: "kairos_decision as e",
    id: "e.id",
    at: "e.decided_at",
    joins: [AUTOMATION, ["kairos_inbox as i", "i.id", "e.event_id"], CUSTOMER],
    columns: {
      id: "e.id",
      decided_at: "e.decided_at",
      kind: "e.kind",
      reason: "e.reason",
      until: "e.until",
      mode: "e.mode",
      automation_id: "e.automation_id",
      automation: "a.name",
      version: "e.automation_version",
      event: "i.name",
      placement: "e.placement",
      customer_id: "e.customer_id",
      email: "e.email",
      first_name: "c.first_name",
      last_name: "c.last_name",
    },
    filters: ["customer_id", "automation_id", "kind", "reason", "mode"],
  },
  deliveries: {
    table: "kairos_delivery as e",
    id: "e.id",
    at: "e.created_at",
    joins: [AUTOMATION, CUSTOMER],
    columns: {
      id: "e.id",
      decision_id: "e.decision_id",
      created_at: "e.created_at",
      due_at: "e.due_at",
      sent_at: "e.sent_at",
      state: "e.state",
      reason: "e.reason",
      channel: "e.channel",
      purpose: "e.purpose",
      step: "e.step",
      attempts: "e.attempts",
      automation_id: "e.automation_id",
      automation: "a.name",
      version: "e.automation_version",
      customer_id: "e.customer_id",
      email: "e.email",
      first_name: "c.first_name",
      last_name: "c.last_name",
    },
    filters: ["customer_id", "automation_id", "state", "channel"],
  },
  profiles: {
    table: "kairos_profile as e",
    id: "e.customer_id",
    at: "e.computed_at",
    joins: [CUSTOMER],
    columns: {
      customer_id: "e.customer_id",
      email: "e.email",
      first_name: "c.first_name",
      last_name: "c.last_name",
      company_name: "c.company_name",
      phone: "c.phone",
      order_count: "e.order_count",
      item_count: "e.item_count",
      first_order_at: "e.first_order_at",
      last_order_at: "e.last_order_at",
      spent: "e.spent",
      tier: "e.tier",
      tier_since: "e.tier_since",
    },
    filters: ["customer_id"],
  },
}

export const columnsOf = (what: Exported): readonly string[] => Object.keys(SOURCES[what].columns)

/** Whether more rows match than that. */
export async function isMoreThan(
  knex: Knex,
  what: Exported,
  filter: ExportFilter,
  most: number
): Promise<boolean> {
  const rows = await matching(knex, what, filter).select(SOURCES[what].id).offset(most).limit(1)
  return rows.length > 0
}

/** One page, the newest first, after the cursor. */
export async function exportPage(
  knex: Knex,
  what: Exported,
  filter: ExportFilter,
  after: ExportCursor | null,
  limit: number
): Promise<{ readonly rows: readonly ExportRow[]; readonly last: ExportCursor | null }> {
  const { id, at, joins, columns } = SOURCES[what]
  const query = matching(knex, what, filter).select(
    ...Object.entries(columns).map(([name, column]) => knex.raw("?? as ??", [column, name])),
    knex.raw("??::text as __at", [at]),
    knex.raw("?? as __id", [id])
  )
  for (const [table, left, right] of joins) {
    query.leftJoin(table, left, right)
  }
  if (after !== null) {
    query.whereRaw("(??, ??) < (?::timestamptz, ?)", [at, id, after.at, after.id])
  }
  const found: (ExportRow & { __at: string; __id: string })[] = await query
    .orderBy([
      { column: at, order: "desc" },
      { column: id, order: "desc" },
    ])
    .limit(limit)
  const last = found[found.length - 1]
  return {
    rows: found.map(({ __at, __id, ...row }) => row),
    last: last === undefined ? null : { at: last.__at, id: last.__id },
  }
}

function matching(knex: Knex, what: Exported, filter: ExportFilter): Knex.QueryBuilder {
  const { table, at, filters } = SOURCES[what]
  return knex(table).modify((query) => {
    for (const field of filters) {
      if (filter[field] !== undefined) {
        query.where(`e.${field}`, filter[field])
      }
    }
    if (filter.from !== undefined) {
      query.where(at, ">=", new Date(filter.from))
    }
    if (filter.to !== undefined) {
      query.where(at, "<", new Date(filter.to))
    }
  })
}
