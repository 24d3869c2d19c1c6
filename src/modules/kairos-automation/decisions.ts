import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { DecisionTrace, Mode, Reason } from "../../core/decision/decision"
import type { ShadowEntry } from "../../core/decision/shadow-timing"

export type NewDecision = {
  readonly id: string
  readonly key: string
  readonly automation_id: string
  readonly automation_version: number
  readonly customer_id: string | null
  readonly email: string | null
  readonly event_id: string
  readonly kind: "send" | "hold" | "skip"
  readonly mode: Mode
  readonly reason: Reason | null
  readonly until: string | null
  readonly variant: string | null
  readonly placement?: string | null
  readonly trace: DecisionTrace
  readonly event_at: string
  readonly decided_at: string
}

export type DecisionRow = Omit<NewDecision, "event_at" | "decided_at" | "until" | "placement"> & {
  readonly placement: string | null
  readonly until: Date | null
  readonly event_at: Date
  readonly decided_at: Date
  readonly automation_name: string | null
  readonly event_name: string | null
}

export type DecisionFilter = {
  readonly customer_id?: string
  readonly automation_id?: string
  readonly kind?: string
  readonly reason?: string
  readonly mode?: string
  readonly from?: Date
  readonly to?: Date
}

/** Decisions are written once and never changed: what happens later is a delivery's state. */
export class DecisionStore {
  constructor(private readonly knex: Knex) {}

  /** @returns the keys that were new; a decision that exists already stays as it is. */
  async insert(trx: Knex, decisions: readonly NewDecision[]): Promise<Set<string>> {
    if (decisions.length === 0) {
      return new Set()
    }
    const rows = await trx("kairos_decision")
      .insert(
        decisions.map((d) => ({
          ...d,
          placement: d.placement ?? null,
          trace: JSON.stringify(d.trace),
        }))
      )
      .onConflict("key")
      .ignore()
      .returning("key")
    return new Set(rows.map((row: { key: string }) => row.key))
  }

  /** When the person last entered each automation, for re-entry. Live and shadow are counted apart. */
  async lastSends(
    trx: Knex,
    automationIds: readonly string[],
    person: { customer_id: string | null; email: string | null },
    mode: Mode
  ): Promise<ReadonlyMap<string, Date>> {
    const rows: { automation_id: string; at: Date }[] = await trx("kairos_decision")
      .select("automation_id")
      .max({ at: "decided_at" })
      .whereIn("automation_id", [...automationIds])
      .where({ mode })
      .whereIn("kind", ["send", "hold"])
      .where((either) => {
        either.where("email", person.email ?? "").orWhere("customer_id", person.customer_id ?? "")
      })
      .groupBy("automation_id")
    return new Map(rows.map((row) => [row.automation_id, row.at]))
  }

  /** What shadow mode would have sent to the person lately, the oldest first. Asked under the person's lock. */
  async shadowEntries(
    trx: Knex,
    person: { customer_id: string | null; email: string | null },
    days: number
  ): Promise<ShadowEntry[]> {
    const { rows } = await trx.raw<{
      rows: (Pick<ShadowEntry, "definition" | "kind" | "ways"> & {
        until: Date | null
        decided_at: Date
      })[]
    }>(
      // One branch for each index: by the automations' e-mails, and by the customer.
      `with own as (
         select d.id, d.kind, d.mode, d.until, d.decided_at, d.automation_id, d.automation_version, d.trace -> 'ways' as ways from kairos_decision d
         where d.automation_id in (select id from kairos_automation) and d.email = :email and d.kind in ('send', 'hold')
           and d.decided_at > now() - make_interval(days => :days)
         union
         select d.id, d.kind, d.mode, d.until, d.decided_at, d.automation_id, d.automation_version, d.trace -> 'ways' as ways from kairos_decision d
         where d.customer_id = :customer_id and d.kind in ('send', 'hold') and d.decided_at > now() - make_interval(days => :days))
       select o.kind, o.until, o.decided_at, o.ways, v.definition
       from own o
       join kairos_automation_version v on v.automation_id = o.automation_id and v.version = o.automation_version
       where o.mode = 'shadow' order by o.decided_at`,
      { email: person.email ?? "", customer_id: person.customer_id ?? "", days }
    )
    return rows.map(({ until, decided_at, ...row }) => ({
      ...row,
      until: until?.toISOString() ?? null,
      decided_at: decided_at.toISOString(),
    }))
  }

  async list(
    filter: DecisionFilter,
    page: { offset: number; limit: number }
  ): Promise<{ rows: DecisionRow[]; count: number }> {
    const scoped = () =>
      this.knex("kairos_decision as d").modify((query) => {
        for (const field of ["customer_id", "automation_id", "kind", "reason", "mode"] as const) {
          if (filter[field] !== undefined) {
            query.where(`d.${field}`, filter[field])
          }
        }
        if (filter.from !== undefined) {
          query.where("d.decided_at", ">=", filter.from)
        }
        if (filter.to !== undefined) {
          query.where("d.decided_at", "<", filter.to)
        }
      })
    const [rows, [total]] = await Promise.all([
      this.withNames(scoped())
        .orderBy([
          { column: "d.decided_at", order: "desc" },
          { column: "d.id", order: "desc" },
        ])
        .offset(page.offset)
        .limit(page.limit),
      scoped().count({ count: "*" }),
    ])
    return { rows, count: Number(total?.count ?? 0) }
  }

  async read(id: string): Promise<DecisionRow | null> {
    return (
      (await this.withNames(this.knex("kairos_decision as d")).where("d.id", id).first()) ?? null
    )
  }

  private withNames(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return query
      .leftJoin("kairos_automation as a", "a.id", "d.automation_id")
      .leftJoin("kairos_inbox as i", "i.id", "d.event_id")
      .select("d.*", "a.name as automation_name", "i.name as event_name")
  }
}
