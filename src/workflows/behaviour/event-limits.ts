import { LIMITS } from "../support/limits"
import { takePoints } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"

/** Counts a batch, and says how many seconds its sender has to wait; 0 when they may go on. */
export async function secondsBeforeEvents(
  { knex }: Runtime,
  batch: { readonly address: string; readonly visitor_id: string | null; readonly events: number }
): Promise<number> {
  const wait = await takePoints(knex, LIMITS.events_of_address, batch.address, batch.events)
  return wait > 0 || batch.visitor_id === null
    ? wait
    : takePoints(knex, LIMITS.events_of_visitor, batch.visitor_id, batch.events)
}
