import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { Pick, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

const NIGHT = { from: "21:00", to: "08:00" }

export function QuietHoursCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [quiet, setQuiet] = useState(settings.quiet_hours)
  return (
    <SettingsForm
      title={t("quiet.title")}
      description={t("quiet.hint")}
      option="quietHours"
      isFixed={settings.quiet_hours_are_fixed}
      patch={() => ({ quiet_hours: quiet })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("quiet.when")} path="quiet_hours" deep>
          {(control) => (
            <Pick
              {...control}
              disabled={settings.quiet_hours_are_fixed}
              value={quiet ? "between" : "never"}
              options={(["between", "never"] as const).map((code) => ({
                value: code,
                label: t(`quiet.whenOf.${code}`),
              }))}
              onChange={(next) => setQuiet(next === "never" ? null : NIGHT)}
            />
          )}
        </Field>
        {quiet
          ? (["from", "to"] as const).map((end) => (
              <Field key={end} label={t(`quiet.${end}`)}>
                {(control) => (
                  <TextInput
                    {...control}
                    type="time"
                    value={quiet[end]}
                    onChange={(time) => setQuiet({ ...quiet, [end]: time })}
                  />
                )}
              </Field>
            ))
          : null}
      </div>
    </SettingsForm>
  )
}
