import { useLocale } from "../../lib/locale"
import { useCurrencies } from "../../lib/resources"
import { MoneyInput, NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import type { PartProps } from "./basics-fields"
import type { Draft } from "./draft"

const REENTRY = ["always", "once", "once_per_days"] as const
const NO_GOAL = "none"

export function LimitsFields({ draft, catalog, onChange }: PartProps) {
  const { t } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("automation.priority")} hint={t("automation.priorityHint")} path="priority">
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            max={100}
            step={1}
            value={draft.priority}
            onChange={(priority) => onChange({ priority: priority ?? 0 })}
          />
        )}
      </Field>
      <Field
        label={t("automation.holdout")}
        hint={t("automation.holdoutHint")}
        path="holdout_percent"
      >
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            max={100}
            value={draft.holdout_percent}
            onChange={(holdout_percent) => onChange({ holdout_percent: holdout_percent ?? 0 })}
          />
        )}
      </Field>
      <ReentryFields draft={draft} onChange={onChange} />
      <GoalFields draft={draft} catalog={catalog} onChange={onChange} />
      <BudgetFields draft={draft} onChange={onChange} />
    </div>
  )
}

function ReentryFields({ draft, onChange }: Omit<PartProps, "catalog">) {
  const { t } = useLocale()
  const { reentry } = draft
  const choose = (kind: string) =>
    onChange({
      reentry: (kind === "once_per_days" ? { kind, days: 30 } : { kind }) as Draft["reentry"],
    })
  return (
    <>
      <Field label={t("automation.reentry")} hint={t("automation.reentryHint")} path="reentry.kind">
        {(control) => (
          <Pick
            {...control}
            value={reentry.kind}
            options={REENTRY.map((kind) => ({ value: kind, label: t(`reentry.${kind}`) }))}
            onChange={choose}
          />
        )}
      </Field>
      {reentry.kind === "once_per_days" ? (
        <Field label={t("automation.reentryDays")} path="reentry.days">
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              step={1}
              value={reentry.days}
              onChange={(days) => onChange({ reentry: { kind: "once_per_days", days: days ?? 0 } })}
            />
          )}
        </Field>
      ) : (
        <div className="hidden md:block" />
      )}
    </>
  )
}

function GoalFields({ draft, catalog, onChange }: PartProps) {
  const { t, say } = useLocale()
  const { goal } = draft
  const events = catalog.triggers
    .filter((trigger) => trigger.source !== "request")
    .map((trigger) => ({ value: trigger.code, label: say(trigger.label) }))
  return (
    <>
      <Field label={t("automation.goal")} hint={t("automation.goalHint")} path="goal.event">
        {(control) => (
          <Pick
            {...control}
            value={goal?.event ?? NO_GOAL}
            options={[{ value: NO_GOAL, label: t("automation.noGoal") }, ...events]}
            onChange={(event) =>
              onChange({
                goal: event === NO_GOAL ? null : { event, within_days: goal?.within_days ?? 7 },
              })
            }
          />
        )}
      </Field>
      {goal ? (
        <Field label={t("automation.goalDays")} path="goal.within_days">
          {(control) => (
            <NumberInput
              {...control}
              min={1}
              step={1}
              value={goal.within_days}
              onChange={(days) => onChange({ goal: { ...goal, within_days: days ?? 0 } })}
            />
          )}
        </Field>
      ) : null}
    </>
  )
}

const NO_BUDGET = { deliveries_per_day: null, discount_per_month: null } as const

function BudgetFields({ draft, onChange }: Omit<PartProps, "catalog">) {
  const { t } = useLocale()
  const currencies = useCurrencies()
  const budget = draft.budget ?? NO_BUDGET
  const change = (patch: Partial<NonNullable<Draft["budget"]>>) => {
    const next = { ...budget, ...patch }
    const isEmpty = next.deliveries_per_day === null && next.discount_per_month === null
    onChange({ budget: isEmpty ? null : next })
  }
  return (
    <>
      <Field
        optional
        label={t("automation.budgetDeliveries")}
        hint={t("automation.budgetDeliveriesHint")}
        path="budget.deliveries_per_day"
      >
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={budget.deliveries_per_day}
            onChange={(deliveries_per_day) => change({ deliveries_per_day })}
          />
        )}
      </Field>
      <Field
        optional
        deep
        label={t("automation.budgetDiscount")}
        hint={t("automation.budgetDiscountHint")}
        path="budget.discount_per_month"
      >
        {(control) => (
          <MoneyInput
            {...control}
            value={budget.discount_per_month}
            currencies={currencies}
            onChange={(value) =>
              change({
                discount_per_month: value as NonNullable<Draft["budget"]>["discount_per_month"],
              })
            }
          />
        )}
      </Field>
    </>
  )
}
