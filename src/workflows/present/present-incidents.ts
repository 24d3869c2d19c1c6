import { INCIDENT_LABELS } from "../../catalog/incident-texts"
import { responseClock } from "../../core/incident/response-clock"
import type { IncidentFilter, NewIncident } from "../../modules/kairos-automation/incidents"
import type { IncidentResponse, IncidentsResponse } from "../../types"
import type { Runtime } from "../support/runtime"

/** What went wrong, by how long its customers wait or waited for an answer. */
export async function presentIncidents(
  { automation, knex }: Runtime,
  { state, offset, limit }: Omit<IncidentFilter, "hours">
): Promise<IncidentsResponse> {
  const { answer_hours: hours } = await automation.settings.read()
  const [{ rows, count }, figures, now] = await Promise.all([
    automation.incidents.list({ state, hours, offset, limit }),
    automation.incidents.figures(hours),
    knex.raw("select now() as now").then((answer) => answer.rows[0].now as Date),
  ])
  const incidents = rows.map((row) => presentIncident(row, hours, now))
  return { incidents, count, offset, limit, answer_hours: hours, figures: { ...figures } }
}

export function presentIncident(row: NewIncident, hours: number, now: Date): IncidentResponse {
  const times = {
    opened_at: row.opened_at.toISOString(),
    answered_at: row.answered_at?.toISOString() ?? null,
    closed_at: row.closed_at?.toISOString() ?? null,
  }
  return {
    id: row.id,
    kind: row.kind,
    label: INCIDENT_LABELS[row.kind],
    customer_id: row.customer_id,
    email: row.email,
    order_id: row.order_id,
    ...times,
    ...responseClock(times, hours, now.toISOString()),
  }
}
