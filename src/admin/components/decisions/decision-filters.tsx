import { useLocale } from "../../lib/locale"
import { useAutomations } from "../../lib/resources"
import type { Filters } from "../../lib/use-filters"
import { CustomerPicker } from "../common/customer-picker"
import { Field } from "../forms/field"
import { DayFilter, FilterBar, FilterPick } from "../forms/filters"
import { ALL_REASONS } from "./reasons"

type Name = "customer_id" | "automation_id" | "kind" | "reason" | "from" | "to"

const KINDS = ["send", "hold", "skip"] as const

export function DecisionFilters({ filters }: { filters: Filters<Name> }) {
  const { t } = useLocale()
  const { values } = filters
  const automations = useAutomations({ limit: 100, offset: 0 }).data?.automations ?? []
  return (
    <FilterBar filters={filters}>
      <Field label={t("customer.one")}>
        {(control) => (
          <CustomerPicker
            {...control}
            value={values.customer_id ?? null}
            onChange={(id) => filters.set("customer_id", id)}
          />
        )}
      </Field>
      <FilterPick
        name="automation_id"
        label={t("automation.one")}
        filters={filters}
        options={automations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterPick
        name="kind"
        label={t("decision.kindLabel")}
        filters={filters}
        options={KINDS.map((kind) => ({ value: kind, label: t(`decision.kind.${kind}`) }))}
      />
      <FilterPick
        name="reason"
        label={t("decision.reason")}
        filters={filters}
        options={ALL_REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
      />
      <DayFilter name="from" label={t("decision.from")} filters={filters} />
      <DayFilter name="to" label={t("decision.to")} filters={filters} />
    </FilterBar>
  )
}
