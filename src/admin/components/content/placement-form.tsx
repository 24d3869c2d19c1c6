import type { FormEvent } from "react"
import type { OnSiteContent, PlacementResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useDraft } from "../../lib/use-draft"
import { AllowedButton } from "../common/allowed-button"
import { LeaveGuard } from "../common/leave-guard"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { TextInput, Toggle } from "../forms/controls"
import { Field, Problems, useProblemsOf } from "../forms/field"
import { ContentForm } from "./content-form"
import { EMPTY_CONTENT } from "./empty-content"

export type PlacementDraft = Pick<PlacementResponse, "code" | "name" | "description" | "fallback">

type PlacementFormProps = {
  initial: PlacementDraft
  isNew: boolean
  isSaving: boolean
  error: Error | null
  onSave: (draft: PlacementDraft) => void
}

export function PlacementForm({ initial, isNew, isSaving, error, onSave }: PlacementFormProps) {
  const { t } = useLocale()
  const { draft, isDirty, change } = useDraft(initial, { isSaving, error })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(draft)
  }
  const problems = useProblemsOf(error)
  return (
    <Problems value={problems}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
        <LeaveGuard when={isDirty && !isSaving} />
        {error ? <ErrorAlert error={error} /> : null}
        <Section title={t("placement.about")}>
          <AboutFields draft={draft} isNew={isNew} onChange={change} />
        </Section>
        <Section title={t("placement.fallback")} description={t("placement.fallbackHint")}>
          <FallbackFields value={draft.fallback} onChange={(fallback) => change({ fallback })} />
        </Section>
        <div className="flex justify-end">
          <AllowedButton needs="edit" type="submit" size="small" isLoading={isSaving}>
            {t(isNew ? "placement.create" : "form.save")}
          </AllowedButton>
        </div>
      </form>
    </Problems>
  )
}

type AboutProps = {
  draft: PlacementDraft
  isNew: boolean
  onChange: (patch: Partial<PlacementDraft>) => void
}

function AboutFields({ draft, isNew, onChange }: AboutProps) {
  const { t } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("placement.name")} path="name">
        {(control) => (
          <TextInput {...control} value={draft.name} onChange={(name) => onChange({ name })} />
        )}
      </Field>
      {isNew ? (
        <Field label={t("placement.code")} hint={t("placement.codeHint")} path="code">
          {(control) => (
            <TextInput
              {...control}
              value={draft.code}
              placeholder="home-hero"
              onChange={(code) => onChange({ code })}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={t("placement.description")}
        path="description"
        optional
        className="md:col-span-2"
      >
        {(control) => (
          <TextInput
            {...control}
            value={draft.description ?? ""}
            onChange={(text) => onChange({ description: text === "" ? null : text })}
          />
        )}
      </Field>
    </div>
  )
}

type FallbackProps = {
  value: OnSiteContent | null
  onChange: (value: OnSiteContent | null) => void
}

function FallbackFields({ value, onChange }: FallbackProps) {
  const { t } = useLocale()
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Field label={t("placement.hasFallback")} path="fallback">
        {(control) => (
          <Toggle
            {...control}
            value={value !== null}
            onChange={(on) => onChange(on ? EMPTY_CONTENT : null)}
          />
        )}
      </Field>
      {value ? (
        <ContentForm
          value={value}
          path="fallback"
          legend={t("placement.fallback")}
          onChange={onChange}
        />
      ) : null}
    </div>
  )
}
