import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Reason } from "../../core/decision/decision"
import type { WaitForEvent } from "../../core/schedule/wait"
import type { DeliveryRow, Person } from "./delivery-rows"
import { jsonOrNull, samePerson } from "./delivery-sql"

/** The steps of one decision as a whole: what waits, moves and ends together. */
export class JourneyStore {
  constructor(private readonly table: string) {}

  /** Of these steps of a decision the first delivery that may still go and has not. */
  async firstOpen(
    trx: Knex,
    decision_id: string,
    steps: readonly string[]
  ): Promise<DeliveryRow | null> {
    const row: DeliveryRow | undefined = await trx(this.table)
      .where({ decision_id })
      .whereIn("step", [...steps])
      .whereIn("state", ["held", "queued"])
      .whereRaw("expires_at > now()")
      .orderBy([{ column: "state" }, { column: "due_at" }])
      .first()
    return row ?? null
  }

  /** Deliveries that wait for this event of this person, one per decision and step first. */
  async waitingFor(trx: Knex, event: string, person: Person, before: Date): Promise<DeliveryRow[]> {
    return trx(this.table)
      .where((query) => samePerson(query, person))
      .whereIn("state", ["queued", "held"])
      .whereRaw("awaits ->> 'name' = ?", [event])
      .where("created_at", "<=", before)
      .orderBy("due_at")
      .forUpdate()
  }

  /** Gives the open deliveries of a step a new time; the step no longer waits for an event. */
  async reschedule(
    trx: Knex,
    where: { decision_id: string; step: string },
    to: { due_at: Date; expires_at: Date; awaits: WaitForEvent | null }
  ): Promise<number> {
    return trx(this.table)
      .where(where)
      .whereIn("state", ["queued", "held"])
      .update({
        due_at: to.due_at,
        expires_at: to.expires_at,
        awaits: jsonOrNull(to.awaits),
        updated_at: trx.fn.now(),
      })
  }

  /**
   * Moves a step to a later time, never to an earlier one, because the step before it goes later; by less than a minute it is not
   * worth it.
   */
  async delay(
    trx: Knex,
    where: { decision_id: string; step: string },
    to: { due_at: Date; expires_at: Date }
  ): Promise<number> {
    return trx(this.table)
      .where(where)
      .whereIn("state", ["queued", "held"])
      .whereRaw("due_at < ?::timestamptz - interval '1 minute'", [to.due_at])
      .update({
        ...to,
        locked_until: null,
        // Whoever claimed it together with the step before it may not begin.
        lock_token: trx.raw("lock_token + 1"),
        updated_at: trx.fn.now(),
      })
  }

  /** Ends what has not left of the decisions that match: the journey is over. */
  async exit(
    trx: Knex,
    where: { decision_ids: readonly string[]; steps?: readonly string[] },
    because: { reason: Reason; detail: string }
  ): Promise<string[]> {
    const rows: { id: string }[] = await trx(this.table)
      .whereIn("decision_id", [...where.decision_ids])
      .whereIn("state", ["queued", "held"])
      .modify((query) => {
        if (where.steps !== undefined) {
          query.whereIn("step", [...where.steps])
        }
      })
      .update({
        state: "cancelled",
        ...because,
        hold: null,
        locked_until: null,
        // Whoever holds a lease on it may not begin any more.
        lock_token: trx.raw("lock_token + 1"),
        updated_at: trx.fn.now(),
      })
      .returning("id")
    return rows.map(({ id }) => id)
  }

  /** Decisions of these automations about a person with something that has not left. */
  async openDecisions(
    trx: Knex,
    automationIds: readonly string[],
    person: Person
  ): Promise<{ decision_id: string; automation_id: string; created_at: Date }[]> {
    return trx(this.table)
      .select("decision_id", "automation_id")
      .min({ created_at: "created_at" })
      .where((query) => samePerson(query, person))
      .whereIn("automation_id", [...automationIds])
      .whereIn("state", ["queued", "held"])
      .groupBy("decision_id", "automation_id")
  }
}
