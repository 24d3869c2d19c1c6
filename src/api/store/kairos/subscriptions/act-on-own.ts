import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { languageOf } from "../../../../core/content/format-value"
import type { StoreSubscriptionResponse, SubscriptionReceipt } from "../../../../types"
import { presentStoreSubscription } from "../../../../workflows/present/present-subscription"
import {
  type Act,
  changeSubscription,
  type Refusal,
} from "../../../../workflows/renewal/change-subscription"
import { LIMITS } from "../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../workflows/support/rate-limits"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { conflict, notFound } from "../../../support/validate"

export type SubscriptionAnswer = {
  readonly subscription: StoreSubscriptionResponse
  readonly receipt: SubscriptionReceipt
}

const WHY: Readonly<Record<Exclude<Refusal, "not_found">, string>> = {
  over: "the subscription is over; begin a new one",
  charging: "its payment is under way; wait for the confirmation, then try again",
  not_offered: "its plan does not offer that; cancel it, or choose another plan",
  price_changed:
    "amount: the price has changed; read the subscription again and send its new amount",
  price_unknown: "its price is not known yet; try again in a minute",
  no_payment: "there is no means of payment on file; order it anew in the shop",
  nothing_open: "there is nothing to renew now",
}

/** What somebody who is logged in does about a subscription of their own; another's answers 404, as one that is not there. */
export async function actOnOwn(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>,
  act: Exclude<Act, { readonly kind: "retry" }>
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const customer_id = req.auth_context.actor_id
  const own = await runtime.renewal.subscriptions.read(id)
  if (own === null || own.customer_id !== customer_id) {
    throw notFound("subscription", id)
  }
  // Nothing stands in the way of the way out.
  const wait =
    act.kind === "cancel"
      ? 0
      : await takePoints(runtime.knex, LIMITS.preferences_of_customer, customer_id)
  if (wait > 0) {
    return answerTooMany(res as MedusaResponse, wait)
  }
  const result = await changeSubscription(runtime, id, act, {
    actor: "customer",
    source: "account",
  })
  if (result.kind === "refused") {
    throw result.reason === "not_found"
      ? notFound("subscription", id)
      : conflict(WHY[result.reason])
  }
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  const renewals = await runtime.renewal.renewals.listOf([id])
  res.setHeader("Cache-Control", "private, no-store")
  res.json({
    subscription: presentStoreSubscription(result.subscription, renewals, language),
    receipt: {
      act: act.kind === "auto_renew" ? (act.on ? "auto_renew_on" : "auto_renew_off") : act.kind,
      done: result.kind === "done",
      at: runtime.clock.now().toISOString(),
    },
  })
}
