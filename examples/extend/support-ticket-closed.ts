import { defineTrigger } from "medusa-plugin-kairos/extend"

/**
 * A help desk closed a ticket. Its webhook emits the event on Medusa's bus:
 * `bus.emit({ name: "support.ticket_closed", data: { id, customer_id, satisfaction, loyalty_points } })`
 */
export const supportTicketClosed = defineTrigger({
  code: "support.ticket_closed",
  label: { en: "Ticket closed", es: "Ticket cerrado", pt: "Chamado encerrado" },
  description: {
    en: "The help desk closed a customer's ticket.",
    es: "El servicio de atención cerró un ticket de un cliente.",
    pt: "O atendimento encerrou o chamado de um cliente.",
  },
  sentence: {
    en: "When a support ticket is closed",
    es: "Cuando se cierra un ticket de atención",
    pt: "Quando um chamado é encerrado",
  },
  told: {
    en: "your ticket was closed on {day}",
    es: "tu ticket se cerró el {day}",
    pt: "seu chamado foi encerrado em {day}",
  },
  source: { kind: "event", name: "support.ticket_closed" },
  args: [],
  provides: ["customer", "profile"],
  max_age_hours: 48,
  sample: {
    id: "support.ticket_closed:ticket_1042",
    name: "support.ticket_closed",
    entity_id: "ticket_1042",
    customer_id: "cus_01SAMPLE",
    email: "ana@shop.example",
    occurred_at: "2026-03-02T10:15:00.000Z",
    source: "bus",
    snapshot: { properties: { satisfaction: 5, loyalty_points: 120 } },
  },
})
