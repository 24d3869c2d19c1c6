import type { AutomationDefinition } from "../../../types"

type Definition = AutomationDefinition
type Action = Definition["steps"][number]["actions"][number]
export type ActionDraft = Omit<Action, "otherwise"> & {
  readonly uid: string
  /** Empty where nothing else is tried. */
  readonly otherwise: readonly ActionDraft[]
}
export type StepDraft = Omit<Definition["steps"][number], "actions"> & {
  readonly uid: string
  readonly actions: readonly ActionDraft[]
}

/** An automation while it is edited: steps and actions carry an id of their own, so that moving one keeps the focus. */
export type Draft = Omit<Definition, "steps"> & { readonly steps: readonly StepDraft[] }

let lastUid = 0
const uid = () => `u${(lastUid += 1)}`

export const BLANK: Definition = {
  name: "",
  objective: "inform",
  purpose: "marketing",
  trigger: { code: "order.placed", args: {} },
  conditions: null,
  steps: [],
  priority: 50,
  holdout_percent: 0,
  variants: [],
  reentry: { kind: "always" },
  goal: null,
  budget: null,
}

export const toDraft = (definition: Definition): Draft => ({
  ...pickDefinition(definition),
  steps: definition.steps.map((step) => ({
    ...step,
    uid: uid(),
    actions: step.actions.map(toActionDraft),
  })),
})

const toActionDraft = ({ otherwise = [], ...action }: Action): ActionDraft => ({
  ...action,
  uid: uid(),
  otherwise: otherwise.map(toActionDraft),
})

/** What the API is sent: exactly the fields of a definition, since it refuses any other. */
export const fromDraft = (draft: Draft): Definition => ({
  ...pickDefinition(draft),
  steps: draft.steps.map(({ uid: _step, actions, ...step }) => ({
    ...step,
    actions: actions.map(fromActionDraft),
  })),
})

const fromActionDraft = ({ uid: _action, otherwise, ...action }: ActionDraft): Action =>
  otherwise.length === 0 ? action : { ...action, otherwise: otherwise.map(fromActionDraft) }

function pickDefinition<T extends Omit<Definition, "steps">>(from: T): Omit<Definition, "steps"> {
  return {
    name: from.name,
    objective: from.objective,
    purpose: from.purpose,
    trigger: from.trigger,
    conditions: from.conditions,
    priority: from.priority,
    holdout_percent: from.holdout_percent,
    variants: from.variants,
    reentry: from.reentry,
    goal: from.goal,
    budget: from.budget,
  }
}

export const newAction = (code: string, args: ActionDraft["args"]): ActionDraft => ({
  uid: uid(),
  code,
  args,
  otherwise: [],
})

/** Its key is the first of step_1, step_2, … that no other step has: keys are part of what makes a delivery unique. */
export function newStep(steps: readonly StepDraft[]): StepDraft {
  const keys = new Set(steps.map((step) => step.key))
  let number = steps.length + 1
  while (keys.has(`step_${number}`)) {
    number += 1
  }
  return {
    uid: uid(),
    key: `step_${number}`,
    wait: { minutes: 0 },
    valid_for_minutes: 2880,
    conditions: null,
    actions: [],
  }
}
