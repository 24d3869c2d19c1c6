import { Hint, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { moved } from "../../lib/set-in"
import type { ActionDraft } from "../automations/draft"
import { ArgsForm } from "../forms/args-form"
import { useProblems } from "../forms/field"
import { AddAction } from "./add-action"
import { isArgAsked, isArgNeeded } from "./asked-args"
import { ReorderButtons } from "./reorder-buttons"

type ActionCardProps = {
  action: ActionDraft
  index: number
  count: number
  catalog: Catalog
  /** Whether there may be other ways for whom it cannot reach. */
  offersOtherwise: boolean
  path: string
  onChange: (action: ActionDraft) => void
  onMove: (to: number) => void
  onRemove: () => void
}

export function ActionCard(props: ActionCardProps) {
  const { action, index, count, catalog, offersOtherwise, path } = props
  const { onChange, onMove, onRemove } = props
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
      {offersOtherwise && definition?.makes === "delivery" ? (
        <OtherWays
          ways={action.otherwise}
          name={name}
          catalog={catalog}
          path={`${path}.otherwise`}
          onChange={(otherwise) => onChange({ ...action, otherwise })}
        />
      ) : null}
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error" className="mt-2">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}

type OtherWaysProps = {
  ways: readonly ActionDraft[]
  name: string
  catalog: Catalog
  path: string
  onChange: (ways: readonly ActionDraft[]) => void
}

/** What is done instead, in this order, for whom the action cannot reach. */
function OtherWays({ ways, name, catalog, path, onChange }: OtherWaysProps) {
  const { t } = useLocale()
  return (
    <div
      className="mt-3 flex flex-col gap-y-3"
      role="group"
      aria-label={`${name}: ${t("action.otherwise")}`}
    >
      {ways.length === 0 ? null : (
        <>
          <div>
            <Text size="small" weight="plus">
              {t("action.otherwise")}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {t("action.otherwiseHint")}
            </Text>
          </div>
          <ol className="border-ui-border-strong flex flex-col gap-y-3 border-l-2 pl-3">
            {ways.map((way, at) => (
              <li key={way.uid}>
                <ActionCard
                  action={way}
                  index={at}
                  count={ways.length}
                  catalog={catalog}
                  offersOtherwise={false}
                  path={`${path}.${at}`}
                  onChange={(next) =>
                    onChange(ways.map((other) => (other.uid === way.uid ? next : other)))
                  }
                  onMove={(to) => onChange(moved(ways, at, to))}
                  onRemove={() => onChange(ways.filter((_, other) => other !== at))}
                />
              </li>
            ))}
          </ol>
        </>
      )}
      <AddAction
        actions={catalog.actions.filter(({ makes }) => makes === "delivery")}
        label={t("action.addOtherwise")}
        path={path}
        onAdd={(way) => onChange([...ways, way])}
      />
    </div>
  )
}
