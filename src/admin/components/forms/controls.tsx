import { Input, Select, Switch, Textarea } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useLocale } from "../../lib/locale"
import type { ControlProps } from "./field"

type TextProps = ControlProps & {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  rows?: number
  mono?: boolean
  type?: "text" | "email" | "search" | "date" | "time"
  "aria-label"?: string
}

export const TextInput = ({
  onChange,
  rows: _rows,
  mono: _mono,
  type = "text",
  ...rest
}: TextProps) => <Input {...rest} type={type} onChange={(event) => onChange(event.target.value)} />

export const TextArea = ({ onChange, mono, type: _type, rows = 4, ...rest }: TextProps) => (
  <Textarea
    {...rest}
    rows={rows}
    spellCheck={!mono}
    className={mono ? "font-mono text-xs" : ""}
    onChange={(event) => onChange(event.target.value)}
  />
)

type NumberProps = ControlProps & {
  value: number | null
  onChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number | "any"
  className?: string
  "aria-label"?: string
}

/** Keeps what is typed until it is a number: "1." must not become "1" under the typist's hands. */
export function NumberInput({ value, onChange, step = "any", ...rest }: NumberProps) {
  const [text, setText] = useState(value === null ? "" : String(value))
  useEffect(() => {
    setText((current) =>
      toNumber(current) === value ? current : value === null ? "" : String(value)
    )
  }, [value])
  return (
    <Input
      {...rest}
      type="number"
      inputMode="decimal"
      step={step}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(toNumber(event.target.value))
      }}
    />
  )
}

const toNumber = (text: string): number | null => {
  const value = Number(text)
  return text.trim() === "" || Number.isNaN(value) ? null : value
}

export type Option = { readonly value: string; readonly label: string }

type PickProps = ControlProps & {
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
  placeholder?: string
  size?: "base" | "small"
  disabled?: boolean
  "aria-label"?: string
}

/** One of a few. A value that is no longer offered stays visible, so that opening a form changes nothing. */
export function Pick({
  value,
  options,
  onChange,
  placeholder,
  size,
  disabled,
  ...control
}: PickProps) {
  const { t } = useLocale()
  const offered =
    value === "" || options.some((option) => option.value === value)
      ? options
      : [...options, { value, label: t("form.gone", { value }) }]
  return (
    <Select
      size={size}
      value={value}
      disabled={disabled}
      // Radix reports "" when the options change under it; that is nobody's choice.
      onValueChange={(next) => next !== "" && onChange(next)}
    >
      <Select.Trigger {...control}>
        <Select.Value placeholder={placeholder ?? t("form.choose")} />
      </Select.Trigger>
      <Select.Content>
        {offered.map((option) => (
          <Select.Item key={option.value} value={option.value}>
            {option.label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}

type ToggleProps = ControlProps & { value: boolean; onChange: (value: boolean) => void }

export const Toggle = ({ value, onChange, ...control }: ToggleProps) => (
  <div className="flex h-8 items-center">
    <Switch {...control} checked={value} onCheckedChange={onChange} />
  </div>
)

export type MoneyValue = { amount: number | string; currency_code: string }

type MoneyProps = ControlProps & {
  value: MoneyValue | number | null
  currencies: readonly string[]
  onChange: (value: MoneyValue | number | null) => void
  "aria-label"?: string
}

/** An amount with its currency; a bare number is one in the shop's own currency and stays so until another is chosen. */
export function MoneyInput({ value, currencies, onChange, ...control }: MoneyProps) {
  const { t } = useLocale()
  const amount = value === null ? null : Number(typeof value === "number" ? value : value.amount)
  const currency =
    (value !== null && typeof value === "object" ? value.currency_code : currencies[0]) ?? ""
  const options = currencies.map((code) => ({ value: code, label: code.toUpperCase() }))
  return (
    <div className="flex gap-x-2">
      <NumberInput
        {...control}
        min={0}
        value={amount}
        onChange={(next) =>
          onChange(
            next === null ? null : currency ? { amount: next, currency_code: currency } : next
          )
        }
      />
      <div className="w-28 shrink-0">
        <Pick
          id={`${control.id}-currency`}
          aria-label={t("form.currency")}
          value={currency}
          options={options}
          onChange={(code) => onChange({ amount: amount ?? 0, currency_code: code })}
        />
      </div>
    </div>
  )
}
