import type { LeakPolicy } from "../../core/coupon/leak"
import type { Mode } from "../../core/decision/decision"
import { type Checked, invalid, type Problem, valid } from "../../core/result"
import type { Cap } from "../../core/decision/timing"
import type { QuietHours } from "../../core/schedule/quiet-hours"
import type { TierPolicy } from "../../core/value/tier"
import type { Sender, Settings, Stopped } from "../../modules/kairos-automation/settings"
import type { Runtime } from "../support/runtime"

export type SettingsPatch = {
  readonly mode?: Mode | undefined
  readonly sender?: Sender | undefined
  readonly tiers?: TierPolicy | undefined
  readonly caps?: readonly Cap[] | undefined
  /** Null: no quiet hours. */
  readonly quiet_hours?: QuietHours | null | undefined
  readonly recovery_discounts?: Settings["recovery_discounts"] | undefined
  /** Null: no code is revoked. */
  readonly leak_radar?: LeakPolicy | null | undefined
  readonly answer_hours?: number | undefined
  readonly holdout_percent?: number | undefined
  readonly stopped?: Stopped | undefined
}

/** Stores what the owner set. What the plugin's options fix cannot be changed here. */
export async function saveSettings(
  runtime: Runtime,
  patch: SettingsPatch,
  by: string
): Promise<Checked<true>> {
  const fixed = fixedProblems(runtime, patch)
  if (fixed.length > 0) {
    return invalid(...fixed)
  }
  await runtime.knex.transaction(async (trx) => {
    for (const [key, value] of Object.entries(patch)) {
      if (value !== undefined) {
        await runtime.automation.settings.write(key, value, by, trx)
        await runtime.automation.audit.append(
          { actor: by, action: "set", entity: "setting", entity_id: key, after: value },
          trx
        )
      }
    }
    if (patch.mode === "live") {
      await runtime.automation.deliveries.release(trx, { reason: "inactive" })
    }
    if (patch.stopped !== undefined) {
      // What is still stopped is held again at its claim.
      await runtime.automation.deliveries.release(trx, { reason: "killed" })
    }
    if (patch.caps !== undefined || patch.quiet_hours !== undefined) {
      await runtime.automation.deliveries.askAgain(trx)
    }
  })
  return valid(true)
}

/** Settings that an option of the plugin can fix, with the option's name. */
const FIXABLE = [
  ["mode", "mode"],
  ["sender", "sender"],
  ["tiers", "tiers"],
  ["caps", "caps"],
  ["quiet_hours", "quietHours"],
  ["recovery_discounts", "recoveryDiscounts"],
  ["leak_radar", "leakRadar"],
  ["answer_hours", "answerHours"],
  ["holdout_percent", "holdoutPercent"],
] as const

function fixedProblems(runtime: Runtime, patch: SettingsPatch): Problem[] {
  return FIXABLE.filter(
    ([key, option]) => patch[key] !== undefined && runtime.options[option] !== undefined
  ).map(([key, option]) => ({
    path: key,
    message: `is fixed by the plugin's option "${option}"; change it in medusa-config`,
  }))
}
