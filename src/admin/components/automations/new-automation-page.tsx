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
          {({ catalog }) => <CreateForm key={preset} catalog={catalog} preset={preset} />}
        </Loaded>
      ) : null}
    </Page>
  )
}

function CreateForm({ catalog, preset }: { catalog: Catalog; preset: string }) {
  const { t } = useLocale()
  const navigate = useNavigate()
  const [initial] = useState(() => startOf(catalog, preset))
  const create = useSend<AutomationDefinition, { automation: AutomationResponse }>("automations")
  return (
    <AutomationForm
      initial={initial}
      catalog={catalog}
      isNew
      isSaving={create.isPending}
      error={create.error}
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

const startOf = (catalog: Catalog, preset: string): AutomationDefinition =>
  catalog.presets.find((known) => known.code === preset)?.automation ?? BLANK
