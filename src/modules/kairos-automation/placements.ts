import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OnSiteContent } from "../../core/content/content"

export type PlacementRow = {
  readonly code: string
  readonly name: string
  readonly description: string | null
  readonly fallback: OnSiteContent | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** Placements are the slots of the storefront; each may say what it shows when nothing was decided. */
export class PlacementStore {
  constructor(private readonly knex: Knex) {}

  async list(): Promise<PlacementRow[]> {
    return this.knex("kairos_placement").select("*").orderBy("code")
  }

  async read(code: string): Promise<PlacementRow | null> {
    return (await this.knex("kairos_placement").where({ code }).first()) ?? null
  }

  async save(placement: {
    code: string
    name: string
    description: string | null
    fallback: OnSiteContent | null
  }): Promise<PlacementRow> {
    const [row] = await this.knex("kairos_placement")
      .insert({
        ...placement,
        fallback: placement.fallback === null ? null : JSON.stringify(placement.fallback),
      })
      .onConflict("code")
      .merge({
        name: placement.name,
        description: placement.description,
        fallback: placement.fallback === null ? null : JSON.stringify(placement.fallback),
        updated_at: this.knex.fn.now(),
      })
      .returning("*")
    return row
  }

  async remove(code: string): Promise<boolean> {
    return (await this.knex("kairos_placement").where({ code }).delete()) === 1
  }
}
