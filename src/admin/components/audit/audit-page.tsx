import { useLocale } from "../../lib/locale"
import { useAudit } from "../../lib/resources"
import { type Filters, useFilters } from "../../lib/use-filters"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { DayFilter, FilterBar, FilterPick } from "../forms/filters"
import { endOfDay, startOfDay } from "../../lib/days"
import { AuditTable } from "./audit-table"

const LIMIT = 20
const ENTITIES = [
  "automation",
  "template",
  "placement",
  "setting",
  "delivery",
  "event",
  "suppression",
  "installation",
  "channel",
  "decisions",
  "deliveries",
  "profiles",
  "person",
  "privacy",
  "review",
  "journal",
  "consent",
  "exclusion",
  "plan",
  "subscription",
  "guard",
  "incident",
] as const
const NAMES = ["entity", "entity_id", "actor", "from", "to"] as const

/** Who changed what and when. */
export function AuditPage() {
  const { t } = useLocale()
  const filters = useFilters(NAMES)
  const { from, to } = filters.values
  const query = useAudit({
    ...filters.values,
    from: from && startOfDay(from),
    to: to && endOfDay(to),
    limit: LIMIT,
    offset: filters.offset,
  })
  return (
    <Page>
      <Section level="h1" title={t("nav.audit")} description={t("audit.hint")}>
        <AuditFilters filters={filters} />
        <Loaded query={query} rows={10}>
          {(page) =>
            page.entries.length > 0 ? (
              <>
                <AuditTable entries={page.entries} />
                <Pager {...page} onOffset={filters.setOffset} />
              </>
            ) : (
              <Empty
                title={t(filters.isSet ? "state.nothingFound" : "audit.noneTitle")}
                text={t("audit.noneText")}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

type Name = (typeof NAMES)[number]

function AuditFilters({ filters }: { filters: Filters<Name> }) {
  const { t } = useLocale()
  return (
    <FilterBar filters={filters}>
      <FilterPick
        name="entity"
        label={t("audit.entityLabel")}
        filters={filters}
        options={ENTITIES.map((entity) => ({ value: entity, label: t(`audit.entity.${entity}`) }))}
      />
      <DayFilter name="from" label={t("decision.from")} filters={filters} />
      <DayFilter name="to" label={t("decision.to")} filters={filters} />
    </FilterBar>
  )
}
