import { Alert, toast } from "@medusajs/ui"
import { useState } from "react"
import type { AutomationDefinition, AutomationResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useAutomation, useCatalog } from "../../lib/resources"
import { ModeBanner } from "../common/mode-banner"
import { Page, Section, TwoColumns } from "../common/page"
import { Loaded } from "../common/states"
import { MeasurementCard } from "../results/measurement-card"
import { AutomationForm } from "./automation-form"
import { StatsCard } from "./stats-card"
import { StatusCard } from "./status-card"
import { TryCard } from "./try-card"
import { VersionsCard } from "./versions-card"

export function AutomationPage({ id }: { id: string }) {
  const query = useAutomation(id)
  return (
    <Page>
      <ModeBanner />
      <Loaded query={query} rows={10}>
        {({ automation }) => <AutomationView automation={automation} />}
      </Loaded>
    </Page>
  )
}

/** The form starts anew when another version is loaded into it, and only then: a refetch must not undo typing. */
type Start = { readonly definition: AutomationDefinition; readonly key: string }

function AutomationView({ automation }: { automation: AutomationResponse }) {
  const { t, say } = useLocale()
  const catalog = useCatalog()
  const [isDirty, setDirty] = useState(false)
  const [start, setStart] = useState<Start>({ definition: automation, key: "saved" })
  const save = useSend<AutomationDefinition, { automation: AutomationResponse }>(
    `automations/${automation.id}`
  )
  const load = (definition: AutomationDefinition, version: number) => {
    setStart({ definition, key: `version-${version}` })
    setDirty(true)
    toast.info(t("version.loaded", { number: version }))
  }
  /** The form shows what is saved now, and has nothing to save. */
  const restored = (definition: AutomationDefinition, version: number) => {
    setStart({ definition, key: `restored-${version}` })
    setDirty(false)
  }
  const onSave = (definition: AutomationDefinition) =>
    save.mutate(definition, {
      onSuccess: (answer) => {
        setDirty(false)
        toast.success(t("automation.saved", { number: answer.automation.version }))
      },
    })
  return (
    <>
      <Section
        level="h1"
        title={automation.name}
        description={t("version.number", { number: automation.version })}
      />
      {automation.warnings.map((warning) => (
        <Alert key={warning.en} variant="warning" role="status" className="items-start">
          {say(warning)}
        </Alert>
      ))}
      <TwoColumns
        main={
          <Loaded query={catalog} rows={8}>
            {({ catalog }) => (
              <AutomationForm
                key={start.key}
                initial={start.definition}
                catalog={catalog}
                isNew={false}
                isSaving={save.isPending}
                error={save.error}
                needs={automation.status === "active" ? "publish" : "edit"}
                onSave={onSave}
                startsDirty={start.key.startsWith("version-")}
                onDirty={setDirty}
              />
            )}
          </Loaded>
        }
        side={
          <>
            <StatusCard automation={automation} isDirty={isDirty} />
            <TryCard automationId={automation.id} />
            <MeasurementCard automationId={automation.id} />
            <StatsCard automation={automation} />
            <VersionsCard automation={automation} onLoad={load} onRestored={restored} />
          </>
        }
      />
    </>
  )
}
