import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Evidence of consent, its fold per person, suppressions. The only writer of those tables. */
export class ConsentService {
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }
}
