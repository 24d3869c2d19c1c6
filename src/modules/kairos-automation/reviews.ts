import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Localized } from "../../core/catalog/definitions"

export type ReviewRow = {
  readonly id: string
  readonly customer_id: string
  readonly decision_id: string
  /** What the shopper was told of the decision, as they asked. */
  readonly told: Localized
  readonly message: string
  /** The shopper's language: the answer is for them to read. */
  readonly locale: string
  readonly created_at: Date
  readonly closed_at: Date | null
  readonly closed_by: string | null
  readonly answer: string | null
}

export type NewReview = Pick<
  ReviewRow,
  "customer_id" | "decision_id" | "told" | "message" | "locale"
>

/** Requests of shoppers that a person looks at a decision (article 22 GDPR). */
export class ReviewStore {
  constructor(private readonly knex: Knex) {}

  /** Asked twice of one decision, the first request stays. */
  async open(review: NewReview): Promise<ReviewRow> {
    const { customer_id, decision_id } = review
    await this.knex("kairos_review")
      .insert({
        ...review,
        told: JSON.stringify(review.told),
        id: generateEntityId(undefined, "krev"),
      })
      .onConflict(["customer_id", "decision_id"])
      .ignore()
    return this.knex<ReviewRow>("kairos_review")
      .where({ customer_id, decision_id })
      .first() as never
  }

  async listOfCustomer(customer_id: string): Promise<readonly ReviewRow[]> {
    return this.knex<ReviewRow>("kairos_review")
      .where({ customer_id })
      .orderBy("created_at", "desc")
  }

  /** Open ones wait longest first; closed ones come back newest first. */
  async list(filter: {
    readonly state: "open" | "closed"
    readonly offset: number
    readonly limit: number
  }): Promise<{ readonly rows: ReviewRow[]; readonly count: number }> {
    const open = filter.state === "open"
    const scoped = () =>
      this.knex<ReviewRow>("kairos_review").whereRaw(`closed_at is ${open ? "" : "not "}null`)
    const [rows, [counted]] = await Promise.all([
      scoped()
        .orderBy(open ? "created_at" : "closed_at", open ? "asc" : "desc")
        .offset(filter.offset)
        .limit(filter.limit),
      scoped().count<{ count: string }[]>("id as count"),
    ])
    return { rows: rows as ReviewRow[], count: Number(counted?.count ?? 0) }
  }

  /** Null for one that is not there, or is closed already. */
  async close(id: string, closed_by: string, answer: string): Promise<ReviewRow | null> {
    const [row] = await this.knex("kairos_review")
      .where({ id })
      .whereNull("closed_at")
      .update({ closed_at: this.knex.fn.now(), closed_by, answer })
      .returning("*")
    return (row as ReviewRow | undefined) ?? null
  }

  async read(id: string): Promise<ReviewRow | null> {
    return (await this.knex<ReviewRow>("kairos_review").where({ id }).first()) ?? null
  }
}
