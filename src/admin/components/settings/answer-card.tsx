import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { NumberInput } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

/** How soon the shop wants to answer what went wrong. */
export function AnswerCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [hours, setHours] = useState<number | null>(settings.answer_hours)
  return (
    <SettingsForm
      title={t("incident.settingTitle")}
      description={t("incident.settingHint")}
      option="answerHours"
      isFixed={settings.answer_hours_are_fixed}
      patch={() => ({ answer_hours: hours })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("incident.hours")} path="answer_hours">
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={720}
              step={1}
              value={hours}
              onChange={setHours}
            />
          )}
        </Field>
      </div>
    </SettingsForm>
  )
}
