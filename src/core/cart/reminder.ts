import type { Catalog, Localized } from "../catalog/definitions"
import { REASON_CLAUSES } from "../decision/because"
import type { Mode, Reason } from "../decision/decision"
import type { DeliveryState } from "../decision/delivery"
import { detailIn } from "../decision/delivery-note"
import type { CartRecord } from "./cart"

/** What was decided about a cart that was left, and the delivery that got furthest. */
export type ReminderFound = {
  readonly mode: Mode
  readonly kind: "send" | "hold" | "skip"
  readonly reason: Reason | null
  readonly delivery: {
    readonly state: DeliveryState
    readonly reason: Reason | null
    readonly detail: string | null
    /** ISO 8601. */
    readonly due_at: string
    readonly sent_at: string | null
  } | null
}

export type ReminderInput = {
  readonly cart: Pick<CartRecord, "state" | "armed" | "customer_id" | "email" | "abandoned_at">
  readonly found: ReminderFound | null
  /** Whether an active automation reminds of left carts at all. */
  readonly listens: boolean
}

/**
 * Whether somebody was reminded of their cart. `shadow`: they would have been. `uncertain`: the provider did not say. `none`: nothing
 * was decided.
 */
export type Reminder = {
  readonly kind: "sent" | "waits" | "uncertain" | "shadow" | "not_sent" | "none"
  /** When it was sent, or until when it waits. */
  readonly at: string | null
  /** Why not, or why not yet: the end of a sentence. */
  readonly because: Localized | null
}

export function cartReminder({ cart, found, listens }: ReminderInput, catalog: Catalog): Reminder {
  if (found === null) {
    return { kind: "none", at: null, because: whyNothing(cart, listens) }
  }
  const { delivery, kind, mode, reason } = found
  if (kind === "skip") {
    return { kind: "not_sent", at: null, because: clause(reason) }
  }
  if (mode === "shadow") {
    return { kind: "shadow", at: null, because: SHADOW }
  }
  return delivery === null
    ? { kind: "not_sent", at: null, because: clause(reason) }
    : ofDelivery(delivery, catalog)
}

function ofDelivery(
  { state, reason, detail, due_at, sent_at }: NonNullable<ReminderFound["delivery"]>,
  catalog: Catalog
): Reminder {
  const because = detail === null ? clause(reason) : detailIn(detail, catalog)
  switch (state) {
    case "sent":
      return { kind: "sent", at: sent_at, because: null }
    case "queued":
    case "held":
    case "sending":
      return { kind: "waits", at: due_at, because }
    case "unknown":
      return { kind: "uncertain", at: null, because }
    default:
      return { kind: "not_sent", at: null, because }
  }
}

const clause = (reason: Reason | null): Localized | null =>
  reason === null ? null : REASON_CLAUSES[reason]

function whyNothing(
  { state, armed, customer_id, email, abandoned_at }: ReminderInput["cart"],
  listens: boolean
): Localized {
  if (abandoned_at === null) {
    return NEVER_LEFT[state === "placed" || state === "emptied" ? state : "active"]
  }
  if (customer_id === null && email === null) {
    return NOBODY
  }
  if (!armed) {
    return BEFORE
  }
  return listens ? TOO_LATE : NO_AUTOMATION
}

const SHADOW: Localized = {
  en: "Kairos was in shadow mode",
  es: "Kairos estaba en modo de prueba",
  pt: "o Kairos estava em modo de teste",
}
const NEVER_LEFT = {
  active: {
    en: "it has not been left for long enough",
    es: "no lleva abandonado el tiempo suficiente",
    pt: "não está abandonado há tempo suficiente",
  },
  placed: {
    en: "it was ordered without having been left",
    es: "se pidió sin haber sido abandonado",
    pt: "foi pedido sem ter sido abandonado",
  },
  emptied: {
    en: "it was emptied without having been left",
    es: "se vació sin haber sido abandonado",
    pt: "foi esvaziado sem ter sido abandonado",
  },
} as const satisfies Readonly<Record<string, Localized>>
const NOBODY: Localized = {
  en: "nobody knows whose it is",
  es: "no se sabe de quién es",
  pt: "não se sabe de quem é",
}
const BEFORE: Localized = {
  en: "it lay in the shop before Kairos was there",
  es: "ya estaba en la tienda antes que Kairos",
  pt: "já estava na loja antes do Kairos",
}
const NO_AUTOMATION: Localized = {
  en: "no active automation reminds of left carts",
  es: "ninguna automatización activa recuerda los carritos abandonados",
  pt: "nenhuma automação ativa lembra de carrinhos abandonados",
}
const TOO_LATE: Localized = {
  en: "the automation was made or changed after it had been left, or the job came too late",
  es: "la automatización se creó o cambió después de que se abandonara, o la tarea llegó tarde",
  pt: "a automação foi criada ou alterada depois que ele foi abandonado, ou a tarefa chegou tarde",
}
