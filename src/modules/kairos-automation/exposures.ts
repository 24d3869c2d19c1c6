import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type NewExposure = {
  readonly id: string
  readonly decision_id: string
  readonly automation_id: string
  readonly customer_id: string | null
  readonly placement: string
  readonly kind: "shown" | "clicked" | "dismissed"
  readonly occurred_at: Date
}

/** What became of content that was decided on site. Written in batches, never on a shopper's path. */
export class ExposureStore {
  constructor(private readonly knex: Knex) {}

  async insert(trx: Knex, exposures: readonly NewExposure[]): Promise<number> {
    if (exposures.length === 0) {
      return 0
    }
    const rows = await trx("kairos_exposure")
      .insert([...exposures])
      .onConflict("id")
      .ignore()
      .returning("id")
    return rows.length
  }

  async countByAutomation(
    automationId: string,
    days: number
  ): Promise<{ kind: string; count: number }[]> {
    const rows: { kind: string; count: string }[] = await this.knex("kairos_exposure")
      .select("kind")
      .count({ count: "*" })
      .where({ automation_id: automationId })
      .whereRaw("occurred_at > now() - make_interval(days => ?)", [days])
      .groupBy("kind")
    return rows.map((row) => ({ kind: row.kind, count: Number(row.count) }))
  }
}
