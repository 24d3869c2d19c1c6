import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { NumberInput } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

/** The people by whom everything together can be measured. */
export function HoldoutCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [percent, setPercent] = useState<number | null>(settings.holdout_percent)
  return (
    <SettingsForm
      title={t("holdout.title")}
      description={t("holdout.hint")}
      option="holdoutPercent"
      isFixed={settings.holdout_percent_is_fixed}
      patch={() => ({ holdout_percent: percent ?? 0 })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("holdout.percent")} path="holdout_percent">
          {(control) => (
            <NumberInput {...control} min={0} max={50} value={percent} onChange={setPercent} />
          )}
        </Field>
      </div>
    </SettingsForm>
  )
}
