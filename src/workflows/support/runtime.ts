import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { mergeCatalog } from "../../catalog"
import { type Clock, systemClock } from "../../clock"
import type { Catalog } from "../../core/catalog/definitions"
import type { ConsentPolicy } from "../../core/consent/policy"
import { AUTOMATION_MODULE } from "../../modules/kairos-automation"
import type { AutomationService } from "../../modules/kairos-automation/service"
import { CONSENT_MODULE } from "../../modules/kairos-consent"
import type { ConsentService } from "../../modules/kairos-consent/service"
import { PROFILE_MODULE } from "../../modules/kairos-profile"
import type { ProfileService } from "../../modules/kairos-profile/service"
import { RENEWAL_MODULE } from "../../modules/kairos-renewal"
import type { RenewalService } from "../../modules/kairos-renewal/service"
import type { ResolvedOptions } from "../../options/options"
import { correlatedLogger } from "./correlation"

/** What a use case works with, resolved once per application. */
export type Runtime = {
  readonly container: MedusaContainer
  readonly knex: Knex
  readonly logger: Logger
  readonly clock: Clock
  readonly options: ResolvedOptions
  readonly catalog: Catalog
  readonly policy: ConsentPolicy
  readonly automation: AutomationService
  readonly consent: ConsentService
  readonly profile: ProfileService
  readonly renewal: RenewalService
}

const runtimes = new WeakMap<AutomationService, Runtime>()

/**
 * The one place where a shop's own triggers, facts, actions and channels are merged with the built-in catalog. They are
 * read from a module service because only a service has the plugin's options in both modes (platform notes, L5).
 */
export function runtimeOf(asked: MedusaContainer): Runtime {
  const { self: automation } = asked.resolve<AutomationService>(AUTOMATION_MODULE)
  let runtime = runtimes.get(automation)
  if (runtime === undefined) {
    // A job's container wraps every module; a scope of it does not.
    const container = asked.createScope() as MedusaContainer
    runtime = {
      container,
      automation,
      knex: container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
      logger: correlatedLogger(container.resolve(ContainerRegistrationKeys.LOGGER)),
      clock: systemClock,
      options: automation.options,
      catalog: mergeCatalog(automation.options),
      policy: consentPolicyOf(automation.options),
      consent: container.resolve<ConsentService>(CONSENT_MODULE),
      profile: container.resolve<ProfileService>(PROFILE_MODULE),
      renewal: container.resolve<RenewalService>(RENEWAL_MODULE),
    }
    runtimes.set(automation, runtime)
  }
  return runtime
}

function consentPolicyOf({ consent, minors, timeZone }: ResolvedOptions): ConsentPolicy {
  const { ages, unknown } = minors
  return {
    basis: consent.basis,
    purchase_months: consent.purchaseMonths,
    minors: { ages, unknown, time_zone: timeZone },
  }
}
