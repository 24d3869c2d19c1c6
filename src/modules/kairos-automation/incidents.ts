import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IncidentKind } from "../../core/incident/incident"

export type NewIncident = {
  /** Names what went wrong for ever: told twice it is one. */
  readonly id: string
  readonly kind: IncidentKind
  readonly customer_id: string | null
  /** Normalised. */
  readonly email: string | null
  readonly order_id: string | null
  readonly opened_at: Date
  readonly closed_at: Date | null
}

/** What went wrong for customers, and until when. */
export class IncidentStore {
  constructor(private readonly knex: Knex) {}

  /** An end that is known stays; an earlier one counts. @returns the ids of those that are new */
  async record(incidents: readonly NewIncident[]): Promise<readonly string[]> {
    if (incidents.length === 0) {
      return []
    }
    const { rows } = await this.knex.raw(
      `insert into kairos_incident (id, kind, customer_id, email, order_id, opened_at, closed_at)
       select id, kind, customer_id, email, order_id, opened_at, closed_at
       from jsonb_to_recordset(?::jsonb) as i(
         id text, kind text, customer_id text, email text, order_id text, opened_at timestamptz, closed_at timestamptz)
       on conflict (id) do update set closed_at = least(kairos_incident.closed_at, excluded.closed_at)
         where kairos_incident.closed_at is distinct from least(kairos_incident.closed_at, excluded.closed_at)
       returning id, xmax = 0 as fresh`,
      [JSON.stringify(incidents)]
    )
    return (rows as { id: string; fresh: boolean }[])
      .filter(({ fresh }) => fresh)
      .map(({ id }) => id)
  }

  /** @returns whether there was an open one with this id of just this person */
  async close(
    id: string,
    person: Pick<NewIncident, "customer_id" | "email">,
    at: Date
  ): Promise<boolean> {
    const closed = await this.knex("kairos_incident")
      .where({ id, closed_at: null })
      .where((own) => {
        void own.whereRaw("customer_id = ? or email = ?", [person.customer_id, person.email])
      })
      .update({ closed_at: this.knex.raw("greatest(opened_at, ?::timestamptz)", [at]) })
    return closed === 1
  }

  async forget(days: number): Promise<number> {
    return this.knex("kairos_incident")
      .whereRaw("opened_at < now() - make_interval(days => ?)", [days])
      .delete()
  }
}
