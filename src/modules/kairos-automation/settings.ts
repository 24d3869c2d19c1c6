import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { DEFAULT_LEAK_POLICY, type LeakPolicy } from "../../core/coupon/leak"
import { DEFAULT_RECOVERY_POLICY, type RecoveryPolicy } from "../../core/coupon/recovery-discount"
import type { Mode } from "../../core/decision/decision"
import { DEFAULT_ANSWER_HOURS } from "../../core/incident/response-clock"
import type { Cap } from "../../core/decision/timing"
import type { QuietHours } from "../../core/schedule/quiet-hours"
import type { TierPolicy } from "../../core/value/tier"
import { type ResolvedOptions, tierPolicySchema } from "../../options/options"

export type Sender = {
  readonly name: string
  readonly email: string
  readonly postalAddress: string
  /** Where answers go; the sender's own address without it. */
  readonly replyTo?: string | undefined
}

export type Settings = {
  readonly mode: Mode
  readonly sender: Sender | null
  readonly tiers: TierPolicy & Required<Pick<TierPolicy, "stability">>
  readonly time_zone: string
  readonly locale: "en" | "es" | "pt"
  readonly caps: readonly Cap[]
  readonly quiet_hours: QuietHours | null
  /** Discounts for leaving a cart. */
  readonly recovery_discounts: RecoveryPolicy
  /** When a code that others try is revoked; null for never. */
  readonly leak_radar: LeakPolicy | null
  /** Within which the shop wants to answer what went wrong (E15). */
  readonly answer_hours: number
  /** Percent of people who get nothing but service, to compare (M3). */
  readonly holdout_percent: number
  /** What somebody stopped: everything, or single channels. */
  readonly stopped: Stopped
  /** Channels whose marketing too many people reported as spam. */
  readonly complained_channels: readonly string[]
  /** What happened before may have been answered by a database that was lost; null where none was restored. */
  readonly restored_until: string | null
}

export type Stopped = { readonly all: boolean; readonly channels: readonly string[] }

export const isStopped = ({ all, channels }: Stopped, channel: string): boolean =>
  all || channels.includes(channel)

const DEFAULT_CAPS: readonly Cap[] = [
  { channel: null, max: 2, days: 1 },
  { channel: null, max: 5, days: 7 },
]
const DEFAULT_QUIET_HOURS: QuietHours = { from: "21:00", to: "08:00" }
const NOTHING_STOPPED: Stopped = { all: false, channels: [] }

export type ChannelPause = {
  readonly reason: string
  readonly since: string
  readonly until: string
}

const CACHE_MS = 1000

/** The rows, and of them what takes time to check: a page waits for the settings. */
type Stored = {
  readonly rows: ReadonlyMap<string, unknown>
  readonly tiers: Settings["tiers"]
}

/** What the owner set in the admin; an option of the plugin wins over it. Read through a cache of one second. */
export class SettingsStore {
  private cached: {
    readonly at: number
    readonly value: Promise<Stored>
  } | null = null

  constructor(
    private readonly knex: Knex,
    private readonly options: ResolvedOptions
  ) {}

  async read(trx: Knex = this.knex): Promise<Settings> {
    const { rows: stored, tiers } = await this.all(trx)
    return {
      mode: this.options.mode ?? (stored.get("mode") as Mode | undefined) ?? "shadow",
      sender: this.options.sender ?? (stored.get("sender") as Sender | undefined) ?? null,
      tiers,
      time_zone: this.options.timeZone,
      locale: this.options.locale,
      caps: this.options.caps ?? (stored.get("caps") as Cap[] | undefined) ?? DEFAULT_CAPS,
      quiet_hours: this.orNull(stored, "quiet_hours", this.options.quietHours, DEFAULT_QUIET_HOURS),
      recovery_discounts: {
        // What was stored before a part of it could be set has the part's default.
        ...DEFAULT_RECOVERY_POLICY,
        ...(this.options.recoveryDiscounts ??
          (stored.get("recovery_discounts") as Partial<RecoveryPolicy> | undefined)),
      },
      leak_radar: this.orNull(stored, "leak_radar", this.options.leakRadar, DEFAULT_LEAK_POLICY),
      answer_hours:
        this.options.answerHours ??
        (stored.get("answer_hours") as number | undefined) ??
        DEFAULT_ANSWER_HOURS,
      holdout_percent:
        this.options.holdoutPercent ?? (stored.get("holdout_percent") as number | undefined) ?? 0,
      stopped: (stored.get("stopped") as Stopped | undefined) ?? NOTHING_STOPPED,
      complained_channels: Object.keys((stored.get("complaint_stops") as object | undefined) ?? {}),
      restored_until: (stored.get("restored_until") as string | undefined) ?? null,
    }
  }

  /** Null is a choice: no quiet hours, no radar. */
  private orNull<T>(
    stored: ReadonlyMap<string, unknown>,
    key: string,
    option: T | null | undefined,
    first: T
  ): T | null {
    if (option !== undefined) {
      return option
    }
    return stored.has(key) ? (stored.get(key) as T | null) : first
  }

  async write(key: string, value: unknown, by: string, trx: Knex = this.knex): Promise<void> {
    await trx("kairos_setting")
      .insert({ key, value: JSON.stringify(value), updated_by: by, updated_at: trx.fn.now() })
      .onConflict("key")
      .merge()
    this.cached = null
  }

  async remove(key: string): Promise<void> {
    await this.knex("kairos_setting").where({ key }).delete()
    this.cached = null
  }

  /** A value that Kairos keeps for itself: a watermark, a paused channel. Never from the cache. */
  async readOwn<T>(key: string, knex: Knex = this.knex): Promise<T | null> {
    const row = await knex("kairos_setting").where({ key }).first("value")
    return (row?.value as T | undefined) ?? null
  }

  private all(trx: Knex): Promise<Stored> {
    const now = performance.now()
    if (this.cached === null || now - this.cached.at > CACHE_MS) {
      const value = trx("kairos_setting")
        .select("key", "value")
        .then((found: { key: string; value: unknown }[]) => {
          const rows = new Map(found.map((row) => [row.key, row.value]))
          const tiers = tierPolicySchema.parse({
            ...(rows.get("tiers") as object | undefined),
            ...this.options.tiers,
          })
          return { rows, tiers }
        })
      this.cached = { at: now, value }
      value.catch(() => {
        this.cached = null
      })
    }
    return this.cached.value
  }
}
