import { useEffect, useState } from "react"
import { useDebounced } from "../../lib/use-debounced"
import { useLocale } from "../../lib/locale"
import { usePlans } from "../../lib/resources"
import type { Filters } from "../../lib/use-filters"
import { CustomerPicker } from "../common/customer-picker"
import { TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import { FilterBar, FilterPick } from "../forms/filters"
import { SUBSCRIPTION_STATUSES } from "./subscription-badges"

export const SUBSCRIPTION_FILTERS = [
  "q",
  "status",
  "renewal_state",
  "due_within_days",
  "plan_id",
  "customer_id",
] as const
type Name = (typeof SUBSCRIPTION_FILTERS)[number]

const STATES = ["failed", "unknown", "charging", "notified", "due"] as const
const DAYS = [7, 14, 30, 60] as const

export function SubscriptionFilters({ filters }: { filters: Filters<Name> }) {
  const { t, number } = useLocale()
  const plans = usePlans({ limit: 100, offset: 0 }).data?.plans ?? []
  return (
    <FilterBar filters={filters}>
      <SearchField filters={filters} />
      <FilterPick
        name="status"
        label={t("subscription.statusLabel")}
        filters={filters}
        options={SUBSCRIPTION_STATUSES.map((status) => ({
          value: status,
          label: t(`subscription.status.${status}`),
        }))}
      />
      <FilterPick
        name="renewal_state"
        label={t("subscription.renewalLabel")}
        filters={filters}
        options={STATES.map((state) => ({
          value: state,
          label: t(`subscription.renewal.${state}`),
        }))}
      />
      <FilterPick
        name="due_within_days"
        label={t("subscription.dueSoon")}
        filters={filters}
        options={DAYS.map((days) => ({
          value: String(days),
          label: t("subscription.inDays", { days: number(days) }),
        }))}
      />
      <FilterPick
        name="plan_id"
        label={t("plan.one")}
        filters={filters}
        options={plans.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field label={t("customer.one")}>
        {(control) => (
          <CustomerPicker
            {...control}
            value={filters.values.customer_id ?? null}
            onChange={(id) => filters.set("customer_id", id)}
          />
        )}
      </Field>
    </FilterBar>
  )
}

/** Asks once the typing rests; the address of the page says what was asked. */
function SearchField({ filters }: { filters: Filters<Name> }) {
  const { t } = useLocale()
  const asked = filters.values.q ?? ""
  const [text, setText] = useState(asked)
  const rested = useDebounced(text.trim())
  useEffect(() => {
    if (rested !== asked && rested === text.trim()) {
      filters.set("q", rested)
    }
    // Only what was typed asks; that the filters were cleared is no typing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rested])
  useEffect(() => setText((current) => (current.trim() === asked ? current : asked)), [asked])
  return (
    <Field label={t("subscription.search")}>
      {(control) => <TextInput {...control} value={text} onChange={setText} />}
    </Field>
  )
}
