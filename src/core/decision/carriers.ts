import type { Catalog } from "../catalog/definitions"
import { oncePerPair } from "../once-per-pair"
import type { ActionCall, AutomationDefinition, Step } from "./automation"

/** One channel, and what is done on it. */
export type Way = { readonly channel: string; readonly action: ActionCall }

/** What brings a step to a person: a message, a piece of content, or, for coupons alone, their account. */
export type Carrier = Way & {
  readonly step: string
  /** The position of its action among the step's actions. */
  readonly index: number
  /** The other ways, in their order, for whoever this one cannot reach. */
  readonly otherwise: readonly Way[]
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

/** The carrier itself and then, one after the other, what it would be on its other ways. */
export const alternativesOf = (carrier: Carrier): readonly Carrier[] => [
  carrier,
  ...carrier.otherwise.map((way) => ({ ...carrier, ...way })),
]

/** An action on its channel; a channel that an action does not name is the account. */
export function wayOf(action: ActionCall, catalog: Catalog): Way {
  const channel = catalog.actions.get(action.code)?.channelOf?.(action.args) ?? ACCOUNT_CHANNEL
  const { otherwise, ...alone } = action
  return { channel, action: otherwise === undefined ? action : alone }
}

function carriersOfStep(step: Step, catalog: Catalog): readonly Carrier[] {
  const makes = (call: ActionCall) => catalog.actions.get(call.code)?.makes
  const coupons = step.actions.filter((call) => makes(call) === "coupon")
  const deliveries = step.actions.flatMap((action, index): readonly Carrier[] => {
    const otherwise = (action.otherwise ?? []).map((call) => wayOf(call, catalog))
    return makes(action) === "delivery"
      ? [{ step: step.key, index, ...wayOf(action, catalog), otherwise, coupons }]
      : []
  })
  const [coupon] = coupons
  return deliveries.length > 0 || coupon === undefined
    ? deliveries
    : [
        {
          step: step.key,
          index: step.actions.indexOf(coupon),
          channel: ACCOUNT_CHANNEL,
          action: coupon,
          otherwise: [],
          coupons,
        },
      ]
}
