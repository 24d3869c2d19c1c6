import type { ArgResponse, OnSiteContent } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCurrencies } from "../../lib/resources"
import { ContentForm } from "../content/content-form"
import { EMPTY_CONTENT } from "../content/empty-content"
import { DurationInput } from "../steps/duration-input"
import { MoneyInput, NumberInput, Pick, TextInput, Toggle, type MoneyValue } from "./controls"
import { Field, type ControlProps } from "./field"
import { PlacementPick, TemplatePick } from "./reference-picks"
import { VariantPicker } from "./variant-picker"

export type ArgFieldProps = {
  arg: ArgResponse
  label: string
  path: string
  value: unknown
  onChange: (value: unknown) => void
}

export function ArgField({ arg, label, path, value, onChange }: ArgFieldProps) {
  if (arg.type === "content") {
    return (
      <div className="md:col-span-2">
        <ContentForm
          value={(value as OnSiteContent | null) ?? EMPTY_CONTENT}
          path={path}
          legend={label}
          onChange={onChange}
        />
      </div>
    )
  }
  return (
    <Field label={label} path={path} deep optional={!arg.required && arg.type !== "boolean"}>
      {(control) => <ArgControl arg={arg} value={value} onChange={onChange} control={control} />}
    </Field>
  )
}

type ArgControlProps = Omit<ArgFieldProps, "label" | "path"> & { control: ControlProps }

function ArgControl({ arg, value, onChange, control }: ArgControlProps) {
  const { say, t } = useLocale()
  const currencies = useCurrencies()
  const text = typeof value === "string" ? value : ""
  switch (arg.type) {
    case "number":
      return arg.unit === "minutes" ? (
        <DurationInput
          {...control}
          minutes={typeof value === "number" ? value : 0}
          onChange={onChange}
        />
      ) : (
        <NumberInput
          {...control}
          value={typeof value === "number" ? value : null}
          min={arg.min}
          max={arg.max}
          step={arg.integer ? 1 : "any"}
          onChange={onChange}
        />
      )
    case "boolean":
      return <Toggle {...control} value={value === true} onChange={onChange} />
    case "select":
      return (
        <Pick
          {...control}
          value={text}
          options={(arg.options ?? []).map((option) => ({
            value: option.value,
            label: say(option.label),
          }))}
          onChange={onChange}
        />
      )
    case "money":
      return (
        <MoneyInput
          {...control}
          value={value as MoneyValue | number | null}
          currencies={currencies}
          onChange={onChange}
        />
      )
    case "template":
      return <TemplatePick {...control} value={text} onChange={onChange} />
    case "placement":
      return <PlacementPick {...control} value={text} onChange={onChange} />
    case "product":
      return <VariantPicker {...control} value={text || null} onChange={onChange} />
    default:
      return arg.key === "currency_code" ? (
        <Pick
          {...control}
          value={text}
          options={currencies.map((code) => ({ value: code, label: code.toUpperCase() }))}
          onChange={onChange}
        />
      ) : (
        <TextInput
          {...control}
          value={text}
          placeholder={arg.required ? undefined : t("form.empty")}
          onChange={(next) => onChange(next === "" && !arg.required ? null : next)}
        />
      )
  }
}
