import { useLocale } from "../../lib/locale"
import { useCustomerGroups } from "../../lib/resources"
import { NumberInput, Pick, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import type { PlanDraft, TermsChange } from "./plan-draft"

const NONE = "none"

/** When is told, how much patience there is, and what its holders have of it. */
export function CareFields({
  terms,
  onChange,
}: {
  terms: PlanDraft["terms"]
  onChange: TermsChange
}) {
  const { t } = useLocale()
  const groups = useCustomerGroups()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field
        label={t("plan.noticeDays")}
        hint={t("plan.noticeHint")}
        path="terms.notice_days"
        optional
      >
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            step={1}
            value={terms.notice_days}
            onChange={(notice_days) => onChange({ notice_days })}
          />
        )}
      </Field>
      <Field label={t("plan.graceDays")} hint={t("plan.graceHint")} path="terms.grace_days">
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            step={1}
            value={terms.grace_days}
            onChange={(days) => onChange({ grace_days: days as number })}
          />
        )}
      </Field>
      <Field
        label={t("plan.dormantDays")}
        hint={t("plan.dormantHint")}
        path="terms.dormant_after_days"
        optional
      >
        {(control) => (
          <NumberInput
            {...control}
            min={7}
            step={1}
            value={terms.dormant_after_days}
            onChange={(dormant_after_days) => onChange({ dormant_after_days })}
          />
        )}
      </Field>
      <Field
        label={t("plan.withdrawalDays")}
        hint={t("plan.withdrawalHint")}
        path="terms.withdrawal_days"
        optional
      >
        {(control) => (
          <NumberInput
            {...control}
            min={0}
            step={1}
            value={terms.withdrawal_days ?? null}
            onChange={(withdrawal_days) => onChange({ withdrawal_days })}
          />
        )}
      </Field>
      <Field
        label={t("plan.postponeDays")}
        hint={t("plan.postponeHint")}
        path="terms.postpone_days"
        optional
      >
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={terms.postpone_days ?? null}
            onChange={(postpone_days) => onChange({ postpone_days })}
          />
        )}
      </Field>
      <Field
        label={t("plan.pauseDays")}
        hint={t("plan.pauseHint")}
        path="terms.pause_days"
        optional
      >
        {(control) => (
          <NumberInput
            {...control}
            min={1}
            step={1}
            value={terms.pause_days ?? null}
            onChange={(pause_days) => onChange({ pause_days })}
          />
        )}
      </Field>
      <Field label={t("plan.group")} hint={t("plan.groupHint")} path="terms.customer_group_id">
        {(control) => (
          <Pick
            {...control}
            value={terms.customer_group_id ?? NONE}
            options={[
              { value: NONE, label: t("form.empty") },
              ...groups.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => onChange({ customer_group_id: id === NONE ? null : id })}
          />
        )}
      </Field>
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
