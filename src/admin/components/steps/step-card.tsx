import { Button, Heading } from "@medusajs/ui"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { moved } from "../../lib/set-in"
import type { ActionDraft, StepDraft } from "../automations/draft"
import { ConditionsField } from "../conditions/conditions-field"
import { Field } from "../forms/field"
import { ActionCard } from "./action-card"
import { AddAction } from "./add-action"
import { DurationInput } from "./duration-input"
import { ReorderButtons } from "./reorder-buttons"
import { WaitEditor } from "./wait-editor"

type StepCardProps = {
  step: StepDraft
  index: number
  count: number
  catalog: Catalog
  triggerCode: string
  onChange: (step: StepDraft) => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function StepCard(props: StepCardProps) {
  const { step, index, count, catalog, triggerCode, onChange, onMove, onRemove } = props
  const { t } = useLocale()
  const name = t("step.title", { number: index + 1 })
  const path = `steps.${index}`
  const isOnRequest =
    catalog.triggers.find(({ code }) => code === triggerCode)?.source === "request"
  const setActions = (actions: readonly ActionDraft[]) => onChange({ ...step, actions })
  return (
    <div className="border-ui-border-base rounded-lg border" role="group" aria-label={name}>
      <div className="flex items-center justify-between px-4 py-2">
        <Heading level="h3">{name}</Heading>
        <ReorderButtons
          name={name}
          index={index}
          count={count}
          onMove={onMove}
          onRemove={onRemove}
        />
      </div>
      <div className="flex flex-col gap-y-4 px-4 pb-4">
        <WaitEditor
          wait={step.wait}
          isFirst={index === 0}
          catalog={catalog}
          triggerCode={triggerCode}
          path={`${path}.wait`}
          onChange={(wait) => onChange({ ...step, wait })}
        />
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
          <Field
            label={t("step.validFor")}
            hint={t("step.validForHint")}
            path={`${path}.valid_for_minutes`}
          >
            {(control) => (
              <DurationInput
                {...control}
                minutes={step.valid_for_minutes}
                onChange={(valid_for_minutes) => onChange({ ...step, valid_for_minutes })}
              />
            )}
          </Field>
        </div>
        <StepConditions
          step={step}
          catalog={catalog}
          triggerCode={triggerCode}
          path={path}
          onChange={onChange}
        />
        <ol className="flex flex-col gap-y-3">
          {step.actions.map((action, at) => (
            <li key={action.uid}>
              <ActionCard
                action={action}
                index={at}
                count={step.actions.length}
                catalog={catalog}
                offersOtherwise={!isOnRequest}
                path={`${path}.actions.${at}`}
                onChange={(next) =>
                  setActions(step.actions.map((other) => (other.uid === action.uid ? next : other)))
                }
                onMove={(to) => setActions(moved(step.actions, at, to))}
                onRemove={() => setActions(step.actions.filter((_, other) => other !== at))}
              />
            </li>
          ))}
        </ol>
        <AddAction
          actions={catalog.actions}
          label={t("action.add")}
          path={`${path}.actions`}
          onAdd={(action) => setActions([...step.actions, action])}
        />
      </div>
    </div>
  )
}

type StepConditionsProps = Pick<StepCardProps, "step" | "catalog" | "triggerCode" | "onChange"> & {
  path: string
}

/** Most steps ask nothing more than their automation does; the builder opens for those that do. */
function StepConditions({ step, catalog, triggerCode, path, onChange }: StepConditionsProps) {
  const { t } = useLocale()
  const [isOpen, setOpen] = useState(step.conditions !== null)
  if (!isOpen) {
    return (
      <div>
        <Button type="button" size="small" variant="transparent" onClick={() => setOpen(true)}>
          {t("step.addConditions")}
        </Button>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-y-2">
      <p className="txt-compact-small-plus">{t("step.conditions")}</p>
      <ConditionsField
        value={step.conditions}
        catalog={catalog}
        triggerCode={triggerCode}
        path={`${path}.conditions`}
        onChange={(conditions) => onChange({ ...step, conditions })}
      />
    </div>
  )
}
