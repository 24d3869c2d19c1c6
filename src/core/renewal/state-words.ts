import { dateText, moneyText } from "../content/format-value"
import type { Language } from "../text/localized"
import { renewalReasonText, subscribedText } from "./renewal-words"
import type { Renewal, Subscription } from "./subscription"

/** Where a subscription stands, as far as its holder has to know. */
export type Standing = {
  readonly status: Subscription["status"]
  readonly current_until: string
  readonly over: boolean
  readonly automatic: boolean
  readonly paused: boolean
  /** Null where they are not counted. */
  readonly uses_left: number | null
  /** What its next payment makes of it; null, or missing: what it is. */
  readonly becomes?: { readonly product: string; readonly plan: string } | null
  readonly currency_code: string
  readonly zone: string
  /** The period that comes next, is under way, or was the last one; null when there is none. */
  readonly period:
    | (Pick<Renewal, "period_index" | "state" | "reason" | "due_at" | "amount" | "next_try_at"> & {
        /** When it is charged without being asked; null where nothing is. */
        readonly charge_at: string | null
        readonly by_hand: boolean
        readonly past: boolean
      })
    | null
}

type Sentences = {
  readonly usesLeft: (count: number) => string
  readonly usedUp: string
  readonly someAmount: string
  readonly renews: (date: string, amount: string) => string
  readonly freeThenRenews: (date: string, amount: string) => string
  readonly freeThenEnds: (date: string, amount: string) => string
  readonly pausedRenews: (date: string, amount: string) => string
  readonly pausedEnds: (date: string, amount: string) => string
  readonly ends: (date: string, amount: string) => string
  readonly ended: (date: string, amount: string) => string
  readonly beingRenewed: string
  readonly beingPaid: string
  readonly failedAgain: (because: string, date: string) => string
  readonly failed: (because: string) => string
  readonly dormant: string
  readonly cancelled: (date: string) => string
  readonly cancelledOver: (date: string) => string
  readonly withdrawn: string
  readonly withdrawnLasts: (date: string) => string
  readonly over: (date: string) => string
  readonly overBecause: (date: string, because: string) => string
}

const SENTENCES: Readonly<Record<Language, Sentences>> = {
  en: {
    usesLeft: (count) => (count === 1 ? "One use is left." : `${count} uses are left.`),
    usedUp: "Its last use is had.",
    someAmount: "the price of the day",
    renews: (date, amount) => `Renews by itself on ${date} for ${amount}.`,
    freeThenRenews: (date, amount) => `Free until ${date}; then it renews by itself for ${amount}.`,
    freeThenEnds: (date, amount) =>
      `Free until ${date}; then it ends, unless you renew it for ${amount}.`,
    pausedRenews: (date, amount) =>
      `Paused. It goes on by itself on ${date} for ${amount}; nothing is charged before.`,
    pausedEnds: (date, amount) => `Paused until ${date}; then you can renew it for ${amount}.`,
    ends: (date, amount) => `Ends on ${date}, unless you renew it for ${amount}.`,
    ended: (date, amount) => `Ended on ${date}. You can still renew it for ${amount}.`,
    beingRenewed: "Is being renewed. The confirmation comes by e-mail.",
    beingPaid: "Its payment is under way. The confirmation, or what went wrong, comes by e-mail.",
    failedAgain: (because, date) =>
      `Could not be renewed: ${because}. Nothing was charged. We try again on ${date}.`,
    failed: (because) => `Could not be renewed: ${because}. Nothing was charged.`,
    dormant: "You have not used it for a while. Nothing is charged until you say that you keep it.",
    cancelled: (date) => `Cancelled. It lasts until ${date}, and nothing more is charged.`,
    cancelledOver: (date) => `Cancelled. It ended on ${date}.`,
    withdrawn: "You withdrew from it. It has ended, and the shop refunds what is owed.",
    withdrawnLasts: (date) =>
      `You withdrew from its renewal. It lasts until ${date}, and the shop refunds what is owed.`,
    over: (date) => `Ended on ${date}.`,
    overBecause: (date, because) => `Ended on ${date}: ${because}.`,
  },
  es: {
    usesLeft: (count) => (count === 1 ? "Queda un uso." : `Quedan ${count} usos.`),
    usedUp: "Ya no quedan usos.",
    someAmount: "el precio del día",
    renews: (date, amount) => `Se renueva sola el ${date} por ${amount}.`,
    freeThenRenews: (date, amount) =>
      `Gratis hasta el ${date}; después se renueva sola por ${amount}.`,
    freeThenEnds: (date, amount) =>
      `Gratis hasta el ${date}; después termina, salvo que la renueves por ${amount}.`,
    pausedRenews: (date, amount) =>
      `En pausa. Sigue sola el ${date} por ${amount}; antes no se cobra nada.`,
    pausedEnds: (date, amount) =>
      `En pausa hasta el ${date}; entonces puedes renovarla por ${amount}.`,
    ends: (date, amount) => `Termina el ${date}, salvo que la renueves por ${amount}.`,
    ended: (date, amount) => `Terminó el ${date}. Aún puedes renovarla por ${amount}.`,
    beingRenewed: "Se está renovando. La confirmación llega por correo.",
    beingPaid: "Su pago está en curso. La confirmación, o lo que haya fallado, llega por correo.",
    failedAgain: (because, date) =>
      `No se pudo renovar: ${because}. No se ha cobrado nada. Lo intentamos de nuevo el ${date}.`,
    failed: (because) => `No se pudo renovar: ${because}. No se ha cobrado nada.`,
    dormant: "Hace tiempo que no la usas. No se cobra nada hasta que digas que la conservas.",
    cancelled: (date) => `Cancelada. Dura hasta el ${date} y no se cobra nada más.`,
    cancelledOver: (date) => `Cancelada. Terminó el ${date}.`,
    withdrawn: "Desististe de ella. Ha terminado, y la tienda devuelve lo que corresponde.",
    withdrawnLasts: (date) =>
      `Desististe de su renovación. Dura hasta el ${date}, y la tienda devuelve lo que corresponde.`,
    over: (date) => `Terminó el ${date}.`,
    overBecause: (date, because) => `Terminó el ${date}: ${because}.`,
  },
  pt: {
    usesLeft: (count) => (count === 1 ? "Resta um uso." : `Restam ${count} usos.`),
    usedUp: "Não restam usos.",
    someAmount: "o preço do dia",
    renews: (date, amount) => `Renova sozinha em ${date} por ${amount}.`,
    freeThenRenews: (date, amount) => `Grátis até ${date}; depois renova sozinha por ${amount}.`,
    freeThenEnds: (date, amount) =>
      `Grátis até ${date}; depois termina, a não ser que você renove por ${amount}.`,
    pausedRenews: (date, amount) =>
      `Em pausa. Continua sozinha em ${date} por ${amount}; nada é cobrado antes.`,
    pausedEnds: (date, amount) => `Em pausa até ${date}; então você pode renovar por ${amount}.`,
    ends: (date, amount) => `Termina em ${date}, a não ser que você renove por ${amount}.`,
    ended: (date, amount) => `Terminou em ${date}. Você ainda pode renovar por ${amount}.`,
    beingRenewed: "Está sendo renovada. A confirmação chega por e-mail.",
    beingPaid:
      "O pagamento está em andamento. A confirmação, ou o que deu errado, chega por e-mail.",
    failedAgain: (because, date) =>
      `Não foi possível renovar: ${because}. Nada foi cobrado. Tentamos de novo em ${date}.`,
    failed: (because) => `Não foi possível renovar: ${because}. Nada foi cobrado.`,
    dormant: "Faz tempo que você não usa. Nada é cobrado até você dizer que quer manter.",
    cancelled: (date) => `Cancelada. Vale até ${date} e nada mais é cobrado.`,
    cancelledOver: (date) => `Cancelada. Terminou em ${date}.`,
    withdrawn: "Você desistiu dela. Ela terminou, e a loja devolve o que é devido.",
    withdrawnLasts: (date) =>
      `Você desistiu da renovação. Vale até ${date}, e a loja devolve o que é devido.`,
    over: (date) => `Terminou em ${date}.`,
    overBecause: (date, because) => `Terminou em ${date}: ${because}.`,
  },
}

