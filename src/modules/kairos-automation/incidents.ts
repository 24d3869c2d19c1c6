import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IncidentKind } from "../../core/incident/incident"
import type { ClockState } from "../../core/incident/response-clock"

export type NewIncident = {
  /** Names what went wrong for ever: told twice it is one. */
  readonly id: string
  readonly kind: IncidentKind
  readonly customer_id: string | null
  /** Normalised. */
  readonly email: string | null
  readonly order_id: string | null
  readonly opened_at: Date
  /** When somebody of the shop answered; null where nobody did, or its end was the answer. */
  readonly answered_at: Date | null
  readonly closed_at: Date | null
}

type Person = Pick<NewIncident, "customer_id" | "email">

/** What its customer waits for: an answer, or its end. */
const WAITING = "answered_at is null and closed_at is null"
const ANSWERED = "least(answered_at, closed_at)"
const DUE = "opened_at + make_interval(hours => ?)"

/** As `responseClock` has it, of the hours that the shop wants to answer within. */
const IN_STATE: Readonly<Record<ClockState, string>> = {
  waiting: `${WAITING} and now() <= ${DUE}`,
  overdue: `${WAITING} and now() > ${DUE}`,
  answered: `not (${WAITING}) and ${ANSWERED} <= ${DUE}`,
  late: `not (${WAITING}) and ${ANSWERED} > ${DUE}`,
}

export type IncidentFilter = {
  /** `open`: whoever waits for an answer, in time or not. */
  readonly state: ClockState | "open"
  /** Within which the shop wants to answer. */
  readonly hours: number
  readonly offset: number
  readonly limit: number
}

/** Of the last thirty days. */
export type AnswerFigures = Readonly<Record<ClockState, number>>

/** What went wrong for customers, and until when. */
export class IncidentStore {
  constructor(private readonly knex: Knex) {}

  /** An end that is known stays; an earlier one counts. @returns the ids of those that are new */
  async record(incidents: readonly NewIncident[]): Promise<readonly string[]> {
    if (incidents.length === 0) {
      return []
    }
    const { rows } = await this.knex.raw(
      `insert into kairos_incident (id, kind, customer_id, email, order_id, opened_at, answered_at, closed_at)
       select id, kind, customer_id, email, order_id, opened_at, answered_at, closed_at
       from jsonb_to_recordset(?::jsonb) as i(
         id text, kind text, customer_id text, email text, order_id text, opened_at timestamptz, answered_at timestamptz,
         closed_at timestamptz)
       on conflict (id) do update set closed_at = least(kairos_incident.closed_at, excluded.closed_at),
         answered_at = least(kairos_incident.answered_at, excluded.answered_at)
         where (kairos_incident.closed_at, kairos_incident.answered_at) is distinct from
           (least(kairos_incident.closed_at, excluded.closed_at), least(kairos_incident.answered_at, excluded.answered_at))
       returning id, xmax = 0 as fresh`,
      [JSON.stringify(incidents)]
    )
    return (rows as { id: string; fresh: boolean }[])
      .filter(({ fresh }) => fresh)
      .map(({ id }) => id)
  }

  /** @returns whether there was an open one with this id of just this person */
  async close(id: string, person: Person, at: Date): Promise<boolean> {
    const closed = await this.knex("kairos_incident")
      .where({ id, closed_at: null })
      .where(ofPerson(person))
      .update({ closed_at: this.knex.raw("greatest(opened_at, ?::timestamptz)", [at]) })
    return closed === 1
  }

  /** The first answer counts. @returns whether there was one with this id of just this person that had none so early */
  async answer(id: string, person: Person, at: Date): Promise<boolean> {
    const answered = await this.knex("kairos_incident")
      .where({ id })
      .where(ofPerson(person))
      .whereRaw("(answered_at is null or answered_at > greatest(opened_at, ?::timestamptz))", [at])
      .update({ answered_at: this.knex.raw("greatest(opened_at, ?::timestamptz)", [at]) })
    return answered === 1
  }

  /** By somebody of the shop, now. @returns null where nobody waits for it any more, or it is not there */
  async answerNow(id: string, trx: Knex): Promise<NewIncident | null> {
    const [row] = await trx<NewIncident>("kairos_incident")
      .where({ id })
      .whereRaw(WAITING)
      .update({ answered_at: trx.raw("greatest(opened_at, now())") as never })
      .returning("*")
    return (row as NewIncident | undefined) ?? null
  }

  async read(id: string, trx: Knex = this.knex): Promise<NewIncident | null> {
    return (await trx<NewIncident>("kairos_incident").where({ id }).first()) ?? null
  }

  /** Who waits for an answer longest first; what was answered comes back newest first. */
  async list({ state, hours, offset, limit }: IncidentFilter): Promise<{
    readonly rows: readonly NewIncident[]
    readonly count: number
  }> {
    const scoped = () =>
      state === "open"
        ? this.knex<NewIncident>("kairos_incident").whereRaw(WAITING)
        : this.knex<NewIncident>("kairos_incident").whereRaw(IN_STATE[state], [hours])
    const isOver = state === "answered" || state === "late"
    const [rows, [counted]] = await Promise.all([
      scoped()
        .orderByRaw(isOver ? `${ANSWERED} desc, id` : "opened_at, id")
        .offset(offset)
        .limit(limit),
      scoped().count<{ count: string }[]>("id as count"),
    ])
    return { rows: rows as NewIncident[], count: Number(counted?.count ?? 0) }
  }

  /** Those who wait, whenever that began, and how many of the last thirty days were answered in time and late. */
  async figures(hours: number): Promise<AnswerFigures> {
    const counts = Object.entries(IN_STATE).map(
      ([state, where]) => `count(*) filter (where ${where})::int as ${state}`
    )
    const { rows } = await this.knex.raw(
      `select ${counts.join(", ")} from kairos_incident
       where (${WAITING}) or opened_at > now() - interval '30 days'`,
      counts.map(() => hours)
    )
    return rows[0] as AnswerFigures
  }

  async forget(days: number): Promise<number> {
    return this.knex("kairos_incident")
      .whereRaw("opened_at < now() - make_interval(days => ?)", [days])
      .delete()
  }
}

const ofPerson =
  ({ customer_id, email }: Person) =>
  (own: Knex.QueryBuilder): void => {
    void own.whereRaw("(customer_id = ? or email = ?)", [customer_id, email])
  }
