import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { Pick, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import type { Draft } from "./draft"

export type PartProps = {
  draft: Draft
  catalog: Catalog
  onChange: (patch: Partial<Draft>) => void
}

export function BasicsFields({ draft, catalog, onChange }: PartProps) {
  const { t, say } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("automation.name")} path="name" className="md:col-span-2">
        {(control) => (
          <TextInput {...control} value={draft.name} onChange={(name) => onChange({ name })} />
        )}
      </Field>
      <Field
        label={t("automation.objective")}
        hint={t("automation.objectiveHint")}
        path="objective"
      >
        {(control) => (
          <Pick
            {...control}
            value={draft.objective}
            options={catalog.objectives.map((item) => ({
              value: item.code,
              label: say(item.label),
            }))}
            onChange={(objective) => onChange({ objective: objective as Draft["objective"] })}
          />
        )}
      </Field>
      <Field label={t("automation.purpose")} hint={t("automation.purposeHint")} path="purpose">
        {(control) => (
          <Pick
            {...control}
            value={draft.purpose}
            options={catalog.purposes.map((item) => ({
              value: item.code,
              label: t(`purpose.${item.code}`, { defaultValue: say(item.label) }),
            }))}
            onChange={(purpose) => onChange({ purpose })}
          />
        )}
      </Field>
    </div>
  )
}