/** What is to be known of a subscription, in one sentence or two: when, how much, and whether by itself. */
export function standingText(standing: Standing, language: Language): string {
  const { uses_left, status, over } = standing
  const text = `${standsText(standing, language)}${becomesText(standing, language)}`
  if (uses_left === null || over || !/^(active|cancelled)$/.test(status)) {
    return text
  }
  const { usesLeft, usedUp } = SENTENCES[language]
  return `${uses_left === 0 ? usedUp : usesLeft(uses_left)} ${text}`
}

const BECOMES: Readonly<Record<Language, (what: string) => string>> = {
  en: (what) => ` With that payment it becomes ${what}.`,
  es: (what) => ` Con ese pago pasa a ser ${what}.`,
  pt: (what) => ` Com esse pagamento passa a ser ${what}.`,
}

/** Only of what still goes on: the sentence before it speaks of its next payment. */
const becomesText = ({ status, becomes = null }: Standing, language: Language): string =>
  status === "active" && becomes !== null
    ? BECOMES[language](subscribedText(becomes, language))
    : ""

function standsText(standing: Standing, language: Language): string {
  const { status, current_until, over, zone, period } = standing
  const say = SENTENCES[language]
  const date = (at: string) => dateText(at, language, zone)
  if (period?.state === "charging" || period?.state === "unknown") {
    return say.beingPaid
  }
  if (status === "cancelled") {
    return (over ? say.cancelledOver : say.cancelled)(date(current_until))
  }
  if (status === "withdrawn") {
    return over ? say.withdrawn : say.withdrawnLasts(date(current_until))
  }
  if (status !== "active" || period === null) {
    const because = renewalReasonText(period?.reason, language)
    const end = date(period?.due_at ?? current_until)
    return because === null ? say.over(end) : say.overBecause(end, because)
  }
  return openText(standing, period, language)
}

function openText(
  { automatic, currency_code, paused, zone }: Standing,
  period: NonNullable<Standing["period"]>,
  language: Language
): string {
  const say = SENTENCES[language]
  const date = (at: string) => dateText(at, language, zone)
  const amount =
    period.amount === null ? say.someAmount : moneyText(period.amount, currency_code, language)
  if (period.state === "failed") {
    const because = renewalReasonText(period.reason, language) ?? say.someAmount
    return period.next_try_at === null || !(automatic || period.by_hand)
      ? say.failed(because)
      : say.failedAgain(because, date(period.next_try_at))
  }
  if (period.by_hand) {
    return say.beingRenewed
  }
  if (automatic && period.reason === "dormant") {
    return say.dormant
  }
  const trial = period.period_index === 0
  const at = date(period.charge_at ?? period.due_at)
  if (paused && !period.past) {
    return (automatic ? say.pausedRenews : say.pausedEnds)(at, amount)
  }
  if (automatic) {
    return (trial ? say.freeThenRenews : say.renews)(at, amount)
  }
  const manual = period.past ? say.ended : trial ? say.freeThenEnds : say.ends
  return manual(date(period.due_at), amount)
}
