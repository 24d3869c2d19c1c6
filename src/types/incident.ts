import type { Localized } from "../core/catalog/definitions"
import type { IncidentKind } from "../core/incident/incident"
import type { ClockState } from "../core/incident/response-clock"
import type { Page } from "./page"

/** POST /admin/kairos/incidents/:id/answered → { incident } */
export type IncidentResponse = {
  id: string
  kind: IncidentKind
  label: Localized
  customer_id: string | null
  /** Of whoever is known by their address alone, too. */
  email: string | null
  order_id: string | null
  opened_at: string
  /** When somebody of the shop answered; null where nobody did, or where its end was the answer. */
  answered_at: string | null
  closed_at: string | null
  /** `late`: answered, and after it was due. */
  state: ClockState
  due_at: string
  /** From its opening to the answer, or until now. */
  waited_minutes: number
}

/** GET /admin/kairos/incidents → a page of what went wrong for customers, who waits longest first */
export type IncidentsResponse = Page<"incidents", IncidentResponse> & {
  /** Hours within which the shop wants to answer. */
  answer_hours: number
  /** Who waits, whenever that began; and what was answered in time and late of the last thirty days. */
  figures: Record<ClockState, number>
}
