import type { Localized } from "../core/catalog/definitions"
import type { IncidentKind } from "../core/incident/incident"

export const INCIDENT_LABELS: Readonly<Record<IncidentKind, Localized>> = {
  return: { en: "return", es: "devolución", pt: "devolução" },
  claim: { en: "claim", es: "reclamación", pt: "reclamação" },
  exchange: { en: "exchange", es: "cambio", pt: "troca" },
  refund: { en: "refund", es: "reembolso", pt: "reembolso" },
  failed_delivery: {
    en: "failed delivery",
    es: "entrega fallida",
    pt: "entrega que falhou",
  },
  complaint: { en: "complaint", es: "queja", pt: "queixa" },
}
