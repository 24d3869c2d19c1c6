import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { NumberInput } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

/** Leaving a cart must not become a way of earning discounts. */
export function RecoveryCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [limit, setLimit] = useState<{ max: number | null; days: number | null }>(
    settings.recovery_discounts
  )
  return (
    <SettingsForm
      title={t("recovery.title")}
      description={t("recovery.hint")}
      option="recoveryDiscounts"
      isFixed={settings.recovery_discounts_are_fixed}
      patch={() => ({ recovery_discounts: limit })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("recovery.max")} hint={t("recovery.maxHint")} path="recovery_discounts.max">
          {(control) => (
            <NumberInput
              {...control}
              min={0}
              max={100}
              step={1}
              value={limit.max}
              onChange={(max) => setLimit({ ...limit, max })}
            />
          )}
        </Field>
        <Field label={t("recovery.days")} path="recovery_discounts.days">
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={730}
              step={1}
              value={limit.days}
              onChange={(days) => setLimit({ ...limit, days })}
            />
          )}
        </Field>
      </div>
    </SettingsForm>
  )
}
