import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Localized } from "../../../../core/catalog/definitions"
import { languageOf } from "../../../../core/content/format-value"
import type { Language } from "../../../../core/text/localized"
import type { SubscriptionRow } from "../../../../modules/kairos-renewal/rows"
import type { OwnSubscriptionResponse, SubscriptionReceipt } from "../../../../types"
import { changeAddress } from "../../../../workflows/renewal/change-address"
import {
  type Act,
  changeSubscription,
  type Refusal,
} from "../../../../workflows/renewal/change-subscription"
import { ownSubscriptions } from "../../../../workflows/renewal/own-subscriptions"
import { LIMITS } from "../../../../workflows/support/limits"
import { answerTooMany, takePoints } from "../../../../workflows/support/rate-limits"
import {
  type SwitchWish,
  switchSubscription,
} from "../../../../workflows/renewal/switch-subscription"
import { type Runtime, runtimeOf } from "../../../../workflows/support/runtime"
import { badRequest, conflict, notFound } from "../../../support/validate"

export type SubscriptionAnswer = {
  readonly subscription: OwnSubscriptionResponse
  readonly receipt: SubscriptionReceipt
}

/** Read by the shopper who pressed the button, so it is said in their language. */
const WHY: Readonly<Record<Exclude<Refusal, "not_found">, Localized>> = {
  over: {
    en: "the subscription is over; begin a new one",
    es: "la suscripción ha terminado; empieza una nueva",
    pt: "a assinatura terminou; comece uma nova",
  },
  charging: {
    en: "its payment is under way; wait for the confirmation, then try again",
    es: "su pago está en curso; espera la confirmación e inténtalo de nuevo",
    pt: "o pagamento está em andamento; espere a confirmação e tente de novo",
  },
  not_offered: {
    en: "its plan does not offer that; cancel it, or choose another plan",
    es: "su plan no ofrece eso; cancélala o elige otro plan",
    pt: "o plano não oferece isso; cancele ou escolha outro plano",
  },
  price_changed: {
    en: "amount: the price has changed; read the subscription again and send its new amount",
    es: "amount: el precio ha cambiado; mira la suscripción otra vez y confirma el nuevo importe",
    pt: "amount: o preço mudou; veja a assinatura de novo e confirme o novo valor",
  },
  price_unknown: {
    en: "its price is not known yet; try again in a minute",
    es: "aún no se sabe su precio; inténtalo en un minuto",
    pt: "o preço ainda não é conhecido; tente de novo em um minuto",
  },
  no_payment: {
    en: "there is no means of payment on file; order it anew in the shop",
    es: "no hay un medio de pago guardado; pídela de nuevo en la tienda",
    pt: "não há um meio de pagamento guardado; peça de novo na loja",
  },
  not_withdrawable: {
    en: "the days in which you may withdraw from it are over; you can still cancel it",
    es: "los días para desistir han pasado; aún puedes cancelarla",
    pt: "os dias para desistir passaram; você ainda pode cancelar",
  },
  day_out_of_range: {
    en: "day: choose one of those that the subscription says may be chosen",
    es: "day: elige uno de los que la suscripción dice que se pueden elegir",
    pt: "day: escolha um dos que a assinatura diz que se podem escolher",
  },
  nothing_sent: {
    en: "nothing of it is sent, so it has no address to change",
    es: "no se envía nada de ella, así que no hay dirección que cambiar",
    pt: "nada dela é enviado, então não há endereço a mudar",
  },
  not_there: {
    en: "address: the shop does not send it there the way it is sent now; give another address, or begin a new one in the shop",
    es: "address: la tienda no la envía allí como la envía ahora; da otra dirección o empieza una nueva en la tienda",
    pt: "address: a loja não envia para lá como envia agora; dê outro endereço ou comece uma nova na loja",
  },
  unavailable: {
    en: "what you chose cannot be ordered now; choose something else, or try again later",
    es: "lo que elegiste no se puede pedir ahora; elige otra cosa o inténtalo más tarde",
    pt: "o que você escolheu não pode ser pedido agora; escolha outra coisa ou tente mais tarde",
  },
  nothing_open: {
    en: "there is nothing to renew now",
    es: "ahora no hay nada que renovar",
    pt: "não há nada a renovar agora",
  },
}

type OwnAct =
  | Exclude<Act, { readonly kind: "retry" }>
  | { readonly kind: "address"; readonly address: Readonly<Record<string, unknown>> }
  | ({ readonly kind: "switch" } & SwitchWish)

const BY = { actor: "customer", source: "account" } as const

/** A subscription of whoever is logged in; another's answers 404, as one that is not there. */
export async function ownSubscription(
  req: AuthenticatedMedusaRequest
): Promise<{ readonly runtime: Runtime; readonly row: SubscriptionRow }> {
  const runtime = runtimeOf(req.scope)
  const id = req.params.id as string
  const row = await runtime.renewal.subscriptions.read(id)
  if (row === null || row.customer_id !== req.auth_context.actor_id) {
    throw notFound("subscription", id)
  }
  return { runtime, row }
}

export const refusal = (reason: Refusal, id: string, language: Language): Error =>
  reason === "not_found" ? notFound("subscription", id) : conflict(WHY[reason][language])

/** What somebody who is logged in does about a subscription of their own; another's answers 404, as one that is not there. */
export async function actOnOwn(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SubscriptionAnswer>,
  act: OwnAct
): Promise<void> {
  const { runtime, row } = await ownSubscription(req)
  const { id } = row
  // Nothing stands in the way of the way out.
  const wait =
    act.kind === "cancel" || act.kind === "withdraw"
      ? 0
      : await takePoints(runtime.knex, LIMITS.preferences_of_customer, req.auth_context.actor_id)
  if (wait > 0) {
    return answerTooMany(res as MedusaResponse, wait)
  }
  const result =
    act.kind === "address"
      ? await changeAddress(runtime, id, act.address, BY)
      : act.kind === "switch"
        ? await switchSubscription(runtime, id, act, BY)
        : await changeSubscription(runtime, id, act, BY)
  const language = languageOf(req.get("accept-language")) ?? runtime.options.locale
  if (result.kind === "wrong") {
    throw badRequest(
      result.problems.map(({ field, text }) => ({ path: field, message: text[language] }))
    )
  }
  if (result.kind === "refused") {
    throw refusal(result.reason, id, language)
  }
  const [subscription] = await ownSubscriptions(runtime, [result.subscription], language)
  res.setHeader("Cache-Control", "private, no-store")
  res.json({
    subscription: subscription as OwnSubscriptionResponse,
    receipt: {
      act: act.kind === "auto_renew" ? (act.on ? "auto_renew_on" : "auto_renew_off") : act.kind,
      done: result.kind === "done",
      at: runtime.clock.now().toISOString(),
    },
  })
}
