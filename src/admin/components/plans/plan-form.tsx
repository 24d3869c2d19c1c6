import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"
import { TextInput } from "../forms/controls"
import { EditorForm } from "../forms/editor-form"
import { Field } from "../forms/field"
import { ChargeFields } from "./charge-fields"
import { CareFields } from "./care-fields"
import { GrantFields } from "./grant-fields"
import type { PlanDraft, TermsChange } from "./plan-draft"
import { ProductFields } from "./product-fields"

type PlanFormProps = {
  draft: PlanDraft
  isNew: boolean
  isDirty: boolean
  isSaving: boolean
  error: Error | null
  onChange: (draft: PlanDraft) => void
  onSave: () => void
}

export function PlanForm(props: PlanFormProps) {
  const { draft, isNew, isDirty, isSaving, error, onChange, onSave } = props
  const { t } = useLocale()
  const changeTerms: TermsChange = (patch) =>
    onChange({ ...draft, terms: { ...draft.terms, ...patch } })
  return (
    <EditorForm
      isDirty={isDirty}
      isSaving={isSaving}
      error={error}
      needs="configure"
      submitLabel={t(isNew ? "plan.create" : "form.save")}
      onSubmit={onSave}
    >
      <Section title={t("plan.what")}>
        <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
          <Field label={t("plan.name")} hint={t("plan.nameHint")} path="name">
            {(control) => (
              <TextInput
                {...control}
                value={draft.name}
                onChange={(name) => onChange({ ...draft, name })}
              />
            )}
          </Field>
          <ProductFields
            draft={draft}
            isNew={isNew}
            onChange={(patch) => onChange({ ...draft, ...patch })}
          />
        </div>
      </Section>
      <Section title={t("plan.charge")} description={t("plan.chargeHint")}>
        <ChargeFields terms={draft.terms} onChange={changeTerms} />
      </Section>
      <Section title={t("plan.care")} description={t("plan.careHint")}>
        <CareFields terms={draft.terms} onChange={changeTerms} />
      </Section>
      <Section title={t("plan.grants")} description={t("plan.grantsHint")}>
        <GrantFields terms={draft.terms} onChange={changeTerms} />
      </Section>
    </EditorForm>
  )
}
