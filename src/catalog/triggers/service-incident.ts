import { defineTrigger } from "../../core/catalog/define"
import { INCIDENT_KINDS } from "../../core/incident/incident"
import { INCIDENT_LABELS } from "../incident-texts"
import { sampleCustomer } from "../samples"

export const serviceIncident = defineTrigger({
  code: "service.incident",
  label: {
    en: "Something went wrong for a customer",
    es: "Algo salió mal para un cliente",
    pt: "Algo deu errado para um cliente",
  },
  description: {
    en: "A return, a claim, an exchange or a refund in Medusa, or a complaint or a failed delivery that another system reports. Of several within two weeks only the first and the second count: the second makes it worse.",
    es: "Una devolución, una reclamación, un cambio o un reembolso en Medusa, o una queja o una entrega fallida que informa otro sistema. De varios en dos semanas solo cuentan el primero y el segundo: el segundo lo empeora.",
    pt: "Uma devolução, uma reclamação, uma troca ou um reembolso no Medusa, ou uma queixa ou uma entrega que falhou informada por outro sistema. De vários em duas semanas só contam o primeiro e o segundo: o segundo piora.",
  },
  sentence: {
    en: "When something goes wrong for a customer: {kind}",
    es: "Cuando algo sale mal para un cliente: {kind}",
    pt: "Quando algo dá errado para um cliente: {kind}",
  },
  told: {
    en: "something went wrong for you on {day}",
    es: "algo te salió mal el {day}",
    pt: "algo deu errado para você em {day}",
  },
  source: { kind: "job" },
  args: [
    {
      key: "kind",
      type: "select",
      label: { en: "What", es: "Qué", pt: "O quê" },
      required: true,
      default: "any",
      options: [
        { value: "any", label: { en: "anything", es: "lo que sea", pt: "qualquer coisa" } },
        ...INCIDENT_KINDS.map((kind) => ({ value: kind, label: INCIDENT_LABELS[kind] })),
      ],
    },
  ],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  matches: (event, { kind }) =>
    kind === undefined || kind === "any" || event.snapshot.properties?.incident_kind === kind,
  sample: {
    id: "service.incident:return:return_01SAMPLE",
    name: "service.incident",
    entity_id: sampleCustomer.id,
    customer_id: sampleCustomer.id,
    email: sampleCustomer.email,
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "job",
    snapshot: {
      customer: sampleCustomer,
      properties: {
        incident_id: "return:return_01SAMPLE",
        incident_kind: "return",
        incident_count: 1,
        incident_opened_at: "2026-03-02T10:15:00.000Z",
        order_id: "order_01SAMPLE",
      },
    },
  },
})
