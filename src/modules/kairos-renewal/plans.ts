import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { PlanRow } from "./rows"

export type PlanInput = Pick<PlanRow, "name" | "product_id" | "variant_id" | "terms">

/** Plans. A change makes a new version; a subscription keeps the terms that it began with. */
export class PlanStore {
  constructor(private readonly knex: Knex) {}

  async create(input: PlanInput, trx: Knex): Promise<PlanRow> {
    const [row] = await trx("kairos_plan")
      .insert({
        ...input,
        id: generateEntityId(undefined, "kplan"),
        status: "active",
        terms: JSON.stringify(input.terms),
      })
      .returning("*")
    return row
  }

  /** @returns null when there is no such plan */
  async update(
    id: string,
    change: Partial<PlanInput> & { readonly status?: PlanRow["status"] },
    trx: Knex
  ): Promise<PlanRow | null> {
    const { terms, ...rest } = change
    const [row] = await trx("kairos_plan")
      .where({ id })
      .update({
        ...rest,
        ...(terms === undefined ? {} : { terms: JSON.stringify(terms) }),
        version: trx.raw("version + 1"),
        updated_at: trx.fn.now(),
      })
      .returning("*")
    return row ?? null
  }

  async read(id: string): Promise<PlanRow | null> {
    return (await this.knex("kairos_plan").where({ id }).first()) ?? null
  }

  async list(
    filter: { readonly product_id?: string | undefined; readonly status?: PlanRow["status"] },
    page: { readonly offset: number; readonly limit: number }
  ): Promise<{ readonly rows: readonly PlanRow[]; readonly count: number }> {
    const wanted = Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value !== undefined)
    )
    const [{ count } = { count: 0 }] = await this.knex("kairos_plan")
      .where(wanted)
      .count({ count: "*" })
    const rows: PlanRow[] = await this.knex("kairos_plan")
      .where(wanted)
      .orderBy(["created_at", "id"])
      .offset(page.offset)
      .limit(page.limit)
    return { rows, count: Number(count) }
  }
}
