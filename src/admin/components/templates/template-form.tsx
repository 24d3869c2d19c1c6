import { useLocale } from "../../lib/locale"
import { useCatalog } from "../../lib/resources"
import { Section } from "../common/page"
import { Pick, TextArea, TextInput } from "../forms/controls"
import { EditorForm } from "../forms/editor-form"
import { Field } from "../forms/field"
import { LANGUAGES, type TemplateDraft } from "./starter-template"

type TemplateFormProps = {
  draft: TemplateDraft
  isNew: boolean
  isDirty: boolean
  isSaving: boolean
  error: Error | null
  onChange: (patch: Partial<TemplateDraft>) => void
  onSave: () => void
}

export function TemplateForm(props: TemplateFormProps) {
  const { draft, isNew, isDirty, isSaving, error, onChange, onSave } = props
  const { t } = useLocale()
  return (
    <EditorForm
      isDirty={isDirty}
      isSaving={isSaving}
      error={error}
      needs="edit"
      submitLabel={t(isNew ? "template.create" : "form.save")}
      onSubmit={onSave}
    >
      <Section title={t("template.about")}>
        <AboutFields draft={draft} onChange={onChange} />
      </Section>
      <Section title={t("template.content")} description={t("template.contentHint")}>
        <BodyFields draft={draft} onChange={onChange} />
      </Section>
    </EditorForm>
  )
}

/** Purposes of what is done with data, not of what is sent. */
const NOT_MAILED = ["personalisation", "profiling"]

type PartProps = { draft: TemplateDraft; onChange: TemplateFormProps["onChange"] }

function AboutFields({ draft, onChange }: PartProps) {
  const { t, say } = useLocale()
  const purposes = (useCatalog().data?.catalog.purposes ?? []).filter(
    (purpose) => !NOT_MAILED.includes(purpose.code)
  )
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
      <Field label={t("template.name")} path="name">
        {(control) => (
          <TextInput {...control} value={draft.name} onChange={(name) => onChange({ name })} />
        )}
      </Field>
      <Field label={t("template.locale")} path="locale">
        {(control) => (
          <Pick
            {...control}
            value={draft.locale}
            options={LANGUAGES.map((code) => ({ value: code, label: t(`language.${code}`) }))}
            onChange={(locale) => onChange({ locale })}
          />
        )}
      </Field>
      <Field label={t("template.purpose")} hint={t("template.purposeHint")} path="purpose">
        {(control) => (
          <Pick
            {...control}
            value={purposes.length > 0 ? draft.purpose : ""}
            options={purposes.map((purpose) => ({
              value: purpose.code,
              label: t(`purpose.${purpose.code}`, { defaultValue: say(purpose.label) }),
            }))}
            onChange={(purpose) => onChange({ purpose })}
          />
        )}
      </Field>
    </div>
  )
}

function BodyFields({ draft, onChange }: PartProps) {
  const { t } = useLocale()
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Field label={t("template.subject")} path="subject">
        {(control) => (
          <TextInput
            {...control}
            value={draft.subject}
            onChange={(subject) => onChange({ subject })}
          />
        )}
      </Field>
      <Field label={t("template.body")} hint={t("template.bodyHint")} path="body" deep>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={22}
            value={draft.body}
            onChange={(body) => onChange({ body })}
          />
        )}
      </Field>
      <Field label={t("template.text")} hint={t("template.textHint")} path="text" optional>
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={6}
            value={draft.text ?? ""}
            onChange={(text) => onChange({ text: text === "" ? null : text })}
          />
        )}
      </Field>
    </div>
  )
}
