import { Button } from "@medusajs/ui"
import { useEffect, useRef, useState, type FormEvent } from "react"
import type { AutomationDefinition } from "../../../types"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { LeaveGuard } from "../common/leave-guard"
import { ConditionsField } from "../conditions/conditions-field"
import { Problems, useProblemsOf } from "../forms/field"
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
  onSave: (definition: AutomationDefinition) => void
  /** A form that opens with another version than the saved one has something to save already. */
  startsDirty?: boolean
  onDirty?: (isDirty: boolean) => void
}

export function AutomationForm(props: AutomationFormProps) {
  const { initial, catalog, isNew, isSaving, error, onSave, startsDirty = false, onDirty } = props
  const { t } = useLocale()
  const [draft, setDraft] = useState<Draft>(() => toDraft(initial))
  const [isDirty, setDirty] = useState(startsDirty)
  const wasSaving = useRef(false)
  const alert = useRef<HTMLDivElement>(null)
  const problems = useProblemsOf(error)

  useEffect(() => {
    // The button that was pressed stands below; the reasons must not go unseen.
    if (error) {
      alert.current?.focus()
    }
  }, [error])

  useEffect(() => {
    if (wasSaving.current && !isSaving && !error) {
      setDirty(false)
    }
    wasSaving.current = isSaving
  }, [isSaving, error])

  const change = (patch: Partial<Draft>) => {
    setDraft((current) => ({ ...current, ...patch }))
    setDirty(true)
    onDirty?.(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(fromDraft(draft))
  }

  return (
    <Problems value={problems}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
        <LeaveGuard when={isDirty && !isSaving} />
        <div ref={alert} tabIndex={-1} className="outline-none empty:hidden">
          {error ? <ErrorAlert error={error} /> : null}
        </div>
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
        <div className="bg-ui-bg-subtle border-ui-border-base sticky bottom-0 flex items-center justify-end gap-3 rounded-lg border px-6 py-3">
          <span className="txt-compact-small text-ui-fg-subtle" role="status">
            {isDirty ? t("form.unsaved") : ""}
          </span>
          <Button type="submit" size="small" isLoading={isSaving}>
            {t(isNew ? "automation.create" : "automation.saveVersion")}
          </Button>
        </div>
      </form>
    </Problems>
  )
}
