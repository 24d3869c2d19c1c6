import { takePoints, type RateLimit } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"

/** In events. Behind one address there may be an office, behind one visitor there is one person. */
const PER_ADDRESS: RateLimit = { name: "kairos_events_address", points: 6000, seconds: 600 }
const PER_VISITOR: RateLimit = { name: "kairos_events_visitor", points: 1200, seconds: 600 }

/** Counts a batch, and says how many seconds its sender has to wait; 0 when they may go on. */
export async function secondsBeforeEvents(
  { knex }: Runtime,
  batch: { readonly address: string; readonly visitor_id: string | null; readonly events: number }
): Promise<number> {
  const wait = await takePoints(knex, PER_ADDRESS, batch.address, batch.events)
  return wait > 0 || batch.visitor_id === null
    ? wait
    : takePoints(knex, PER_VISITOR, batch.visitor_id, batch.events)
}
