import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import { useProductSearch } from "../../lib/resources"
import { sdk } from "../../lib/sdk"
import { Combobox } from "../common/combobox"
import type { ControlProps } from "./field"

type VariantPickerProps = ControlProps & {
  value: string | null
  onChange: (variantId: string) => void
}

type VariantAnswer = {
  variants: { id: string; title: string; product: { title: string } | null }[]
}

/** The product that is given away: one variant, since that is what lands in the cart. */
export function VariantPicker({ value, onChange, ...control }: VariantPickerProps) {
  const { t } = useLocale()
  const [search, setSearch] = useState("")
  const found = useProductSearch(search)
  const { data } = useQuery<VariantAnswer>({
    queryKey: ["kairos-products", "variant", value],
    queryFn: () =>
      sdk.client.fetch("/admin/product-variants", {
        query: { id: value, fields: "id,title,product.title" },
      }),
    enabled: value !== null,
  })
  const chosen = data?.variants[0]
  const choices = (found.data?.products ?? []).flatMap((product) =>
    product.variants.map((variant) => ({
      value: variant.id,
      label: product.title,
      detail: [variant.title, variant.sku].filter(Boolean).join(" · "),
    }))
  )
  return (
    <Combobox
      {...control}
      placeholder={t("product.search")}
      shown={chosen ? `${chosen.product?.title ?? ""} · ${chosen.title}` : (value ?? "")}
      choices={choices}
      onSearch={setSearch}
      onPick={(choice) => onChange(choice.value)}
    />
  )
}
