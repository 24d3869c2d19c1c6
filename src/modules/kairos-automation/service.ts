import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { resolveOptions, type ResolvedOptions } from "../../options/options"

/** Inbox, automations, decisions, deliveries, coupons, templates, placements, settings. The only writer of those tables. */
export class AutomationService {
  readonly options: ResolvedOptions
  protected readonly knex: Knex

  constructor(container: Record<string, unknown>, options: unknown) {
    this.options = resolveOptions(options)
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }
}
