import { useState } from "react"
import { useLocale } from "../../lib/locale"
import { useProduct, useProductSearch } from "../../lib/resources"
import { Combobox } from "../common/combobox"
import { TextLink } from "../common/page"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"
import type { PlanDraft } from "./plan-draft"

const ALL = "all"

type ProductFieldsProps = {
  draft: PlanDraft
  isNew: boolean
  onChange: (patch: Pick<PlanDraft, "product_id" | "variant_id">) => void
}

/** What is sold with the plan; it stays so, because those who have it bought just that. */
export function ProductFields({ draft, isNew, onChange }: ProductFieldsProps) {
  const { t } = useLocale()
  const [search, setSearch] = useState("")
  const found = useProductSearch(search)
  const product = useProduct(draft.product_id)
  const { product_id, variant_id } = draft
  if (!isNew) {
    const variant = product?.variants.find(({ id }) => id === variant_id)
    return (
      <div className="txt-compact-small flex flex-col gap-y-1.5">
        <span className="font-medium">{t("plan.product")}</span>
        <span>
          <TextLink to={`/products/${product_id}`}>{product?.title ?? product_id}</TextLink>
          {" · "}
          {variant_id === null ? t("plan.allVariants") : (variant?.title ?? variant_id)}
        </span>
      </div>
    )
  }
  const choices = (found.data?.products ?? []).map(({ id, title, handle }) => ({
    value: id,
    label: title,
    detail: handle,
  }))
  const variants = product?.variants ?? []
  return (
    <>
      <Field label={t("plan.product")} hint={t("plan.productHint")} path="product_id">
        {(control) => (
          <Combobox
            {...control}
            placeholder={t("product.search")}
            shown={product?.title ?? product_id}
            choices={choices}
            onSearch={setSearch}
            onPick={({ value }) => onChange({ product_id: value, variant_id: null })}
          />
        )}
      </Field>
      {variants.length > 1 ? (
        <Field label={t("plan.variant")} path="variant_id">
          {(control) => (
            <Pick
              {...control}
              value={variant_id ?? ALL}
              options={[
                { value: ALL, label: t("plan.allVariants") },
                ...variants.map(({ id, title, sku }) => ({
                  value: id,
                  label: [title, sku].filter(Boolean).join(" · "),
                })),
              ]}
              onChange={(value) =>
                onChange({ product_id, variant_id: value === ALL ? null : value })
              }
            />
          )}
        </Field>
      ) : null}
    </>
  )
}
