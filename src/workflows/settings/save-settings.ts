import type { Mode } from "../../core/decision/decision"
import { type Checked, invalid, type Problem, valid } from "../../core/result"
import type { TierPolicy } from "../../core/value/tier"
import type { Sender } from "../../modules/kairos-automation/settings"
import type { Runtime } from "../support/runtime"

export type SettingsPatch = {
  readonly mode?: Mode | undefined
  readonly sender?: Sender | undefined
  readonly tiers?: TierPolicy | undefined
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
  })
  return valid(true)
}

function fixedProblems(runtime: Runtime, patch: SettingsPatch): Problem[] {
  const { options } = runtime
  return (["mode", "sender", "tiers"] as const)
    .filter((key) => patch[key] !== undefined && options[key] !== undefined)
    .map((key) => ({
      path: key,
      message: `is fixed by the plugin's option "${key}"; change it in medusa-config`,
    }))
}
