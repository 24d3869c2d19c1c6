import { Button } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useLocale } from "../../lib/locale"
import type { Filters } from "../../lib/use-filters"
import { Pick as PickControl, TextInput } from "./controls"
import { Field } from "./field"

const ANY = "any"

type FilterProps<Name extends string> = {
  readonly name: Name
  readonly label: string
  readonly filters: Pick<Filters<Name>, "values" | "set">
}

/** The filters of a list, and the button that takes them back. */
export function FilterBar({
  filters,
  children,
}: {
  readonly filters: Pick<Filters, "isSet" | "clear">
  readonly children: ReactNode
}) {
  const { t } = useLocale()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
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

export function FilterPick<Name extends string>({
  name,
  label,
  filters,
  options,
}: FilterProps<Name> & { readonly options: readonly { value: string; label: string }[] }) {
  const { t } = useLocale()
  return (
    <Field label={label}>
      {(control) => (
        <PickControl
          {...control}
          value={filters.values[name] ?? ANY}
          options={[{ value: ANY, label: t("form.any") }, ...options]}
          onChange={(next) => filters.set(name, next === ANY ? "" : next)}
        />
      )}
    </Field>
  )
}

export function DayFilter<Name extends string>({ name, label, filters }: FilterProps<Name>) {
  return (
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
}
