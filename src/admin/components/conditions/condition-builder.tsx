import { useMemo, useRef, useState } from "react"
import { QueryBuilder, type Field as QueryField, type RuleGroupType } from "react-querybuilder"
import type { ConditionGroup } from "../../../types"
import { useLocale, type Say } from "../../lib/locale"
import type { Catalog, Fact } from "../../lib/resources"
import { CONTROLS, type BuilderContext } from "./builder-controls"
import { fitValue, toConditions, type QueryGroup, type Takes } from "./value-shape"

type ConditionBuilderProps = {
  value: ConditionGroup | null
  catalog: Catalog
  /** Codes of the facts that the chosen trigger brings. */
  facts: readonly string[]
  path: string
  onChange: (value: ConditionGroup | null) => void
}

const CLASSES = {
  ruleGroup: "bg-ui-bg-subtle border-ui-border-base flex flex-col gap-y-3 rounded-lg border p-3",
  header: "flex flex-wrap items-center gap-2",
  body: "flex flex-col gap-y-3 empty:hidden",
  rule: "bg-ui-bg-base border-ui-border-base flex flex-wrap items-start gap-2 rounded-md border p-2",
}

/** react-querybuilder with Medusa's controls. It keeps its own tree with ids, so that typing never loses the focus. */
export function ConditionBuilder({ value, catalog, facts, path, onChange }: ConditionBuilderProps) {
  const { t, say } = useLocale()
  const [query, setQuery] = useState(() => (value ?? EMPTY) as unknown as RuleGroupType)
  const lastSent = useRef(JSON.stringify(value && toConditions(value as unknown as QueryGroup)))
  const offered = useMemo(() => queryFields(catalog, facts, say), [catalog, facts, say])
  const context = useMemo<BuilderContext>(() => builderContext(catalog, path), [catalog, path])
  const change = (next: RuleGroupType) => {
    const fitted = fitGroup(next as unknown as QueryGroup, context)
    setQuery(fitted as unknown as RuleGroupType)
    const conditions = toConditions(fitted)
    // The builder also reports that it gave its rules ids; that is no change of anybody's.
    if (JSON.stringify(conditions) !== lastSent.current) {
      lastSent.current = JSON.stringify(conditions)
      onChange(conditions)
    }
  }
  return (
    <QueryBuilder
      fields={offered}
      query={query}
      onQueryChange={change}
      context={context}
      controlElements={CONTROLS}
      controlClassnames={CLASSES}
      suppressStandardClassnames
      resetOnFieldChange
      resetOnOperatorChange={false}
      listsAsArrays
      showNotToggle
      addRuleToNewGroups
      getOperators={(_field, { fieldData }) => operatorsOf(catalog, fieldData.fact as Fact, say)}
      getDefaultValue={(rule) =>
        fitValue(null, context.takes(rule.operator), context.fact(rule.field))
      }
      combinators={[
        { name: "and", label: t("condition.all") },
        { name: "or", label: t("condition.any") },
      ]}
      translations={{
        fields: { title: t("condition.fact") },
        operators: { title: t("condition.operator") },
        value: { title: t("condition.value") },
        combinators: { title: t("condition.combinator") },
        addRule: { label: t("condition.addRule"), title: t("condition.addRule") },
        addGroup: { label: t("condition.addGroup"), title: t("condition.addGroup") },
        removeRule: { label: t("condition.removeRule"), title: t("condition.removeRule") },
        removeGroup: { label: t("condition.removeGroup"), title: t("condition.removeGroup") },
        notToggle: { label: t("condition.not"), title: t("condition.notHint") },
      }}
    />
  )
}

const EMPTY: ConditionGroup = { combinator: "and", rules: [] }

function builderContext(catalog: Catalog, path: string): BuilderContext {
  const facts = new Map(catalog.facts.map((fact) => [fact.code, fact]))
  const takes = new Map(catalog.operators.map((operator) => [operator.code, operator.takes]))
  return { path, fact: (code) => facts.get(code), takes: (code): Takes => takes.get(code) ?? "one" }
}

function fitGroup(query: QueryGroup, context: BuilderContext): QueryGroup {
  return {
    ...query,
    rules: query.rules.map((rule) =>
      "rules" in rule
        ? fitGroup(rule, context)
        : {
            ...rule,
            value: fitValue(
              rule.value as never,
              context.takes(rule.operator),
              context.fact(rule.field)
            ),
          }
    ),
  }
}

function queryFields(catalog: Catalog, codes: readonly string[], say: Say): QueryField[] {
  return catalog.facts
    .filter((fact) => codes.includes(fact.code))
    .map((fact) => ({ name: fact.code, label: say(fact.label), fact }))
}

function operatorsOf(catalog: Catalog, fact: Fact | undefined, say: Say) {
  return catalog.operators
    .filter((operator) => !fact || fact.operators.includes(operator.code))
    .map((operator) => ({ name: operator.code, label: say(operator.label) }))
}
