import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { NumberInput, Pick, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import { SettingsForm } from "./settings-form"

type Policy = Settings["recovery_discounts"]
type Typed<T> = { [K in keyof T]: T[K] extends number ? number | null : T[K] }
type Draft = Typed<Omit<Policy, "habit">> & { habit: Typed<NonNullable<Policy["habit"]>> | null }

const FIRST_HABIT = { purchases: 2, percent: 50, days: 365 }
const HABIT_MOST = { purchases: 100, percent: 100, days: 730 }

/** Leaving a cart must not become a way of earning discounts. */
export function RecoveryCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [policy, setPolicy] = useState<Draft>(settings.recovery_discounts)
  const isFixed = settings.recovery_discounts_are_fixed
  return (
    <SettingsForm
      title={t("recovery.title")}
      description={t("recovery.hint")}
      option="recoveryDiscounts"
      isFixed={isFixed}
      patch={() => ({ recovery_discounts: policy })}
    >
      <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
        <Field label={t("recovery.max")} hint={t("recovery.maxHint")} path="recovery_discounts.max">
          {(control) => (
            <NumberInput
              {...control}
              min={0}
              max={100}
              step={1}
              value={policy.max}
              onChange={(max) => setPolicy({ ...policy, max })}
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
              value={policy.days}
              onChange={(days) => setPolicy({ ...policy, days })}
            />
          )}
        </Field>
        <Field label={t("recovery.reminderFirst")} hint={t("recovery.reminderFirstHint")}>
          {(control) => (
            <Toggle
              {...control}
              value={policy.reminder_first}
              onChange={(reminder_first) => setPolicy({ ...policy, reminder_first })}
            />
          )}
        </Field>
        <Field label={t("recovery.habit")} hint={t("recovery.habitHint")}>
          {(control) => (
            <Pick
              {...control}
              disabled={isFixed}
              value={policy.habit ? "judged" : "ignored"}
              options={(["judged", "ignored"] as const).map((code) => ({
                value: code,
                label: t(`recovery.habitOf.${code}`),
              }))}
              onChange={(next) =>
                setPolicy({ ...policy, habit: next === "ignored" ? null : FIRST_HABIT })
              }
            />
          )}
        </Field>
        {policy.habit ? <HabitFields policy={policy} onChange={setPolicy} /> : null}
      </div>
    </SettingsForm>
  )
}

type HabitFieldsProps = { policy: Draft; onChange: (policy: Draft) => void }

function HabitFields({ policy, onChange }: HabitFieldsProps) {
  const { t } = useLocale()
  const { habit } = policy
  return (
    <div className="col-span-full grid grid-cols-1 gap-4 md:grid-cols-3">
      {(["purchases", "percent", "days"] as const).map((part) => (
        <Field
          key={part}
          label={t(`recovery.habitParts.${part}`)}
          path={`recovery_discounts.habit.${part}`}
        >
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              max={HABIT_MOST[part]}
              step={1}
              value={habit?.[part] ?? null}
              onChange={(value) =>
                onChange({ ...policy, habit: { ...FIRST_HABIT, ...habit, [part]: value } })
              }
            />
          )}
        </Field>
      ))}
    </div>
  )
}
