import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  AutomationDefinition,
  AutomationStatus,
  AutomationVersion,
} from "../../core/decision/automation"
import { newId } from "./ids"

export type AutomationRow = {
  readonly id: string
  readonly name: string
  readonly status: AutomationStatus
  readonly version: number
  readonly trigger_code: string
  readonly activated_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly definition: AutomationDefinition
}

/** The version that something was planned with, and what counts of the current one. */
export type PlannedVersion = {
  readonly status: AutomationStatus
  readonly definition: AutomationDefinition
  /** As it is now, whichever version a delivery came from: its owner raises it for what waits. */
  readonly budget: AutomationDefinition["budget"]
}

export type VersionRow = {
  readonly version: number
  readonly created_at: Date
  readonly created_by: string | null
  readonly definition: AutomationDefinition
}

export type AutomationStats = {
  readonly automation_id: string
  readonly kind: "send" | "hold" | "skip"
  readonly reason: string | null
  readonly count: number
}

type CurrentVersion = Pick<AutomationRow, "id" | "version" | "status">

const DEFINITIONS_KEPT = 1000

const versionKey = ({ id, version }: Pick<AutomationRow, "id" | "version">): string =>
  `${id}:${version}`

/** Automations and their versions. An edit makes a new version; an old one never changes. */
export class AutomationStore {
  /** One object per version for the life of the process: conditions are compiled once per object. */
  private readonly definitions = new Map<string, AutomationDefinition>()

  constructor(private readonly knex: Knex) {}

  async create(
    definition: AutomationDefinition,
    by: string,
    outer: Knex = this.knex
  ): Promise<AutomationRow> {
    const id = newId("kauto")
    return outer.transaction(async (trx) => {
      await trx("kairos_automation").insert({
        id,
        name: definition.name,
        trigger_code: definition.trigger.code,
      })
      await this.addVersion(trx, id, 1, definition, by)
      return (await this.read(id, trx)) as AutomationRow
    })
  }

  /** @returns null when there is no such automation. */
  async update(
    id: string,
    definition: AutomationDefinition,
    by: string,
    outer: Knex = this.knex
  ): Promise<AutomationRow | null> {
    return outer.transaction(async (trx) => {
      const current = await trx("kairos_automation").where({ id }).forUpdate().first("version")
      if (current === undefined) {
        return null
      }
      const version = Number(current.version) + 1
      await this.addVersion(trx, id, version, definition, by)
      await trx("kairos_automation").where({ id }).update({
        version,
        name: definition.name,
        trigger_code: definition.trigger.code,
        updated_at: trx.fn.now(),
      })
      return this.read(id, trx)
    })
  }

  async setStatus(id: string, status: AutomationStatus, trx: Knex = this.knex): Promise<boolean> {
    const changed = await trx("kairos_automation")
      .where({ id })
      .update({
        status,
        updated_at: trx.fn.now(),
        ...(status === "active" ? { activated_at: trx.fn.now() } : {}),
      })
    return changed === 1
  }

  async read(id: string, trx: Knex = this.knex): Promise<AutomationRow | null> {
    return (await this.current(trx).where("a.id", id).first()) ?? null
  }

  async list(
    filter: { status?: string; q?: string },
    page: { offset: number; limit: number }
  ): Promise<{ rows: AutomationRow[]; count: number }> {
    const narrow = (query: Knex.QueryBuilder) => {
      if (filter.status !== undefined) {
        query.where("a.status", filter.status)
      } else {
        query.whereNot("a.status", "archived")
      }
      if (filter.q !== undefined && filter.q !== "") {
        query.whereILike("a.name", `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`)
      }
    }
    const [rows, [total]] = await Promise.all([
      this.current()
        .modify(narrow)
        .orderBy("a.updated_at", "desc")
        .orderBy("a.id")
        .offset(page.offset)
        .limit(page.limit),
      this.knex("kairos_automation as a").modify(narrow).count({ count: "*" }),
    ])
    return { rows, count: Number(total?.count ?? 0) }
  }

  async versions(id: string): Promise<VersionRow[]> {
    return this.knex("kairos_automation_version")
      .select("version", "created_at", "created_by", "definition")
      .where({ automation_id: id })
      .orderBy("version", "desc")
  }

  /** The active automations of one trigger, highest priority first; equal ones by id, so that the order is the same everywhere. */
  async active(triggerCode: string, trx: Knex = this.knex): Promise<AutomationVersion[]> {
    const rows: CurrentVersion[] = await trx("kairos_automation")
      .select("id", "version", "status")
      .where({ trigger_code: triggerCode, status: "active" })
    const definitions = await this.definitionsOf(rows, trx)
    return rows
      .map((row, index) => ({
        automation_id: row.id,
        version: row.version,
        status: row.status,
        definition: definitions[index] as AutomationDefinition,
      }))
      .sort(
        (a, b) =>
          b.definition.priority - a.definition.priority ||
          (a.automation_id < b.automation_id ? -1 : 1)
      )
  }

