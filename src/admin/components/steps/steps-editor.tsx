import { Plus } from "@medusajs/icons"
import { Button, Hint, Text } from "@medusajs/ui"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { moved } from "../../lib/set-in"
import { newStep, type StepDraft } from "../automations/draft"
import { useProblems } from "../forms/field"
import { StepCard } from "./step-card"

type StepsEditorProps = {
  steps: readonly StepDraft[]
  catalog: Catalog
  triggerCode: string
  onChange: (steps: readonly StepDraft[]) => void
}

export function StepsEditor({ steps, catalog, triggerCode, onChange }: StepsEditorProps) {
  const { t } = useLocale()
  const problems = useProblems("steps")
  const [said, setSaid] = useState("")
  const move = (from: number, to: number) => {
    onChange(moved(steps, from, to))
    setSaid(t("step.moved", { from: from + 1, to: to + 1 }))
  }
  const remove = (index: number) => {
    onChange(steps.filter((_, other) => other !== index))
    setSaid(t("step.removed", { number: index + 1 }))
  }
  return (
    <div className="flex flex-col gap-y-3">
      <p role="status" className="sr-only">
        {said}
      </p>
      {steps.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("step.none")}
        </Text>
      ) : null}
      <ol className="flex flex-col gap-y-3">
        {steps.map((step, index) => (
          <li key={step.uid}>
            <StepCard
              step={step}
              index={index}
              count={steps.length}
              catalog={catalog}
              triggerCode={triggerCode}
              onChange={(next) =>
                onChange(steps.map((other) => (other.uid === step.uid ? next : other)))
              }
              onMove={(to) => move(index, to)}
              onRemove={() => remove(index)}
            />
          </li>
        ))}
      </ol>
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error">
          {problem.message}
        </Hint>
      ))}
      <div>
        <Button
          type="button"
          size="small"
          variant="secondary"
          onClick={() => onChange([...steps, newStep(steps)])}
        >
          <Plus />
          {t("step.add")}
        </Button>
      </div>
    </div>
  )
}
