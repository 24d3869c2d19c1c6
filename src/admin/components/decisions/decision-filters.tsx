import { Button } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useAutomations } from "../../lib/resources"
import type { Filters } from "../../lib/use-filters"
import { CustomerPicker } from "../common/customer-picker"
import { Pick, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import { ALL_REASONS } from "./reasons"

type Name = "customer_id" | "automation_id" | "kind" | "reason" | "from" | "to"

const ANY = "any"
const KINDS = ["send", "hold", "skip"] as const

export function DecisionFilters({ filters }: { filters: Filters<Name> }) {
  const { t } = useLocale()
  const { values } = filters
  const automations = useAutomations({ limit: 100, offset: 0 }).data?.automations ?? []
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
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

type FilterProps = { name: Name; label: string; filters: Filters<Name> }

function FilterPick({
  name,
  label,
  filters,
  options,
}: FilterProps & { options: { value: string; label: string }[] }) {
  const { t } = useLocale()
  return (
    <Field label={label}>
      {(control) => (
        <Pick
          {...control}
          value={filters.values[name] ?? ANY}
          options={[{ value: ANY, label: t("form.any") }, ...options]}
          onChange={(next) => filters.set(name, next === ANY ? "" : next)}
        />
      )}
    </Field>
  )
}

const DayFilter = ({ name, label, filters }: FilterProps) => (
  <Field label={label}>
    {(control) => (
      <TextInput
        {...control}
        type="date"
        value={filters.values[name] ?? ""}
        onChange={(day) => filters.set(name, day)}
      />
    )}
  </Field>
)
