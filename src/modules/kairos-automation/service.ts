import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eraseFrom, type ErasedRows } from "../../core/privacy/erase-sql"
import type { DataSubject } from "../../core/privacy/personal-data"
import { AUTOMATION_REGISTER } from "../../core/privacy/register-automation"
import { type ResolvedOptions, resolveOptions } from "../../options/options"
import { AuditStore } from "./audit"
import { AutomationStore } from "./automations"
import { CouponAttemptStore } from "./coupon-attempts"
import { CouponStore } from "./coupons"
import { DecisionStore } from "./decisions"
import { DeliveryStore } from "./deliveries"
import { ExposureStore } from "./exposures"
import { IdempotencyKeyStore } from "./idempotency-keys"
import { IncidentStore } from "./incidents"
import { InboxStore } from "./inbox"
import { JobClaimStore } from "./job-claims"
import { KeptMessageStore } from "./kept-messages"
import { outliveLostLines } from "./log-streams"
import { PlacementStore } from "./placements"
import { ReportStore } from "./reports"
import { ReviewStore } from "./reviews"
import { RetentionStore } from "./retention"
import { SettingsStore } from "./settings"
import { ShadowCouponStore } from "./shadow-coupons"
import { TemplateStore } from "./templates"

/**
 * Orchestrators kill after ten seconds or more. A provider that keeps its call open for longer is left: its delivery's
 * lease runs out, and the next worker settles it.
 */
const STOP_GRACE_MS = 8_000

/** The only writer of the inbox, automations, decisions, deliveries, coupons, templates, placements and settings. */
export class AutomationService {
  /** To know it again by: Medusa hands a workflow, and so a job, a new proxy of it each time. */
  readonly self: AutomationService = this
  readonly options: ResolvedOptions
  readonly audit: AuditStore
  readonly automations: AutomationStore
  readonly couponAttempts: CouponAttemptStore
  readonly coupons: CouponStore
  /** Those that shadow mode would have issued beside those that exist. */
  readonly shadowCoupons: CouponStore
  readonly decisions: DecisionStore
  readonly deliveries: DeliveryStore
  /** What leaves, and what shadow mode only follows. `deliveries` is the live one. */
  readonly ledgers: { readonly live: DeliveryStore; readonly shadow: DeliveryStore }
  readonly exposures: ExposureStore
  readonly idempotencyKeys: IdempotencyKeyStore
  readonly inbox: InboxStore
  readonly incidents: IncidentStore
  readonly jobClaims: JobClaimStore
  readonly keptMessages: KeptMessageStore
  readonly placements: PlacementStore
  readonly reports: ReportStore
  readonly retention: RetentionStore
  readonly reviews: ReviewStore
  readonly settings: SettingsStore
  readonly templates: TemplateStore

  /** Set when the process is asked to stop: nothing is claimed any more, what is buffered gets written. */
  stopping = false
  private readonly stop = new AbortController()
  private readonly logger: Logger | undefined
  private readonly beforeStop: (() => Promise<void>)[] = []
  private readonly underWay = new Set<Promise<unknown>>()

  __hooks = {
    onApplicationPrepareShutdown: async () => {
      this.stopping = true
      this.stop.abort()
      const ended = Promise.allSettled([...this.beforeStop.map((run) => run()), this.workEnded()])
      const patience = new AbortController()
      const late = sleep(STOP_GRACE_MS, "late", { signal: patience.signal })
      if ((await Promise.race([ended, late])) === "late") {
        this.logger?.warn(
          `kairos: the process stops in the middle of ${this.underWay.size} pieces of work; what they hold is taken over when its lease is over`
        )
      }
      patience.abort()
    },
  }

  constructor(container: Record<string, unknown>, options: unknown) {
    outliveLostLines()
    this.options = resolveOptions(options)
    this.logger = container[ContainerRegistrationKeys.LOGGER] as Logger | undefined
    const knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.audit = new AuditStore(knex)
    this.automations = new AutomationStore(knex)
    this.couponAttempts = new CouponAttemptStore(knex)
    this.coupons = new CouponStore(knex)
    this.shadowCoupons = new ShadowCouponStore(knex)
    this.decisions = new DecisionStore(knex)
    this.ledgers = {
      live: new DeliveryStore(knex),
      shadow: new DeliveryStore(knex, "kairos_shadow_delivery"),
    }
    this.deliveries = this.ledgers.live
    this.exposures = new ExposureStore(knex)
    this.idempotencyKeys = new IdempotencyKeyStore(knex)
    this.inbox = new InboxStore(knex)
    this.incidents = new IncidentStore(knex)
    this.jobClaims = new JobClaimStore(knex)
    this.keptMessages = new KeptMessageStore(knex)
    this.placements = new PlacementStore(knex)
    this.reports = new ReportStore(knex)
    this.reviews = new ReviewStore(knex)
    this.retention = new RetentionStore(knex)
    this.settings = new SettingsStore(knex, this.options)
    this.templates = new TemplateStore(knex)
  }

  /** Events go, ledgers lose the person, what has not left is cancelled. In the transaction of an erasure. */
  async erasePerson(trx: Knex, subject: DataSubject): Promise<readonly ErasedRows[]> {
    return eraseFrom(
      AUTOMATION_REGISTER,
      subject,
      async (sql, bindings) => (await trx.raw(sql, bindings as never)).rowCount
    )
  }

  /** Work that a process which stops lets come to its end; it looks at `stopping` between two steps. */
  async letEnd<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work)
    try {
      return await work
    } finally {
      this.underWay.delete(work)
    }
  }

  /** Waits, but no longer than until the process is asked to stop. @returns false when it was */
  async waitUnlessStopped(ms: number): Promise<boolean> {
    if (ms > 0) {
      await sleep(ms, null, { signal: this.stop.signal }).catch(() => undefined)
    }
    return !this.stopping
  }

  /** When everything has come to its end that is under way now. */
  async workEnded(): Promise<void> {
    await Promise.allSettled(this.underWay)
  }

  /** What has to be written before the process ends. */
  onStop(run: () => Promise<void>): void {
    this.beforeStop.push(run)
  }
}
