import { XMarkMini } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import { useProductNames, useProductSearch } from "../../lib/resources"
import { Combobox } from "../common/combobox"
import type { ControlProps } from "../forms/field"

type ProductsPickerProps = ControlProps & {
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}

export function ProductsPicker({ ids, onChange, ...control }: ProductsPickerProps) {
  const { t } = useLocale()
  const [search, setSearch] = useState("")
  const found = useProductSearch(search)
  const names = useProductNames(ids)
  const choices = (found.data?.products ?? [])
    .filter((product) => !ids.includes(product.id))
    .map((product) => ({ value: product.id, label: product.title, detail: product.handle }))
  return (
    <div className="flex flex-col gap-y-2">
      <Combobox
        {...control}
        placeholder={t("product.search")}
        shown=""
        choices={choices}
        onSearch={setSearch}
        onPick={(choice) => onChange([...ids, choice.value])}
      />
      <ul className="flex flex-col gap-y-1">
        {ids.map((id) => (
          <li
            key={id}
            className="bg-ui-bg-subtle txt-compact-small flex items-center justify-between rounded-md px-2 py-1"
          >
            <span className="truncate">{names.get(id)?.title ?? id}</span>
            <IconButton
              type="button"
              size="small"
              variant="transparent"
              aria-label={t("form.removeNamed", { name: names.get(id)?.title ?? id })}
              onClick={() => onChange(ids.filter((other) => other !== id))}
            >
              <XMarkMini />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
