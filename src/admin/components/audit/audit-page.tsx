import { Button } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useAudit } from "../../lib/resources"
import { type Filters, useFilters } from "../../lib/use-filters"
import { Page, Section } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { Pick, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import { endOfDay, startOfDay } from "../../lib/days"
import { AuditTable } from "./audit-table"

const LIMIT = 20
const ANY = "any"
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
  const days = [
    { name: "from", label: t("decision.from") },
    { name: "to", label: t("decision.to") },
  ] as const
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Field label={t("audit.entityLabel")}>
          {(control) => (
            <Pick
              {...control}
              value={filters.values.entity ?? ANY}
              options={[
                { value: ANY, label: t("form.any") },
                ...ENTITIES.map((entity) => ({
                  value: entity,
                  label: t(`audit.entity.${entity}`),
                })),
              ]}
              onChange={(next) => filters.set("entity", next === ANY ? "" : next)}
            />
          )}
        </Field>
        {days.map(({ name, label }) => (
          <Field key={name} label={label}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                value={filters.values[name] ?? ""}
                onChange={(day) => filters.set(name, day)}
              />
            )}
          </Field>
        ))}
      </div>
      <div>
        <Button
          size="small"
          variant="transparent"
          disabled={!filters.isSet}
          onClick={filters.clear}
        >
          {t("form.clearFilters")}
        </Button>
      </div>
    </div>
  )
}
