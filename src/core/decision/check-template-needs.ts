import type { Catalog, TriggerDefinition } from "../catalog/definitions"
import type { Step } from "./automation"

type Templates = ReadonlyMap<string, { readonly needs?: readonly string[] }>

type Surroundings = {
  readonly catalog: Catalog
  readonly trigger: TriggerDefinition | undefined
  readonly templates: Templates
  readonly report: (path: string, message: string) => void
}

/**
 * Refuses a template that cannot do without what the automation will never have: an order after a registration, a coupon
 * in a step that issues none. Found out at sending, each of its mails would fail.
 */
export function checkTemplateNeeds(steps: readonly Step[], surroundings: Surroundings): void {
  steps.forEach((step, at) =>
    placedCalls(step).forEach(({ code, args, path, name }) => {
      const place = `steps[${at}].${path}.args.template_id`
      const needs = surroundings.templates.get(String(args.template_id))?.needs ?? []
      for (const { part, lack } of lacks(needs, step, surroundings)) {
        surroundings.report(
          place,
          `step "${step.key}" ${name} (${code}): template_id names a template that needs ${part}, but ${lack}; choose another template or put its lines inside {{#if ${part}}}…{{/if}}`
        )
      }
    })
  )
}

/** A step's actions and their other ways, each with where it stands. */
const placedCalls = ({ actions }: Step) =>
  actions.flatMap(({ otherwise = [], ...action }, index) => {
    const path = `actions[${index}]`
    const name = `action ${index + 1}`
    return [
      { ...action, path, name },
      ...otherwise.map((call, i) => ({
        ...call,
        path: `${path}.otherwise[${i}]`,
        name: `${name} otherwise ${i + 1}`,
      })),
    ]
  })

const lacks = (needs: readonly string[], step: Step, surroundings: Surroundings) =>
  needs.flatMap((part) => {
    const lack = lackOf(part, step, surroundings)
    return lack === null ? [] : [{ part, lack }]
  })

function lackOf(part: string, step: Step, { catalog, trigger }: Surroundings): string | null {
  if (part === "coupon") {
    const issues = step.actions.some(({ code }) => catalog.actions.get(code)?.makes === "coupon")
    return issues ? null : "this step issues none"
  }
  // Without a trigger its own problem is reported; what it would bring is not known.
  const brings: readonly string[] = trigger?.provides ?? [part]
  return brings.includes(part) ? null : `the trigger "${trigger?.code}" brings none`
}
