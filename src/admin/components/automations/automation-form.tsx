import type { AutomationDefinition } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useDraft } from "../../lib/use-draft"
import type { Catalog } from "../../lib/resources"
import { Section } from "../common/page"
import { ConditionsField } from "../conditions/conditions-field"
import { EditorForm } from "../forms/editor-form"
import { StepsEditor } from "../steps/steps-editor"
import { BasicsFields } from "./basics-fields"
import { fromDraft, toDraft, type Draft } from "./draft"
import { LimitsFields } from "./limits-fields"
import { TriggerFields } from "./trigger-fields"

type AutomationFormProps = {
  initial: AutomationDefinition
  catalog: Catalog
  isNew: boolean
  isSaving: boolean
  error: Error | null
  /** What saving asks of a role: whoever may not publish may not change what runs. */
  needs: "edit" | "publish"
  onSave: (definition: AutomationDefinition) => void
  /** A form that opens with another version than the saved one has something to save already. */
  startsDirty?: boolean
  onDirty?: (isDirty: boolean) => void
}

export function AutomationForm(props: AutomationFormProps) {
  const {
    initial,
    catalog,
    isNew,
    isSaving,
    error,
    needs,
    onSave,
    startsDirty = false,
    onDirty,
  } = props
  const { t } = useLocale()
  const saving = { isSaving, error, startsDirty }
  const { draft, isDirty, change: write } = useDraft<Draft>(() => toDraft(initial), saving)

  const change = (patch: Partial<Draft>) => {
    write(patch)
    onDirty?.(true)
  }

  return (
    <EditorForm
      isDirty={isDirty}
      isSaving={isSaving}
      error={error}
      needs={needs}
      submitLabel={t(isNew ? "automation.create" : "automation.saveVersion")}
      onSubmit={() => onSave(fromDraft(draft))}
    >
      <Section title={t("automation.section.basics")}>
        <BasicsFields draft={draft} catalog={catalog} onChange={change} />
      </Section>
      <Section
        title={t("automation.section.trigger")}
        description={t("automation.section.triggerHint")}
      >
        <TriggerFields draft={draft} catalog={catalog} onChange={change} />
      </Section>
      <Section
        title={t("automation.section.conditions")}
        description={t("automation.section.conditionsHint")}
      >
        <div className="px-6 py-4">
          <ConditionsField
            value={draft.conditions}
            catalog={catalog}
            triggerCode={draft.trigger.code}
            path="conditions"
            onChange={(conditions) => change({ conditions })}
          />
        </div>
      </Section>
      <Section
        title={t("automation.section.steps")}
        description={t("automation.section.stepsHint")}
      >
        <div className="px-6 py-4">
          <StepsEditor
            steps={draft.steps}
            catalog={catalog}
            triggerCode={draft.trigger.code}
            onChange={(steps) => change({ steps })}
          />
        </div>
      </Section>
      <Section
        title={t("automation.section.limits")}
        description={t("automation.section.limitsHint")}
      >
        <LimitsFields draft={draft} catalog={catalog} onChange={change} />
      </Section>
    </EditorForm>
  )
}
