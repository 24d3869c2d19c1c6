import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { KeptMessage } from "../../core/content/kept-message"

export type KeptMessageRow = KeptMessage & {
  readonly delivery_id: string
  readonly attempt: number
  readonly kept_at: Date
}

/** What messages looked like when they were handed to their provider. They are written with the last gate (`markSendStarted`). */
export class KeptMessageStore {
  constructor(private readonly knex: Knex) {}

  async read(deliveryId: string): Promise<KeptMessageRow | null> {
    const row: KeptMessageRow | undefined = await this.knex("kairos_kept_message")
      .select("delivery_id", "attempt", "kept_at", "locale", "sender", "subject", "html", "text")
      .where({ delivery_id: deliveryId })
      .first()
    return row ?? null
  }
}
