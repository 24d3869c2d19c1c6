import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Purchases and the profiles folded from them. The only writer of `kairos_purchase*` and `kairos_profile`. */
export class ProfileService {
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }
}
