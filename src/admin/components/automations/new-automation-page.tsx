import { useState } from "react"
import { useNavigate, useSearchParams } from "react-router-dom"
import { toast } from "@medusajs/ui"
import type { AutomationDefinition, AutomationResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useCatalog, type Catalog } from "../../lib/resources"
import { Page, Section } from "../common/page"
import { Loaded } from "../common/states"
import { AutomationForm } from "./automation-form"
import { BLANK } from "./draft"
import { PresetList } from "./preset-list"
import { PresetMails } from "./preset-mails"

export function NewAutomationPage() {
  const { t } = useLocale()
  const [params] = useSearchParams()
  const preset = params.get("preset")
  const catalog = useCatalog()
  return (
    <Page>
      <Section
        level="h1"
        title={t("automation.new")}
        description={t(preset ? "automation.newHint" : "automation.choosePreset")}
      >
        {preset ? null : (
          <Loaded query={catalog}>
            {({ catalog }) => <PresetList presets={catalog.presets} />}
          </Loaded>
        )}
      </Section>
      {preset ? (
        <Loaded query={catalog} rows={8}>
          {({ catalog }) => <Start key={preset} catalog={catalog} preset={preset} />}
        </Loaded>
      ) : null}
    </Page>
  )
}

/** A preset that sends asks about its mails first: then its form is complete when it opens. */
function Start({ catalog, preset: code }: { catalog: Catalog; preset: string }) {
  const preset = catalog.presets.find((known) => known.code === code)
  const [initial, setInitial] = useState(() =>
    preset === undefined ? BLANK : preset.mails.length === 0 ? preset.automation : null
  )
  return initial === null && preset !== undefined ? (
    <PresetMails preset={preset} onStart={setInitial} />
  ) : (
    <CreateForm catalog={catalog} initial={initial ?? BLANK} />
  )
}

type CreateFormProps = { catalog: Catalog; initial: AutomationDefinition }

function CreateForm({ catalog, initial }: CreateFormProps) {
  const { t } = useLocale()
  const navigate = useNavigate()
  const create = useSend<AutomationDefinition, { automation: AutomationResponse }>("automations")
  return (
    <AutomationForm
      initial={initial}
      catalog={catalog}
      isNew
      isSaving={create.isPending}
      error={create.error}
      needs="edit"
      onSave={(definition) =>
        create.mutate(definition, {
          onSuccess: ({ automation }) => {
            toast.success(t("automation.created"))
            void navigate(`/kairos/automations/${automation.id}`)
          },
        })
      }
    />
  )
}
