import type { Language } from "./admin-journeys"

/** Where the clocks of the three show the earliest and the latest hour. The shop's zone is an hour east of all of them. */
export const WEST = "America/Sao_Paulo"
export const EAST = "Europe/London"

export type Hours = { readonly from: string; readonly to: string }

/** One language: who speaks it, where they live, and what they are to read. */
export type Walk = {
  readonly language: "en" | "es" | "pt"
  readonly admin: Language
  readonly locale: string
  readonly zone: string
  readonly subject: string
  readonly held: readonly [state: string, reason: string]
  /** @param end when the quiet hours end, as the person's clock shows it */
  readonly heldBecause: (hours: Hours, end: string) => string
  readonly notSent: RegExp
  readonly refused: readonly [state: string, reason: string, because: string]
}

export const WALKS: readonly Walk[] = [
  {
    language: "en",
    admin: "en",
    locale: "en-GB",
    zone: EAST,
    subject: "Your cart waits",
    held: ["Held", "Quiet hours"],
    heldBecause: ({ from, to }, end) =>
      `${end} (${EAST}): quiet hours are ${from} to ${to} (${EAST}, the zone of their browser).`,
    notSent: /^Not sent, because the person bought in the meantime: order #\d+ on /,
    refused: ["Refused", "Has bought meanwhile", "bought meanwhile (order #"],
  },
  {
    language: "es",
    admin: "es",
    locale: "es-ES",
    zone: "Atlantic/Canary",
    subject: "Tu carrito te espera",
    held: ["Retenida", "Horas de descanso"],
    heldBecause: ({ from, to }, end) =>
      `${end} (Atlantic/Canary): las horas de descanso son de ${from} a ${to} (Atlantic/Canary, la zona de su navegador).`,
    notSent: /^No se envió, porque la persona compró entretanto: pedido #\d+ el /,
    refused: ["Rechazada", "Ya compró entretanto", "compró entretanto (pedido #"],
  },
  {
    language: "pt",
    admin: "ptBR",
    locale: "pt-BR",
    zone: WEST,
    subject: "Seu carrinho espera por você",
    held: ["Retida", "Horário de silêncio"],
    heldBecause: ({ from, to }, end) =>
      `${end} (${WEST}): o horário de silêncio é das ${from} às ${to} (${WEST}, o fuso do navegador).`,
    notSent: /^Não foi enviado, porque a pessoa comprou nesse meio-tempo: pedido #\d+ em /,
    refused: ["Recusada", "Já comprou nesse meio-tempo", "comprou nesse meio-tempo (pedido #"],
  },
]
