import type { IncidentResponse } from "../../types"
import { presentIncident } from "../present/present-incidents"
import type { Runtime } from "../support/runtime"

/** Notes that somebody of the shop answered, with who it was. @returns "answered" for what nobody waits for any more */
export async function answerIncident(
  { automation, knex }: Runtime,
  id: string,
  actor: string
): Promise<IncidentResponse | "unknown" | "answered"> {
  const { answer_hours } = await automation.settings.read()
  return knex.transaction(async (trx) => {
    const row = await automation.incidents.answerNow(id, trx)
    if (row === null) {
      return (await automation.incidents.read(id, trx)) === null ? "unknown" : "answered"
    }
    const entry = { actor, action: "answer", entity: "incident", entity_id: id } as const
    await automation.audit.append(entry, trx)
    // Its clock stands: now is when it was answered.
    return presentIncident(row, answer_hours, row.answered_at ?? row.opened_at)
  })
}
