import type { OnSiteContent } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Pick, TextArea, TextInput, Toggle } from "../forms/controls"
import { Field } from "../forms/field"
import { ContentTranslations } from "./content-translations"
import { withoutWord } from "./content-words"
import { ProductsPicker } from "./products-picker"

type ContentFormProps = {
  value: OnSiteContent
  path: string
  legend: string
  onChange: (value: OnSiteContent) => void
}

const SOURCES = ["none", "chosen", "bestsellers", "bought_before", "new_for_you"] as const

/** What a placement shows: structured text, never HTML. */
export function ContentForm({ value, path, legend, onChange }: ContentFormProps) {
  const { t } = useLocale()
  const change = (patch: Partial<OnSiteContent>) => onChange({ ...value, ...patch })
  const orNull = (text: string) => (text === "" ? null : text)
  return (
    <fieldset className="grid grid-cols-1 gap-4 md:grid-cols-2">
      <legend className="txt-compact-small-plus mb-2">{legend}</legend>
      <Field
        label={t("content.headline")}
        hint={t("content.headlineHint", { example: "{{default customer.first_name 'there'}}" })}
        path={`${path}.headline`}
        className="md:col-span-2"
      >
        {(control) => (
          <TextInput
            {...control}
            value={value.headline}
            onChange={(headline) => change({ headline })}
          />
        )}
      </Field>
      <Field
        label={t("content.body")}
        hint={t("content.bodyHint")}
        path={`${path}.body`}
        className="md:col-span-2"
      >
        {(control) => (
          <TextArea {...control} value={value.body} onChange={(body) => change({ body })} />
        )}
      </Field>
      <Field label={t("content.image")} path={`${path}.image_url`} optional>
        {(control) => (
          <TextInput
            {...control}
            value={value.image_url ?? ""}
            placeholder="https://"
            onChange={(text) => change({ image_url: orNull(text) })}
          />
        )}
      </Field>
      <Field
        label={t("content.disclosure")}
        hint={t("content.disclosureHint")}
        path={`${path}.disclosure`}
        optional
      >
        {(control) => (
          <TextInput
            {...control}
            value={value.disclosure ?? ""}
            onChange={(text) =>
              onChange({
                ...(text === "" ? withoutWord(value, "disclosure") : value),
                disclosure: orNull(text),
              })
            }
          />
        )}
      </Field>
      <CallToAction value={value} path={path} onChange={onChange} />
      <Field label={t("content.products")} path={`${path}.products.source`}>
        {(control) => (
          <Pick
            {...control}
            value={value.products.source}
            options={SOURCES.map((source) => ({
              value: source,
              label: t(`content.source.${source}`),
            }))}
            onChange={(source) =>
              change({
                products: {
                  source: source as OnSiteContent["products"]["source"],
                  ids: source === "chosen" ? value.products.ids : [],
                },
              })
            }
          />
        )}
      </Field>
      {value.products.source === "chosen" ? (
        <Field label={t("content.chosen")} path={`${path}.products.ids`} deep>
          {(control) => (
            <ProductsPicker
              {...control}
              ids={value.products.ids}
              onChange={(ids) => change({ products: { source: "chosen", ids } })}
            />
          )}
        </Field>
      ) : null}
      <ContentTranslations value={value} path={path} onChange={onChange} />
    </fieldset>
  )
}

function CallToAction({ value, path, onChange }: Omit<ContentFormProps, "legend">) {
  const { t } = useLocale()
  const { cta } = value
  const change = (patch: NonNullable<OnSiteContent["cta"]>) => onChange({ ...value, cta: patch })
  return (
    <>
      <Field label={t("content.cta")} path={`${path}.cta`} className="md:col-span-2">
        {(control) => (
          <Toggle
            {...control}
            value={cta !== null}
            onChange={(on) =>
              onChange(
                on
                  ? { ...value, cta: { label: "", href: "/" } }
                  : { ...withoutWord(value, "label"), cta: null }
              )
            }
          />
        )}
      </Field>
      {cta ? (
        <>
          <Field label={t("content.ctaLabel")} path={`${path}.cta.label`}>
            {(control) => (
              <TextInput
                {...control}
                value={cta.label}
                onChange={(label) => change({ ...cta, label })}
              />
            )}
          </Field>
          <Field
            label={t("content.ctaHref")}
            hint={t("content.ctaHrefHint")}
            path={`${path}.cta.href`}
          >
            {(control) => (
              <TextInput
                {...control}
                value={cta.href}
                onChange={(href) => change({ ...cta, href })}
              />
            )}
          </Field>
        </>
      ) : null}
    </>
  )
}
