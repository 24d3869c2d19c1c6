import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

const FIRST = { attempts: 10, minutes: 60 }

/** When a code counts as known to others. */
export function LeakCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [policy, setPolicy] = useState<{
    attempts: number | null
    minutes: number | null
  } | null>(settings.leak_radar)
  return (
    <SettingsForm
      title={t("leak.title")}
      description={t("leak.settingHint")}
      option="leakRadar"
      isFixed={settings.leak_radar_is_fixed}
      patch={() => ({ leak_radar: policy })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("leak.revoke")} path="leak_radar" deep>
          {(control) => (
            <Pick
              {...control}
              disabled={settings.leak_radar_is_fixed}
              value={policy ? "after" : "never"}
              options={(["after", "never"] as const).map((code) => ({
                value: code,
                label: t(`leak.revokeOf.${code}`),
              }))}
              onChange={(next) => setPolicy(next === "never" ? null : FIRST)}
            />
          )}
        </Field>
        {policy
          ? (["attempts", "minutes"] as const).map((part) => (
              <Field key={part} label={t(`leak.${part}`)}>
                {(control) => (
                  <NumberInput
                    {...control}
                    min={part === "attempts" ? 2 : 1}
                    max={part === "attempts" ? 1000 : 1440}
                    step={1}
                    value={policy[part]}
                    onChange={(value) => setPolicy({ ...policy, [part]: value })}
                  />
                )}
              </Field>
            ))
          : null}
      </div>
    </SettingsForm>
  )
}
