import type { Catalog } from "../catalog/definitions"
import { oncePerPair } from "../once-per-pair"
import type { ActionCall, AutomationDefinition, Step } from "./automation"

/** What brings a step to a person: a message, a piece of content, or, for coupons alone, their account. */
export type Carrier = {
  readonly step: string
  /** The position of its action among the step's actions. */
  readonly index: number
  readonly channel: string
  readonly action: ActionCall
  /** The step's coupons. Every carrier of a step has the same ones: they are one coupon each, not one per carrier. */
  readonly coupons: readonly ActionCall[]
}

/** The channel of a step that issues coupons and says nothing. */
export const ACCOUNT_CHANNEL = "account"

/** All that an automation would bring, in the order of its steps and actions; worked out once per version. */
export const carriersOf = oncePerPair(
  (definition: AutomationDefinition, catalog: Catalog): readonly Carrier[] =>
    definition.steps.flatMap((step) => carriersOfStep(step, catalog))
)

function carriersOfStep(step: Step, catalog: Catalog): readonly Carrier[] {
  const makes = (call: ActionCall) => catalog.actions.get(call.code)?.makes
  const coupons = step.actions.filter((call) => makes(call) === "coupon")
  const deliveries = step.actions.flatMap((action, index) =>
    makes(action) === "delivery"
      ? [{ step: step.key, index, channel: channelOf(action, catalog), action, coupons }]
      : []
  )
  const [coupon] = coupons
  return deliveries.length > 0 || coupon === undefined
    ? deliveries
    : [
        {
          step: step.key,
          index: step.actions.indexOf(coupon),
          channel: ACCOUNT_CHANNEL,
          action: coupon,
          coupons,
        },
      ]
}

function channelOf(action: ActionCall, catalog: Catalog): string {
  return catalog.actions.get(action.code)?.channelOf?.(action.args) ?? ACCOUNT_CHANNEL
}
