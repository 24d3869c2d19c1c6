import { useState } from "react"
import { useLocale } from "../../lib/locale"
import {
  customerLabel,
  useCustomerNames,
  useCustomerSearch,
  type Customer,
} from "../../lib/resources"
import type { ControlProps } from "../forms/field"
import { Combobox } from "./combobox"

type CustomerPickerProps = ControlProps & {
  value: string | null
  onChange: (customerId: string) => void
}

export function CustomerPicker({ value, onChange, ...control }: CustomerPickerProps) {
  const { t } = useLocale()
  const [search, setSearch] = useState("")
  const found = useCustomerSearch(search)
  const names = useCustomerNames([value])
  const detail = (customer: Customer) =>
    [customer.first_name, customer.last_name].filter(Boolean).join(" ") ||
    t(customer.has_account ? "customer.account" : "customer.guest")
  return (
    <Combobox
      {...control}
      placeholder={t("customer.search")}
      shown={value ? customerLabel(names.get(value), value) : ""}
      onSearch={setSearch}
      onPick={(choice) => onChange(choice.value)}
      choices={(found.data?.customers ?? []).map((customer) => ({
        value: customer.id,
        label: customerLabel(customer, customer.id),
        detail: detail(customer),
      }))}
    />
  )
}
