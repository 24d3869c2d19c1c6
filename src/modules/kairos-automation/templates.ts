import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CompiledTemplate } from "../../core/content/template-nodes"
import { newId } from "./ids"

export type TemplateValues = {
  readonly name: string
  readonly locale: string
  readonly purpose: string
  readonly subject: string
  readonly body: string
  readonly text: string | null
  readonly compiled: CompiledTemplate
}

export type TemplateRow = Omit<TemplateValues, "compiled"> & {
  readonly id: string
  readonly version: number
  readonly archived_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** What an automation has to know of a template. */
export type KnownTemplate = {
  readonly name: string
  readonly purpose: string
  /** Parts of the context that it cannot be written without. */
  readonly needs: readonly string[]
  /** Those of them that it needs even where its offers are dropped. */
  readonly always: readonly string[]
}

/** What a send needs of a template. */
export type ReadyTemplate = Pick<TemplateRow, "id" | "name" | "locale" | "purpose" | "version"> & {
  readonly compiled: CompiledTemplate
}

const COLUMNS = [
  "id",
  "name",
  "locale",
  "purpose",
  "subject",
  "body",
  "text",
  "version",
  "archived_at",
  "created_at",
  "updated_at",
] as const

/**
 * Templates and what the check made of them. The compiled form is read once per version and process: a version never
 * changes, so the cache needs no invalidation.
 */
export class TemplateStore {
  private readonly compiled = new Map<string, CompiledTemplate>()

  constructor(private readonly knex: Knex) {}

  async list(filter: {
    readonly q?: string
    readonly purpose?: string
    readonly locale?: string
    readonly offset: number
    readonly limit: number
  }): Promise<{ readonly rows: TemplateRow[]; readonly count: number }> {
    const query = this.knex("kairos_template").where((where) => {
      void where.whereNull("archived_at")
      if (filter.q !== undefined) {
        void where.whereILike("name", `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`)
      }
      if (filter.purpose !== undefined) {
        void where.where("purpose", filter.purpose)
      }
      if (filter.locale !== undefined) {
        void where.where("locale", filter.locale)
      }
    })
    const [{ count } = { count: 0 }] = await query.clone().count({ count: "*" })
    const rows = await query
      .clone()
      .select(COLUMNS)
      .orderBy([{ column: "name" }, { column: "locale" }, { column: "id" }])
      .offset(filter.offset)
      .limit(filter.limit)
    return { rows: rows as TemplateRow[], count: Number(count) }
  }

  /** What automations may choose under this name and purpose: a template and its translations. */
  async namesakes(name: string, purpose: string, trx: Knex = this.knex): Promise<TemplateRow[]> {
    const rows = await trx("kairos_template")
      .where({ name, purpose })
      .whereNull("archived_at")
      .select(COLUMNS)
      .orderBy("created_at")
    return rows as TemplateRow[]
  }

  /** Also an archived one: what was sent with it must stay readable. */
  async read(id: string, knex: Knex = this.knex): Promise<TemplateRow | null> {
    const row = await knex<TemplateRow>("kairos_template").where({ id }).first(COLUMNS)
    return (row as TemplateRow | undefined) ?? null
  }

  async create(values: TemplateValues, trx: Knex = this.knex): Promise<TemplateRow> {
    const [row] = await trx("kairos_template")
      .insert({ id: newId("ktpl"), ...values, compiled: JSON.stringify(values.compiled) })
      .returning(COLUMNS)
    return row as TemplateRow
  }

  /** Null when it does not exist or is archived. */
  async update(
    id: string,
    values: TemplateValues,
    trx: Knex = this.knex
  ): Promise<TemplateRow | null> {
    const [row] = await trx("kairos_template")
      .where({ id })
      .whereNull("archived_at")
      .update({
        ...values,
        compiled: JSON.stringify(values.compiled),
        version: trx.raw("version + 1"),
        updated_at: trx.fn.now(),
      })
      .returning(COLUMNS)
    return (row as TemplateRow | undefined) ?? null
  }

  async archive(id: string, trx: Knex = this.knex): Promise<boolean> {
    const changed = await trx("kairos_template")
      .where({ id })
      .whereNull("archived_at")
      .update({ archived_at: trx.fn.now(), updated_at: trx.fn.now() })
    return changed === 1
  }

  /** The automations that send with it now or may again: those that are active or paused. */
  async usedBy(id: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const { rows } = await this.knex.raw(
      `select a.id, a.name from kairos_automation a
       join kairos_automation_version v on v.automation_id = a.id and v.version = a.version
       where a.status in ('active', 'paused')
         and jsonb_path_exists(v.definition, '$.steps[*].actions[*].**.template_id \\? (@ == $id)', ?::jsonb)
       order by a.name`,
      [JSON.stringify({ id })]
    )
    return rows as { id: string; name: string }[]
  }

  /** All that automations may choose from, by id, with the parts that each cannot do without. */
  async known(trx: Knex = this.knex): Promise<ReadonlyMap<string, KnownTemplate>> {
    const rows: (KnownTemplate & { id: string })[] = await trx("kairos_template")
      .whereNull("archived_at")
      .select(
        "id",
        "name",
        "purpose",
        this.knex.raw("compiled -> 'needs' as needs, compiled -> 'always' as always")
      )
    return new Map(rows.map(({ id, ...known }) => [id, known]))
  }

  /**
   * The template in its own language and, first, in the wanted one: templates of the same name and purpose are
   * translations of each other. Empty when it does not exist. An archived template still serves what was planned with it.
   */
  async forSending(id: string, locale: string): Promise<readonly ReadyTemplate[]> {
    const rows: Omit<ReadyTemplate, "compiled">[] = await this.knex("kairos_template as t")
      .join("kairos_template as own", (join) => {
        void join.on("own.name", "t.name").andOn("own.purpose", "t.purpose")
      })
      .where("own.id", id)
      .where((where) => {
        void where
          .where("t.id", id)
          .orWhere((other) => void other.where("t.locale", locale).whereNull("t.archived_at"))
      })
      .select("t.id", "t.name", "t.locale", "t.purpose", "t.version")
      .orderByRaw("(t.locale = ?) desc, (t.id = ?) desc, t.updated_at desc, t.id", [locale, id])
    const ready = await Promise.all(rows.map((row) => this.withCompiled(row)))
    return ready.filter((row) => row !== null)
  }

  private async withCompiled(row: Omit<ReadyTemplate, "compiled">): Promise<ReadyTemplate | null> {
    const key = `${row.id}:${row.version}`
    const cached = this.compiled.get(key)
    if (cached !== undefined) {
      return { ...row, compiled: cached }
    }
    const { id, version } = row
    const found = await this.knex("kairos_template").where({ id, version }).first("compiled")
    if (found === undefined) {
      // Saved anew between the two reads: the newer version is the one to send.
      const newer = await this.knex("kairos_template").where({ id }).first("version", "compiled")
      return newer === undefined
        ? null
        : { ...row, version: newer.version, compiled: newer.compiled }
    }
    if (this.compiled.size >= 500) {
      this.compiled.clear()
    }
    this.compiled.set(key, found.compiled as CompiledTemplate)
    return { ...row, compiled: found.compiled as CompiledTemplate }
  }
}
