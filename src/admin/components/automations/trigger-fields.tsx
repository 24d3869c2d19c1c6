import { useLocale } from "../../lib/locale"
import { ArgsForm } from "../forms/args-form"
import { Pick } from "../forms/controls"
import { defaultArgs } from "../forms/default-args"
import { Field } from "../forms/field"
import type { PartProps } from "./basics-fields"

export function TriggerFields({ draft, catalog, onChange }: PartProps) {
  const { t, say } = useLocale()
  const trigger = catalog.triggers.find((known) => known.code === draft.trigger.code)
  const choose = (code: string) => {
    const chosen = catalog.triggers.find((known) => known.code === code)
    onChange({ trigger: { code, args: defaultArgs(chosen?.args ?? []) } })
  }
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <Field
        label={t("automation.trigger")}
        hint={trigger ? say(trigger.description) : undefined}
        path="trigger.code"
      >
        {(control) => (
          <Pick
            {...control}
            value={draft.trigger.code}
            options={catalog.triggers.map((known) => ({
              value: known.code,
              label: say(known.label),
            }))}
            onChange={choose}
          />
        )}
      </Field>
      <ArgsForm
        args={trigger?.args ?? []}
        values={draft.trigger.args}
        path="trigger.args"
        onChange={(args) => onChange({ trigger: { code: draft.trigger.code, args } })}
      />
    </div>
  )
}
