import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type DeadLetter = {
  readonly id: string
  readonly name: string
  readonly entity_id: string
  readonly customer_id: string | null
  readonly attempts: number
  readonly error_class: string | null
  readonly error_message: string | null
  readonly occurred_at: Date
  readonly received_at: Date
}

export type DeadLetterClass = {
  readonly error_class: string | null
  readonly name: string
  readonly count: number
}

/** Events that nobody could decide, the newest first, and how many there are of each cause. */
export async function deadLetters(
  knex: Knex,
  filter: { readonly error_class?: string },
  page: { readonly offset: number; readonly limit: number }
): Promise<{ rows: DeadLetter[]; count: number; classes: DeadLetterClass[] }> {
  const scoped = () =>
    knex("kairos_inbox")
      .where({ status: "dead" })
      .modify((query) => {
        if (filter.error_class !== undefined) {
          query.where({ error_class: filter.error_class })
        }
      })
  const [rows, [total], classes] = await Promise.all([
    scoped()
      .select(
        "id",
        "name",
        "entity_id",
        "customer_id",
        "attempts",
        "error_class",
        "error_message",
        "occurred_at",
        "received_at"
      )
      .orderBy([
        { column: "received_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .offset(page.offset)
      .limit(page.limit),
    scoped().count({ count: "*" }),
    knex("kairos_inbox")
      .select("error_class", "name")
      .count({ count: "*" })
      .where({ status: "dead" })
      .groupBy("error_class", "name")
      .orderBy(["error_class", "name"]),
  ])
  return {
    rows,
    count: Number(total?.count ?? 0),
    classes: classes.map((row) => ({ ...row, count: Number(row.count) })) as DeadLetterClass[],
  }
}
