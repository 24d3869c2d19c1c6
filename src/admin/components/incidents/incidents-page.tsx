import { Text } from "@medusajs/ui"
import type { IncidentsResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useIncidents } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { Page, Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { IncidentTable } from "./incident-table"

const LIMIT = 20
const STATES = ["open", "overdue", "waiting", "answered", "late"] as const

/** What went wrong for customers, and for how long they wait for a word of the shop (E15). */
export function IncidentsPage() {
  const { t } = useLocale()
  const filters = useFilters(["state"] as const)
  const state = filters.values.state ?? "open"
  const query = useIncidents({ state, limit: LIMIT, offset: filters.offset })
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.incidents")}
        description={t("incident.hint")}
        actions={<TextLink to="/kairos/settings">{t("nav.settings")}</TextLink>}
      >
        <div className="flex flex-wrap items-end justify-between gap-4 px-6 py-4">
          <div className="w-full max-w-xs">
            <Field label={t("incident.show")}>
              {(control) => (
                <Pick
                  {...control}
                  value={state}
                  options={STATES.map((one) => ({ value: one, label: t(`incident.show_${one}`) }))}
                  onChange={(next) => filters.set("state", next === "open" ? "" : next)}
                />
              )}
            </Field>
          </div>
          {query.data ? <Figures {...query.data} /> : null}
        </div>
        <Loaded query={query} rows={10}>
          {(page) =>
            page.incidents.length > 0 ? (
              <>
                <IncidentTable incidents={page.incidents} />
                <Pager {...page} onOffset={filters.setOffset} />
              </>
            ) : filters.isSet ? (
              <Empty title={t("state.nothingFound")} />
            ) : (
              <Empty title={t("incident.noneTitle")} text={t("incident.noneText")} />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

function Figures({ figures, answer_hours }: IncidentsResponse) {
  const { t, number, percent, minutes } = useLocale()
  const { waiting, overdue, answered, late } = figures
  return (
    <div>
      <Text size="small">
        {t("incident.open", { waiting: number(waiting + overdue), overdue: number(overdue) })}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {answered + late === 0
          ? t("incident.within", { hours: minutes(answer_hours * 60) })
          : t("incident.inTime", {
              share: percent(answered / (answered + late)),
              hours: minutes(answer_hours * 60),
            })}
      </Text>
    </div>
  )
}
