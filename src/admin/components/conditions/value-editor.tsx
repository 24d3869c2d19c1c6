import { Checkbox, Hint, Label } from "@medusajs/ui"
import { useId } from "react"
import type { ConditionRule } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCurrencies, type Fact } from "../../lib/resources"
import { ProductsPicker } from "../content/products-picker"
import { MoneyInput, NumberInput, Pick, TextInput, type MoneyValue } from "../forms/controls"
import { useProblems, type ControlProps } from "../forms/field"
import { ManyText } from "./many-text"
import type { Takes } from "./value-shape"

type Value = ConditionRule["value"]

export type ConditionValueProps = {
  fact: Fact | undefined
  operator: string
  takes: Takes
  value: Value
  path: string
  onChange: (value: Value) => void
}

/** The value of one rule, in the shape that its operator takes and with the control that its fact's type asks for. */
export function ConditionValue(props: ConditionValueProps) {
  const { t, say } = useLocale()
  const id = useId()
  const problems = useProblems(props.path, true)
  const control: ControlProps = {
    id,
    "aria-invalid": problems.length > 0 || undefined,
    "aria-describedby": problems.length > 0 ? `${id}-error` : undefined,
  }
  return (
    <div className="flex min-w-0 flex-1 basis-56 flex-col gap-y-1">
      <div className="flex items-center gap-x-2">
        <ValueControl {...props} control={control} />
        {props.fact?.unit && props.takes !== "none" ? (
          <span className="txt-compact-small text-ui-fg-subtle shrink-0">
            {say(props.fact.unit)}
          </span>
        ) : null}
      </div>
      {problems.length > 0 ? (
        <Hint id={`${id}-error`} variant="error">
          {problems.map((problem) => problem.message).join(" ")}
        </Hint>
      ) : null}
      {props.fact ? null : <Hint variant="error">{t("condition.factGone")}</Hint>}
    </div>
  )
}

function ValueControl(props: ConditionValueProps & { control: ControlProps }) {
  const { t } = useLocale()
  const { takes, value, onChange, control } = props
  if (takes === "none") {
    return null
  }
  if (takes === "many") {
    return <ManyValues {...props} />
  }
  if (takes === "two") {
    const pair = Array.isArray(value) ? (value as readonly Value[]) : []
    const put = (index: 0 | 1) => (next: Value) =>
      onChange([index === 0 ? next : pair[0], index === 1 ? next : pair[1]] as Value)
    return (
      <>
        <OneValue
          {...props}
          value={pair[0] ?? null}
          label={t("condition.from")}
          onChange={put(0)}
        />
        <span className="txt-compact-small text-ui-fg-subtle">{t("condition.and")}</span>
        <OneValue
          {...props}
          control={{ ...control, id: `${control.id}-to` }}
          value={pair[1] ?? null}
          label={t("condition.to")}
          onChange={put(1)}
        />
      </>
    )
  }
  return <OneValue {...props} label={t("condition.value")} />
}

type OneValueProps = ConditionValueProps & { control: ControlProps; label: string }

const PARTS_OF_TEXT = ["contains", "doesNotContain", "beginsWith", "endsWith"]

type Kind = "options" | "boolean" | "money" | "number" | "date" | "text"

/** Which control a value needs: a part of a text is typed even where the whole is chosen, days are counted. */
function kindOf(fact: Fact | undefined, operator: string): Kind {
  if (fact?.options) {
    return PARTS_OF_TEXT.includes(operator) ? "text" : "options"
  }
  switch (fact?.type) {
    case "boolean":
    case "money":
    case "number":
      return fact.type
    case "date":
      return /days/i.test(operator) ? "number" : "date"
    default:
      return "text"
  }
}

function OneValue({ fact, operator, value, control, label, onChange }: OneValueProps) {
  const { t, say } = useLocale()
  const currencies = useCurrencies()
  const shared = { ...control, "aria-label": label }
  const text = value === null ? "" : String(value)
  switch (kindOf(fact, operator)) {
    case "options":
      return (
        <Pick
          {...shared}
          value={text}
          options={(fact?.options ?? []).map((option) => ({
            value: option.value,
            label: say(option.label),
          }))}
          onChange={onChange}
        />
      )
    case "boolean":
      return (
        <Pick
          {...shared}
          value={value === false ? "false" : "true"}
          options={["true", "false"].map((code) => ({
            value: code,
            label: t(`condition.${code}`),
          }))}
          onChange={(next) => onChange(next === "true")}
        />
      )
    case "money":
      return (
        <MoneyInput
          {...shared}
          value={value as MoneyValue | number | null}
          currencies={currencies}
          onChange={onChange}
        />
      )
    case "number":
      return (
        <NumberInput {...shared} value={text === "" ? null : Number(text)} onChange={onChange} />
      )
    case "date":
      return <TextInput {...shared} type="date" value={text.slice(0, 10)} onChange={onChange} />
    default:
      return <TextInput {...shared} value={text} onChange={onChange} />
  }
}

function ManyValues({
  fact,
  value,
  control,
  onChange,
}: ConditionValueProps & { control: ControlProps }) {
  const { t, say } = useLocale()
  const chosen = (Array.isArray(value) ? value : []) as readonly (string | number)[]
  if (fact?.code.endsWith("product_ids")) {
    return <ProductsPicker {...control} ids={chosen.map(String)} onChange={onChange} />
  }
  if (!fact?.options) {
    const parse = (text: string) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean)
    const typed = (part: string) => (fact?.type === "number" ? Number(part) : part)
    return (
      <ManyText
        control={control}
        label={t("condition.values")}
        value={chosen.join(", ")}
        onChange={(text) => onChange(parse(text).map(typed))}
      />
    )
  }
  return (
    <div role="group" aria-label={t("condition.values")} className="flex flex-wrap gap-x-4 gap-y-1">
      {fact.options.map((option) => {
        const id = `${control.id}-${option.value}`
        const isOn = chosen.includes(option.value)
        return (
          <div key={option.value} className="flex items-center gap-x-1.5">
            <Checkbox
              id={id}
              checked={isOn}
              onCheckedChange={() =>
                onChange(
                  isOn
                    ? chosen.filter((other) => other !== option.value)
                    : [...chosen, option.value]
                )
              }
            />
            <Label htmlFor={id} size="small">
              {say(option.label)}
            </Label>
          </div>
        )
      })}
    </div>
  )
}
