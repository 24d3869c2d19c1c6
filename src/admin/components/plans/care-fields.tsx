import { useLocale } from "../../lib/locale"
import { NumberInput, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import type { PlanDraft, TermsChange } from "./plan-draft"

/** Whole numbers of days. All but the grace may be left empty: then the plan does without, or the law's number holds. */
const DAYS = [
  { name: "notice_days", label: "plan.noticeDays", hint: "plan.noticeHint", min: 0 },
  { name: "grace_days", label: "plan.graceDays", hint: "plan.graceHint", min: 0 },
  { name: "dormant_after_days", label: "plan.dormantDays", hint: "plan.dormantHint", min: 7 },
  { name: "withdrawal_days", label: "plan.withdrawalDays", hint: "plan.withdrawalHint", min: 0 },
  { name: "postpone_days", label: "plan.postponeDays", hint: "plan.postponeHint", min: 1 },
  { name: "pause_days", label: "plan.pauseDays", hint: "plan.pauseHint", min: 1 },
] as const

/** When is told, and how much patience there is. */
export function CareFields({
  terms,
  onChange,
}: {
  terms: PlanDraft["terms"]
  onChange: TermsChange
}) {
  const { t } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      {DAYS.map((field) => (
        <Field
          key={field.name}
          label={t(field.label)}
          hint={t(field.hint)}
          path={`terms.${field.name}`}
          optional={field.name !== "grace_days"}
        >
          {(control) => (
            <NumberInput
              {...control}
              min={field.min}
              step={1}
              value={terms[field.name] ?? null}
              onChange={(days) => onChange({ [field.name]: days } as Partial<PlanDraft["terms"]>)}
            />
          )}
        </Field>
      ))}
      <Field
        label={t("plan.noticeAfterUse")}
        hint={t("plan.noticeAfterUseHint")}
        path="terms.notice_after_use"
      >
        {(control) => (
          <Toggle
            {...control}
            value={terms.notice_after_use === true}
            onChange={(notice_after_use) => onChange({ notice_after_use })}
          />
        )}
      </Field>
      <Field
        label={t("plan.noticeAfterVisit")}
        hint={t("plan.noticeAfterVisitHint")}
        path="terms.notice_after_visit"
      >
        {(control) => (
          <Toggle
            {...control}
            value={terms.notice_after_visit === true}
            onChange={(notice_after_visit) => onChange({ notice_after_visit })}
          />
        )}
      </Field>
      <Field label={t("plan.skip")} hint={t("plan.skipHint")} path="terms.may_skip">
        {(control) => (
          <Toggle
            {...control}
            value={terms.may_skip}
            onChange={(may_skip) => onChange({ may_skip })}
          />
        )}
      </Field>
    </div>
  )
}
