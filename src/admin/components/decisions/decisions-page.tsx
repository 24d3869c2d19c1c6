import { endOfDay, startOfDay } from "../../lib/days"
import { useLocale } from "../../lib/locale"
import { useDecisions } from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { ExportButton } from "../common/export-button"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { DecisionFilters } from "./decision-filters"
import { DecisionTable } from "./decision-table"

const LIMIT = 20
const NAMES = ["customer_id", "automation_id", "kind", "reason", "from", "to"] as const

export function DecisionsPage() {
  const { t } = useLocale()
  const filters = useFilters(NAMES)
  const { from, to } = filters.values
  const wanted = {
    ...filters.values,
    from: from && startOfDay(from),
    to: to && endOfDay(to),
  }
  const decisions = useDecisions({ ...wanted, limit: LIMIT, offset: filters.offset })
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.decisions")}
        description={t("decision.hint")}
        actions={
          <>
            <ExportButton what="decisions" query={wanted} />
            <ExportButton what="profiles" />
          </>
        }
      >
        <DecisionFilters filters={filters} />
        <Loaded query={decisions} rows={10}>
          {(page) =>
            page.decisions.length > 0 ? (
              <>
                <DecisionTable decisions={page.decisions} />
                <Pager {...page} estimate={page.count_is_estimate} onOffset={filters.setOffset} />
              </>
            ) : filters.isSet ? (
              <Empty title={t("state.nothingFound")} text={t("decision.noneFound")} />
            ) : (
              <Empty title={t("decision.noneTitle")} text={t("decision.noneText")} />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
