import { Hint, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import type { ActionDraft } from "../automations/draft"
import { ArgsForm } from "../forms/args-form"
import { useProblems } from "../forms/field"
import { isArgAsked, isArgNeeded } from "./asked-args"
import { ReorderButtons } from "./reorder-buttons"

type ActionCardProps = {
  action: ActionDraft
  index: number
  count: number
  catalog: Catalog
  path: string
  onChange: (action: ActionDraft) => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function ActionCard(props: ActionCardProps) {
  const { action, index, count, catalog, path, onChange, onMove, onRemove } = props
  const { t, say } = useLocale()
  const problems = [
    ...useProblems(path),
    ...useProblems(`${path}.code`),
    ...useProblems(`${path}.args`),
  ]
  const definition = catalog.actions.find((known) => known.code === action.code)
  const name = definition ? say(definition.label) : action.code
  return (
    <div className="bg-ui-bg-subtle rounded-md p-3" role="group" aria-label={name}>
      <div className="flex items-start justify-between gap-x-2">
        <div className="min-w-0">
          <Text size="small" weight="plus">
            {name}
          </Text>
          {definition ? (
            <Text size="small" className="text-ui-fg-subtle">
              {say(definition.description)}
            </Text>
          ) : (
            <Hint variant="error">{t("action.gone")}</Hint>
          )}
        </div>
        <ReorderButtons
          name={name}
          index={index}
          count={count}
          onMove={onMove}
          onRemove={onRemove}
        />
      </div>
      {definition ? (
        <div className="mt-3">
          <ArgsForm
            args={definition.args}
            values={action.args}
            path={`${path}.args`}
            isAsked={(key, values) => isArgAsked(action.code, key, values)}
            isNeeded={(key, values) => isArgNeeded(action.code, key, values)}
            onChange={(args) => onChange({ ...action, args })}
          />
        </div>
      ) : null}
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error" className="mt-2">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}
