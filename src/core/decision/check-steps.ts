import type { ActionDefinition, Catalog, TriggerDefinition } from "../catalog/definitions"
import { checkConditions } from "../condition/check"
import type { ConditionGroup } from "../condition/condition"
import type { Problem } from "../result"
import { nearest } from "../text/nearest"
import type { ActionCall, Step } from "./automation"
import { checkArgs } from "./check-args"
import type { AutomationSurroundings } from "./automation-surroundings"
import { checkMinutes, checkWait } from "./check-wait"
import { reportUnknown } from "./report-unknown"

type Fields = Readonly<Record<string, unknown>>

export type StepContext = {
  readonly catalog: Catalog
  readonly trigger: TriggerDefinition | undefined
  readonly purpose: string
  readonly known: AutomationSurroundings
  readonly report: (path: string, message: string) => void
}

const MAX_STEPS = 20
const MAX_ACTIONS = 10
const MAX_OTHERWISE = 3
const TWO_DAYS_MINUTES = 2 * 24 * 60
const STEP_KEYS = ["key", "wait", "valid_for_minutes", "conditions", "actions"]

/** The steps of an automation in canonical form; problems go to `context.report`. */
export function checkSteps(input: unknown, context: StepContext): readonly Step[] {
  if (!Array.isArray(input) || input.length === 0) {
    context.report("steps", "has no step; add one with at least one action")
    return []
  }
  if (input.length > MAX_STEPS) {
    context.report("steps", `has ${input.length} steps; at most ${MAX_STEPS} are allowed`)
    return []
  }
  const steps = input.map((step, i) => checkStep(step, i, context))
  const keys = steps.map(({ key }) => key)
  const doubled = keys.find((key, i) => keys.indexOf(key) !== i)
  if (doubled !== undefined) {
    context.report("steps", `has two steps with the key "${doubled}"; give each its own`)
  }
  return steps
}

function checkStep(input: unknown, index: number, context: StepContext): Step {
  const fields = (typeof input === "object" && input !== null ? input : {}) as Fields
  const key = fields.key ?? `step_${index + 1}`
  const path = `steps[${index}]`
  const name = typeof key === "string" ? key.slice(0, 40) : `${index + 1}`
  const report = (field: string, message: string) =>
    context.report(field === "" ? path : `${path}.${field}`, `step "${name}" ${message}`)

  reportUnknown(fields, STEP_KEYS, report)
  if (typeof key !== "string" || !/^[a-z0-9][a-z0-9_-]{0,39}$/.test(key)) {
    report("key", 'key must be a short name of small letters and digits, such as "first"')
  }
  return {
    key: name,
    wait: checkWait(fields.wait, context, report),
    valid_for_minutes: checkMinutes(
      fields.valid_for_minutes ?? TWO_DAYS_MINUTES,
      1,
      "valid_for_minutes",
      report
    ),
    conditions: stepConditions(fields.conditions, path, name, context),
    actions: checkActions(fields.actions, report, context),
  }
}

type Report = (path: string, message: string) => void

function stepConditions(
  input: unknown,
  path: string,
  name: string,
  context: StepContext
): ConditionGroup | null {
  const { catalog, trigger } = context
  const provides: ReadonlySet<string> = new Set(trigger?.provides ?? [])
  const checked = checkConditions(input, `${path}.conditions`, catalog.facts, provides)
  if (checked.ok) {
    return checked.value
  }
  for (const problem of checked.problems) {
    context.report(problem.path, `step "${name}" ${problem.message}`)
  }
  return null
}

function checkActions(input: unknown, report: Report, context: StepContext): readonly ActionCall[] {
  if (!Array.isArray(input) || input.length === 0) {
    report("actions", "has no action; add one, such as send_message")
    return []
  }
  if (input.length > MAX_ACTIONS) {
    report("actions", `has ${input.length} actions; at most ${MAX_ACTIONS} are allowed`)
    return []
  }
  return input.map((action, i) => checkAction(action, i, report, context))
}

