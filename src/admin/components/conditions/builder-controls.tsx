import { Plus, Trash } from "@medusajs/icons"
import { Button, IconButton, Label, Select, Switch } from "@medusajs/ui"
import { useId } from "react"
import type {
  ActionProps,
  CombinatorSelectorProps,
  FieldSelectorProps,
  NotToggleProps,
  OperatorSelectorProps,
  ValueEditorProps,
} from "react-querybuilder"
import { useLocale } from "../../lib/locale"
import type { Fact } from "../../lib/resources"
import { Pick } from "../forms/controls"
import { ConditionValue } from "./value-editor"
import type { Takes } from "./value-shape"

/** What the builder's controls share. */
export type BuilderContext = {
  readonly path: string
  readonly fact: (code: string) => Fact | undefined
  readonly takes: (operator: string) => Takes
}

/** `[0, 1]` in the builder is `conditions.rules.0.rules.1` in the API's messages. */
const fieldPath = (root: string, path: readonly number[]) =>
  [root, ...path.flatMap((index) => ["rules", index])].join(".")

const AddAction = ({ label, title, disabled, ...props }: ActionProps) => (
  <Button
    type="button"
    size="small"
    variant="secondary"
    title={title}
    disabled={disabled}
    onClick={(event) => props.handleOnClick(event)}
  >
    <Plus />
    {label}
  </Button>
)

const RemoveAction = ({ title, disabled, ...props }: ActionProps) => (
  <IconButton
    type="button"
    size="small"
    variant="transparent"
    aria-label={title}
    title={title}
    disabled={disabled}
    onClick={(event) => props.handleOnClick(event)}
  >
    <Trash />
  </IconButton>
)

/** Facts stand in groups by what they are about; the list is too long to be one. */
function FactSelector({ value, title, options, context, ...props }: FieldSelectorProps) {
  const { t, say } = useLocale()
  const facts = (options as { name: string; label: string; fact?: Fact }[]).filter(
    (option) => option.fact
  )
  const parts = [...new Set(facts.map((option) => option.fact?.part ?? ""))]
  const isOffered = facts.some((option) => option.name === value)
  const gone = value && !isOffered ? (context as BuilderContext).fact(value) : undefined
  return (
    <div className="min-w-0 flex-1 basis-52">
      <Select value={value} onValueChange={(next) => next !== "" && props.handleOnChange(next)}>
        <Select.Trigger aria-label={title} aria-invalid={!isOffered || undefined}>
          <Select.Value placeholder={t("condition.fact")} />
        </Select.Trigger>
        <Select.Content>
          {parts.map((part) => (
            <Select.Group key={part}>
              <Select.Label>{t(`condition.part.${part}`)}</Select.Label>
              {facts
                .filter((option) => option.fact?.part === part)
                .map((option) => (
                  <Select.Item key={option.name} value={option.name}>
                    {option.label}
                  </Select.Item>
                ))}
            </Select.Group>
          ))}
          {value && !isOffered ? (
            <Select.Item value={value}>
              {t("condition.notOffered", { name: gone ? say(gone.label) : value })}
            </Select.Item>
          ) : null}
        </Select.Content>
      </Select>
    </div>
  )
}

function OperatorSelector({ value, title, options, ...props }: OperatorSelectorProps) {
  const id = useId()
  return (
    <div className="min-w-0 flex-1 basis-36">
      <Pick
        id={id}
        aria-label={title}
        value={value ?? ""}
        options={(options as { name: string; label: string }[]).map((option) => ({
          value: option.name,
          label: option.label,
        }))}
        onChange={(next) => props.handleOnChange(next)}
      />
    </div>
  )
}

function CombinatorSelector({ value, title, options, ...props }: CombinatorSelectorProps) {
  const id = useId()
  return (
    <div className="w-56">
      <Pick
        id={id}
        size="small"
        aria-label={title}
        value={value ?? "and"}
        options={(options as { name: string; label: string }[]).map((option) => ({
          value: option.name,
          label: option.label,
        }))}
        onChange={(next) => props.handleOnChange(next)}
      />
    </div>
  )
}

function NotToggle({ checked, label, title, ...props }: NotToggleProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-x-2" title={title}>
      <Switch
        id={id}
        size="small"
        checked={!!checked}
        onCheckedChange={(next) => props.handleOnChange(next)}
      />
      <Label htmlFor={id} size="small">
        {label}
      </Label>
    </div>
  )
}

function ValueEditor({ field, operator, value, path, context, ...props }: ValueEditorProps) {
  const builder = context as BuilderContext
  return (
    <ConditionValue
      // Another fact or shape starts with fresh controls: what was typed for the old one does not fit.
      key={`${field}:${builder.takes(operator)}`}
      fact={builder.fact(field)}
      operator={operator}
      takes={builder.takes(operator)}
      value={value ?? null}
      path={fieldPath(builder.path, path)}
      onChange={(next) => props.handleOnChange(next)}
    />
  )
}

export const CONTROLS = {
  addRuleAction: AddAction,
  addGroupAction: AddAction,
  removeRuleAction: RemoveAction,
  removeGroupAction: RemoveAction,
  fieldSelector: FactSelector,
  operatorSelector: OperatorSelector,
  combinatorSelector: CombinatorSelector,
  notToggle: NotToggle,
  valueEditor: ValueEditor,
}