  /**
   * The placements that active automations of other triggers put something on offer for. Every version counts: what an older one
   * put there is on offer still.
   */
  async offeredPlacements(): Promise<string[]> {
    const { rows } = await this.knex.raw(
      `select distinct args ->> 'placement' as placement
       from kairos_automation a
       join kairos_automation_version v on v.automation_id = a.id,
       unnest(array['$.steps[*].actions[*].args', '$.steps[*].actions[*].otherwise[*].args']::jsonpath[]) place,
       lateral jsonb_path_query(v.definition, place) args
       where a.status = 'active' and args ->> 'placement' is not null and v.definition #>> '{trigger,code}' <> 'placement.requested'`
    )
    return rows.map(({ placement }: { placement: string }) => placement)
  }

  /**
   * The trigger arguments of the active automations, each with the time since when they are what they are; null where the
   * automation never had other ones.
   */
  async armed(
    triggerCode: string
  ): Promise<{ args: Readonly<Record<string, unknown>>; from: Date | null }[]> {
    const { rows } = await this.knex.raw(
      `select v.definition -> 'trigger' -> 'args' as args, (
         select min(later.created_at) from kairos_automation_version later
         where later.automation_id = a.id and later.version > (
           select max(other.version) from kairos_automation_version other
           where other.automation_id = a.id and other.definition -> 'trigger' <> v.definition -> 'trigger')) as "from"
       from kairos_automation a
       join kairos_automation_version v on v.automation_id = a.id and v.version = a.version
       where a.trigger_code = ? and a.status = 'active'`,
      [triggerCode]
    )
    return rows
  }

  /** Automations whose goal is this event, also those that are not active: people may be on their way still. */
  async withGoal(
    event: string,
    trx: Knex = this.knex
  ): Promise<{ automation_id: string; within_days: number }[]> {
    const rows: { automation_id: string; within_days: string }[] = await trx(
      "kairos_automation as a"
    )
      .join("kairos_automation_version as v", (on) =>
        on.on("v.automation_id", "a.id").andOn("v.version", "a.version")
      )
      .select(
        "a.id as automation_id",
        trx.raw("v.definition #>> '{goal,within_days}' as within_days")
      )
      .whereRaw("v.definition #>> '{goal,event}' = ?", [event])
    return rows.map((row) => ({ ...row, within_days: Number(row.within_days) }))
  }

  async version(
    id: string,
    version: number,
    trx: Knex = this.knex
  ): Promise<PlannedVersion | null> {
    const row = await trx("kairos_automation_version as v")
      .join("kairos_automation as a", "a.id", "v.automation_id")
      .join("kairos_automation_version as now", (on) =>
        on.on("now.automation_id", "a.id").andOn("now.version", "a.version")
      )
      .where({ "v.automation_id": id, "v.version": version })
      .first("a.status", "v.definition", this.knex.raw("now.definition -> 'budget' as budget"))
    return row ?? null
  }

  /** Decisions of the last `days` days by automation, kind and reason. */
  async stats(ids: readonly string[], days: number): Promise<AutomationStats[]> {
    const rows = await this.knex("kairos_decision")
      .select("automation_id", "kind", "reason")
      .count({ count: "*" })
      .whereIn("automation_id", [...ids])
      .whereRaw("decided_at > now() - make_interval(days => ?)", [days])
      .groupBy("automation_id", "kind", "reason")
    return rows.map((row) => ({ ...row, count: Number(row.count) })) as unknown as AutomationStats[]
  }

  async templatesInUse(templateId: string): Promise<string[]> {
    const rows = await this.knex.raw(
      `select a.name from kairos_automation a
       join kairos_automation_version v on v.automation_id = a.id and v.version = a.version
       where a.status in ('active', 'paused') and v.definition::text like ?`,
      [`%${templateId}%`]
    )
    return rows.rows.map((row: { name: string }) => row.name)
  }

  /** In the order of the rows; only those that this process has not seen yet are read. */
  private async definitionsOf(
    rows: readonly CurrentVersion[],
    trx: Knex
  ): Promise<AutomationDefinition[]> {
    const missing = rows.filter((row) => !this.definitions.has(versionKey(row)))
    const read: (CurrentVersion & Pick<AutomationRow, "definition">)[] =
      missing.length === 0
        ? []
        : await trx("kairos_automation_version")
            .select("automation_id as id", "version", "definition")
            .whereIn(
              ["automation_id", "version"],
              missing.map(({ id, version }) => [id, version])
            )
    const found = new Map(read.map((row) => [versionKey(row), row.definition]))
    const definitions = rows.map(
      (row) =>
        this.definitions.get(versionKey(row)) ??
        (found.get(versionKey(row)) as AutomationDefinition)
    )
    if (this.definitions.size + missing.length > DEFINITIONS_KEPT) {
      this.definitions.clear()
    }
    rows.forEach((row, index) =>
      this.definitions.set(versionKey(row), definitions[index] as AutomationDefinition)
    )
    return definitions
  }

  private current(trx: Knex = this.knex): Knex.QueryBuilder {
    return trx("kairos_automation as a")
      .join("kairos_automation_version as v", (on) =>
        on.on("v.automation_id", "a.id").andOn("v.version", "a.version")
      )
      .select("a.*", "v.definition")
  }

  private async addVersion(
    trx: Knex,
    id: string,
    version: number,
    definition: AutomationDefinition,
    by: string
  ): Promise<void> {
    await trx("kairos_automation_version").insert({
      automation_id: id,
      version,
      definition: JSON.stringify(definition),
      created_by: by,
    })
  }
}
