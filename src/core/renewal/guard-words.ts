import type { Localized } from "../catalog/definitions"
import type { Invariant } from "./guard"

/** What must hold, and what to do where it does not. */
export const INVARIANT_WORDS: Readonly<Record<Invariant, Localized>> = {
  consent_before_charge: {
    en: "Charged without a consent that is on record. Refund it, and ask the customer.",
    es: "Cobrado sin un consentimiento registrado. Devuélvelo y pregunta al cliente.",
    pt: "Cobrado sem um consentimento registrado. Devolva e pergunte ao cliente.",
  },
  notice_before_charge: {
    en: "Charged without a notice in time. Refund it on demand; look whether the renewal notice is active.",
    es: "Cobrado sin un aviso a tiempo. Devuélvelo si lo piden; mira si el aviso de renovación está activo.",
    pt: "Cobrado sem um aviso a tempo. Devolva se pedirem; veja se o aviso de renovação está ativo.",
  },
  price_as_told: {
    en: "Charged another amount than was told. Refund the difference.",
    es: "Se cobró otro importe del avisado. Devuelve la diferencia.",
    pt: "Foi cobrado outro valor que o avisado. Devolva a diferença.",
  },
  one_charge: {
    en: "One period was charged twice. Refund one of its orders.",
    es: "Un período se cobró dos veces. Devuelve uno de sus pedidos.",
    pt: "Um período foi cobrado duas vezes. Devolva um dos pedidos.",
  },
  paid_is_captured: {
    en: "Counted as paid, and no money was captured. Look at its order's payment.",
    es: "Consta como pagado y no se capturó dinero. Mira el pago de su pedido.",
    pt: "Consta como pago e nenhum dinheiro foi capturado. Veja o pagamento do pedido.",
  },
  captured_is_paid: {
    en: "Money was captured, and the period is not counted as paid. Look at its order and refund or settle it.",
    es: "Se capturó dinero y el período no consta como pagado. Mira su pedido y devuelve o regulariza.",
    pt: "Dinheiro foi capturado e o período não consta como pago. Veja o pedido e devolva ou acerte.",
  },
  confirmed: {
    en: "A charge was not confirmed by mail. Look whether the renewal confirmation is active, and at its delivery.",
    es: "Un cobro no se confirmó por correo. Mira si la confirmación está activa, y su entrega.",
    pt: "Uma cobrança não foi confirmada por e-mail. Veja se a confirmação está ativa, e a entrega.",
  },
  confirmed_once: {
    en: "A charge was confirmed more than once. Look for a second automation that begins with the renewal.",
    es: "Un cobro se confirmó más de una vez. Busca una segunda automatización que empiece con la renovación.",
    pt: "Uma cobrança foi confirmada mais de uma vez. Procure uma segunda automação que comece com a renovação.",
  },
  not_after_cancelling: {
    en: "Charged after it was cancelled. Refund it.",
    es: "Cobrado después de cancelarla. Devuélvelo.",
    pt: "Cobrado depois de cancelada. Devolva.",
  },
  cancelling_confirmed: {
    en: "A cancellation or withdrawal has no receipt. Look whether its receipt is active, and at its delivery.",
    es: "Una cancelación o un desistimiento no tiene comprobante. Mira si el comprobante está activo, y su entrega.",
    pt: "Um cancelamento ou uma desistência não tem comprovante. Veja se o comprovante está ativo, e a entrega.",
  },
  cancel_link: {
    en: "A mail about a charge had no link that cancels. Put {{links.cancel}} into its template.",
    es: "Un correo sobre un cobro no tenía enlace para cancelar. Pon {{links.cancel}} en su plantilla.",
    pt: "Um e-mail sobre uma cobrança não tinha link para cancelar. Ponha {{links.cancel}} no modelo.",
  },
  terms_archived: {
    en: "The terms that were agreed to are not archived.",
    es: "Las condiciones aceptadas no están archivadas.",
    pt: "As condições aceitas não estão arquivadas.",
  },
  dates_anchored: {
    en: "A date is not the one that its series has. The next night computes it anew.",
    es: "Una fecha no es la de su serie. La próxima noche se recalcula.",
    pt: "Uma data não é a da sua série. Na próxima noite é recalculada.",
  },
  nobody_forgotten: {
    en: "It is active, and nothing is planned for it.",
    es: "Está activa y no hay nada planeado para ella.",
    pt: "Está ativa e nada está planejado para ela.",
  },
  nothing_stuck: {
    en: "A payment has had no outcome for two days. Ask the payment provider, then settle its order.",
    es: "Un pago lleva dos días sin resultado. Pregunta al proveedor y regulariza su pedido.",
    pt: "Um pagamento está há dois dias sem resultado. Pergunte ao provedor e acerte o pedido.",
  },
  attempts_capped: {
    en: "It was tried more often than four times.",
    es: "Se intentó más de cuatro veces.",
    pt: "Foi tentada mais de quatro vezes.",
  },
}
