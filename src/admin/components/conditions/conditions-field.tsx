import { Hint } from "@medusajs/ui"
import { Suspense } from "react"
import type { ConditionGroup } from "../../../types"
import type { Catalog } from "../../lib/resources"
import { lazyPart } from "../common/lazy-part"
import { Loading } from "../common/states"
import { useProblems } from "../forms/field"

// The builder's library is large; the other pages of the admin must not load it.
const ConditionBuilder = lazyPart(() =>
  import("./condition-builder").then((module) => module.ConditionBuilder)
)

type ConditionsFieldProps = {
  value: ConditionGroup | null
  catalog: Catalog
  triggerCode: string
  path: string
  onChange: (value: ConditionGroup | null) => void
}

export function ConditionsField({
  value,
  catalog,
  triggerCode,
  path,
  onChange,
}: ConditionsFieldProps) {
  const problems = useProblems(path)
  const trigger = catalog.triggers.find((known) => known.code === triggerCode)
  return (
    <div className="flex flex-col gap-y-2">
      <Suspense fallback={<Loading rows={2} />}>
        <ConditionBuilder
          value={value}
          catalog={catalog}
          facts={trigger?.facts ?? []}
          path={path}
          onChange={onChange}
        />
      </Suspense>
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}