function checkAction(
  input: unknown,
  index: number,
  reportStep: Report,
  context: StepContext
): ActionCall {
  const { call, fields, report } = checkCall(input, ["code", "args", "otherwise"], {
    place: { path: `actions[${index}]`, name: `action ${index + 1}` },
    report: reportStep,
    context,
  })
  const otherwise = checkOtherwise(fields.otherwise, call, report, context)
  return otherwise.length === 0 ? call : { ...call, otherwise }
}

/** The other ways of an action: deliveries too, each on a channel of its own, and none with ways of its own. */
function checkOtherwise(
  input: unknown,
  action: ActionCall,
  reportAction: Report,
  context: StepContext
): readonly ActionCall[] {
  if (input === undefined || input === null) {
    return []
  }
  const { actions } = context.catalog
  const problem = !Array.isArray(input)
    ? "otherwise must be a list of actions"
    : input.length > MAX_OTHERWISE
      ? `otherwise has ${input.length} actions; at most ${MAX_OTHERWISE} are allowed`
      : input.length > 0 && actions.get(action.code)?.makes === "coupon"
        ? "otherwise is for what is sent or shown; a coupon goes with its message"
        : null
  if (problem !== null) {
    reportAction("otherwise", problem)
    return []
  }
  const channelOf = (call: ActionCall) => actions.get(call.code)?.channelOf?.(call.args)
  const taken = new Set([channelOf(action)])
  return (input as readonly unknown[]).map((one, i) => {
    const { call, report } = checkCall(one, ["code", "args"], {
      place: { path: `otherwise[${i}]`, name: `otherwise ${i + 1}` },
      report: reportAction,
      context,
    })
    const channel = channelOf(call)
    if (actions.get(call.code)?.makes === "coupon") {
      report("code", "issues a coupon; name an action that sends or shows something")
    } else if (channel !== undefined && taken.has(channel)) {
      report("", `uses the channel "${channel}" once more; name another one`)
    }
    taken.add(channel)
    return call
  })
}

type CheckedCall = {
  readonly call: ActionCall
  readonly fields: Fields
  readonly report: Report
}

function checkCall(
  input: unknown,
  keys: readonly string[],
  at: {
    readonly place: { readonly path: string; readonly name: string }
    readonly report: Report
    readonly context: StepContext
  }
): CheckedCall {
  const { place, context } = at
  const fields = (typeof input === "object" && input !== null ? input : {}) as Fields
  const code = String(fields.code).slice(0, 80)
  const report = (field: string, message: string) =>
    at.report(
      field === "" ? place.path : `${place.path}.${field}`,
      `${place.name} (${code}): ${message}`
    )

  reportUnknown(fields, keys, report)
  const action = context.catalog.actions.get(code)
  if (action === undefined) {
    const near = nearest(code, context.catalog.actions.keys())
    const hint =
      near === null
        ? `use one of ${[...context.catalog.actions.keys()].join(", ")}`
        : `did you mean "${near}"?`
    report("code", `does not exist; ${hint}`)
    return { call: { code, args: {} }, fields, report }
  }
  const { args, problems } = checkArgs(action, fields.args, context.known)
  for (const problem of problems) {
    report(problem.path === "" ? "args" : argsPath(problem), problem.message)
  }
  if (problems.length === 0) {
    checkFit(action, args, report, context)
  }
  return { call: { code, args }, fields, report }
}

function argsPath({ path }: Problem): string {
  return path === "args" || path.startsWith("args.") ? path : `args.${path}`
}

/** What an action asks of the automation around it. */
function checkFit(
  action: ActionDefinition,
  args: Fields,
  report: Report,
  context: StepContext
): void {
  const channel = action.channelOf?.(args)
  if (context.trigger?.source.kind === "request" && channel !== "on_site") {
    report("code", "cannot follow this trigger: while a page loads only content can be shown")
  }
  if (channel === "email" && !context.known.sender) {
    report(
      "code",
      'needs a sender; set name, address and postal address in the settings or in the option "sender"'
    )
  }
  const template = context.known.templates.get(String(args.template_id))
  if (
    template !== undefined &&
    (template.purpose === "service") !== (context.purpose === "service")
  ) {
    report(
      "args.template_id",
      `template_id names a template for ${template.purpose}, but the automation is for ${context.purpose}; service notices and marketing do not mix`
    )
  }
}
