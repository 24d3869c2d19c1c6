import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import type { TemplateResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useTemplate } from "../../lib/resources"
import { Page, Section, TwoColumns } from "../common/page"
import { Loaded } from "../common/states"
import { starterTemplate, type TemplateDraft } from "./starter-template"
import { TemplateForm } from "./template-form"
import { TemplatePreview } from "./template-preview"
import { VariableHelp } from "./variable-help"

type Answer = { template: TemplateResponse }

export function NewTemplatePage() {
  const { t, locale } = useLocale()
  const navigate = useNavigate()
  const [initial] = useState(() => starterTemplate(locale))
  const create = useSend<TemplateDraft, Answer>("templates")
  return (
    <TemplateEditor
      title={t("template.new")}
      initial={initial}
      isNew
      save={create}
      onSaved={({ template }) => {
        toast.success(t("template.created"))
        void navigate(`/kairos/templates/${template.id}`)
      }}
    />
  )
}

export function TemplatePage({ id }: { id: string }) {
  const query = useTemplate(id)
  return <Loaded query={query}>{({ template }) => <EditTemplate template={template} />}</Loaded>
}

function EditTemplate({ template }: Answer) {
  const { t } = useLocale()
  const update = useSend<TemplateDraft, Answer>(`templates/${template.id}`)
  const { name, locale, purpose, subject, body, text } = template
  return (
    <TemplateEditor
      title={template.name}
      description={t("version.number", { number: template.version })}
      initial={{ name, locale, purpose, subject, body, text }}
      isNew={false}
      save={update}
      onSaved={() => toast.success(t("template.saved"))}
    />
  )
}

type EditorProps = {
  title: string
  description?: string
  initial: TemplateDraft
  isNew: boolean
  save: ReturnType<typeof useSend<TemplateDraft, Answer>>
  onSaved: (answer: Answer) => void
}

function TemplateEditor({ title, description, initial, isNew, save, onSaved }: EditorProps) {
  const [draft, setDraft] = useState(initial)
  const [isDirty, setDirty] = useState(false)
  const change = (patch: Partial<TemplateDraft>) => {
    setDraft((current) => ({ ...current, ...patch }))
    setDirty(true)
  }
  return (
    <Page>
      <Section level="h1" title={title} description={description} />
      <TwoColumns
        main={
          <TemplateForm
            draft={draft}
            isNew={isNew}
            isDirty={isDirty}
            isSaving={save.isPending}
            error={save.error}
            onChange={change}
            onSave={() =>
              save.mutate(draft, {
                onSuccess: (answer) => {
                  setDirty(false)
                  onSaved(answer)
                },
              })
            }
          />
        }
        side={
          <>
            <TemplatePreview draft={draft} />
            <VariableHelp />
          </>
        }
      />
    </Page>
  )
}
