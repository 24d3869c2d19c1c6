import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SubscriptionDetailResponse } from "../../../../types"
import {
  type Act,
  changeSubscription,
  type Refusal,
} from "../../../../workflows/renewal/change-subscription"
import {
  type SwitchWish,
  switchSubscription,
} from "../../../../workflows/renewal/switch-subscription"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { conflict, notFound } from "../../../support/validate"
import { oneSubscription } from "./one-subscription"

const WHY: Readonly<Record<Exclude<Refusal, "not_found">, string>> = {
  over: "the subscription is over; the customer may begin a new one",
  charging: "its payment is under way or has been tried; wait for its outcome, or cancel it",
  not_offered: "what the customer agreed to does not offer that",
  price_changed: "amount: the price has changed; read the subscription again",
  price_unknown: "its price is not known yet; try again in a minute",
  no_payment: "there is no means of payment on file; the customer orders it anew in the shop",
  not_withdrawable:
    "the days in which the law lets its holder withdraw are over, or its country gives none; cancel it",
  day_out_of_range: "day: it is none of those that may be chosen",
  nothing_sent: "nothing of it is sent, so it has no address to change",
  not_there: "the shop does not send it there the way it is sent now; give another address",
  unavailable: "what it would become cannot be ordered now: out of stock, or not sold any more",
  nothing_open: "there is no period that this could be about",
}

export const refusal = (reason: Refusal, id: string): Error =>
  reason === "not_found" ? notFound("subscription", id) : conflict(WHY[reason])

type ForCustomer =
  | Exclude<Act, { readonly kind: "renew" | "postpone" | "pause" } | { readonly on: true }>
  /** Whether it may be charged by itself at another price, only the customer can say. */
  | ({ readonly kind: "switch" } & Omit<SwitchWish, "text_version">)

/** What somebody of the shop does for a customer who asked for it: it goes the customer's way, receipt included, and into the audit. */
export async function actForCustomer(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionDetailResponse>,
  act: ForCustomer,
  action: "cancel" | "skip" | "retry" | "stop_renewing" | "switch" | "withdraw"
): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const by = { actor: "admin", source: "admin" } as const
  const result =
    act.kind === "switch"
      ? await switchSubscription(runtime, id, { ...act, text_version: null }, by)
      : await changeSubscription(runtime, id, act, by)
  if (result.kind === "refused") {
    throw refusal(result.reason, id)
  }
  await runtime.automation.audit.append({
    actor: req.auth_context.actor_id,
    action,
    entity: "subscription",
    entity_id: id,
  })
  res.json(await oneSubscription(runtime, id))
}
