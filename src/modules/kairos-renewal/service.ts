import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eraseFrom, type ErasedRows } from "../../core/privacy/erase-sql"
import type { DataSubject } from "../../core/privacy/personal-data"
import { RENEWAL_REGISTER } from "../../core/privacy/register-renewal"
import { PlanStore } from "./plans"
import { RenewalStore } from "./renewals"
import { SubscriptionStore } from "./subscriptions"

/** The only writer of plans, subscriptions, renewals and what was decided about them. */
export class RenewalService {
  readonly plans: PlanStore
  readonly subscriptions: SubscriptionStore
  readonly renewals: RenewalStore

  constructor(container: Record<string, unknown>) {
    const knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.plans = new PlanStore(knex)
    this.subscriptions = new SubscriptionStore(knex)
    this.renewals = new RenewalStore(knex)
  }

  /** What was agreed to stays as proof, without the person; nothing is charged any more. In the transaction of an erasure. */
  async erasePerson(trx: Knex, subject: DataSubject): Promise<readonly ErasedRows[]> {
    return eraseFrom(
      RENEWAL_REGISTER,
      subject,
      async (sql, bindings) => (await trx.raw(sql, bindings as never)).rowCount
    )
  }
}
