import { AllowedLink } from "../common/allowed-button"
import { Input, Label } from "@medusajs/ui"
import { useState } from "react"
import { useDebounced } from "../../lib/use-debounced"
import { useLocale } from "../../lib/locale"
import { useAutomations, useCatalog } from "../../lib/resources"
import { ModeBanner } from "../common/mode-banner"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { AutomationTable } from "./automation-table"
import { PresetList } from "./preset-list"
import { StatusFilter } from "./status-filter"

const LIMIT = 20

export function AutomationsPage() {
  const { t } = useLocale()
  const [search, setSearch] = useState("")
  const [status, setStatus] = useState("")
  const [offset, setOffset] = useState(0)
  const q = useDebounced(search.trim())
  const automations = useAutomations({ q, status, limit: LIMIT, offset })
  const isFiltered = q !== "" || status !== ""
  return (
    <Page>
      <ModeBanner />
      <Section
        level="h1"
        title={t("automation.many")}
        description={t("automation.manyHint")}
        actions={
          <AllowedLink needs="edit" size="small" to="/kairos/automations/new">
            {t("automation.new")}
          </AllowedLink>
        }
      >
        <div className="flex flex-wrap items-end gap-3 px-6 py-4">
          <div>
            <Label htmlFor="kairos-search" className="sr-only">
              {t("automation.search")}
            </Label>
            <Input
              id="kairos-search"
              className="w-64"
              placeholder={t("automation.search")}
              value={search}
              onChange={(event) => {
                setSearch(event.target.value)
                setOffset(0)
              }}
            />
          </div>
          <StatusFilter
            value={status}
            onChange={(next) => {
              setStatus(next)
              setOffset(0)
            }}
          />
        </div>
        <Loaded query={automations}>
          {(page) =>
            page.automations.length > 0 ? (
              <>
                <AutomationTable automations={page.automations} />
                <Pager {...page} onOffset={setOffset} />
              </>
            ) : isFiltered ? (
              <Empty title={t("state.nothingFound")} text={t("automation.noneFound")} />
            ) : (
              <FirstAutomation />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

/** A shop without automations is offered ready-made ones instead of an empty table. */
function FirstAutomation() {
  const { t } = useLocale()
  const catalog = useCatalog()
  return (
    <div>
      <div className="px-6 pt-4">
        <p className="txt-medium-plus">{t("automation.firstTitle")}</p>
        <p className="txt-small text-ui-fg-subtle">{t("automation.firstText")}</p>
      </div>
      <Loaded query={catalog} rows={3}>
        {({ catalog }) => <PresetList presets={catalog.presets} />}
      </Loaded>
    </div>
  )
}
