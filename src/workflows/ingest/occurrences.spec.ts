import { supportTicketClosed } from "../../../examples/extend/support-ticket-closed"
import { occurrencesOf } from "./occurrences"

const NOW = new Date("2026-03-02T10:15:00.000Z")
const closed = (data: Record<string, unknown>) => ({ name: "support.ticket_closed", data })

it("takes id and person from the event's data, and keeps the scalars of the rest", () => {
  const data = {
    id: "t1",
    customer_id: "cus_1",
    email: 7,
    satisfaction: 5,
    closed_by: "x".repeat(600),
    notes: { private: true },
    ratio: Number.NaN,
  }
  expect(occurrencesOf([supportTicketClosed], closed(data), NOW)).toEqual([
    {
      id: "support.ticket_closed:t1",
      name: "support.ticket_closed",
      entity_id: "t1",
      customer_id: "cus_1",
      email: null,
      source: "bus",
      properties: { satisfaction: 5, closed_by: "x".repeat(500) },
      occurred_at: NOW,
    },
  ])
})

it("asks the trigger's own reading, which may say that it is none", () => {
  const own = {
    ...supportTicketClosed,
    occurrence: ({ ticket }: Readonly<Record<string, unknown>>) =>
      typeof ticket === "string" ? { id: ticket } : null,
  }
  expect(occurrencesOf([own], closed({ ticket: "t2" }), NOW)).toMatchObject([
    { id: "support.ticket_closed:t2", customer_id: null, properties: null },
  ])
  expect(occurrencesOf([own], closed({ id: "t2" }), NOW)).toEqual([])
})

it("says what to do about an event without an id", () => {
  expect(() => occurrencesOf([supportTicketClosed], closed({}), NOW)).toThrow(
    'the event "support.ticket_closed" has no id'
  )
})
