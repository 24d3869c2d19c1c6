import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { KeptMessage } from "../../core/content/kept-message"
import type { Reason } from "../../core/decision/decision"
import type { DeliveryState, PassedChannel } from "../../core/decision/delivery"
import { ContactPressureStore } from "./contact-pressure"
import type {
  AttemptRow,
  DeliveryConsent,
  DeliveryFilter,
  DeliveryRow,
  Ending,
  NewDelivery,
  Settlement,
} from "./delivery-rows"
import { jsonOrNull, stillIn } from "./delivery-sql"
import { JourneyStore } from "./journeys"

/** A delivery that cannot even be claimed is dead after so many tries. */
const MAX_DEFERRALS = 8

/** One row per intended message. Every write after a claim is guarded by the fencing token. */
export class DeliveryStore {
  readonly journeys: JourneyStore
  readonly pressure: ContactPressureStore

  /** @param table shadow mode keeps what it follows in a ledger of its own */
  constructor(
    private readonly knex: Knex,
    private readonly table: "kairos_delivery" | "kairos_shadow_delivery" = "kairos_delivery"
  ) {
    this.journeys = new JourneyStore(table)
    this.pressure = new ContactPressureStore(table)
  }

  async insert(trx: Knex, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) {
      return
    }
    await trx(this.table)
      .insert(
        deliveries.map((d) => ({
          ...d,
          action: JSON.stringify(d.action),
          coupons: JSON.stringify(d.coupons),
          awaits: jsonOrNull(d.awaits),
          choices: jsonOrNull(d.choices),
          passed: jsonOrNull(d.passed),
          state: "queued",
        }))
      )
      .onConflict("key")
      .ignore()
  }

  /**
   * Leases up to `limit` due deliveries of the channels that are open, held ones too whose hour has come. Of those that are
   * due together the one with the highest priority comes first: it takes the room under a cap.
   */
  async claim(
    limit: number,
    leaseSeconds: number,
    closedChannels: readonly string[]
  ): Promise<DeliveryRow[]> {
    const result = await this.knex.raw(
      `update ${this.table}
       set locked_until = now() + make_interval(secs => ?), lock_token = lock_token + 1,
         state = 'queued', reason = null, detail = null, hold = null
       where id in (
         select id from ${this.table}
         where (state = 'queued' or (state = 'held' and hold is not null)) and due_at <= now()
           and (locked_until is null or locked_until < now()) and not (channel = any(?::text[]))
         order by due_at, priority desc, id limit ? for update skip locked)
       returning *`,
      [leaseSeconds, [...closedChannels], limit]
    )
    // An update returns its rows in no order.
    return result.rows.sort(inOrder)
  }

  /** Moves a leased delivery to `sending` and opens its attempt. @returns the attempt's number, or null when the lease is lost. */
  async beginAttempt(
    trx: Knex,
    row: DeliveryRow,
    leaseSeconds: number,
    consent: DeliveryConsent
  ): Promise<number | null> {
    const [changed] = await trx(this.table)
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(stillIn("queued"))
      .update({
        state: "sending",
        consent: JSON.stringify(consent),
        attempts: trx.raw("attempts + 1"),
        locked_until: trx.raw("now() + make_interval(secs => ?)", [leaseSeconds]),
        send_started_at: null,
        updated_at: trx.fn.now(),
      })
      .returning("attempts")
    if (changed === undefined) {
      return null
    }
    const attempt = Number(changed.attempts)
    await trx("kairos_attempt").insert({ delivery_id: row.id, attempt, lock_token: row.lock_token })
    return attempt
  }

  /**
   * The last gate before the provider: a worker whose lease ran out is stopped here, before anything has left. What is about to
   * leave is kept with it, in one statement: of a message whose outcome nobody knows it can be read, too. Of a person who was
   * erased meanwhile nothing is kept.
   */
  async markSendStarted(
    row: DeliveryRow,
    sent: { readonly attempt: number; readonly message: KeptMessage } | null
  ): Promise<boolean> {
    const gate = `update ${this.table} set send_started_at = now()
      where id = :id and lock_token = :lock_token and ${stillIn("sending")} and locked_until > now()
      returning id, customer_id, email`
    const owner = { id: row.id, lock_token: row.lock_token }
    if (sent === null) {
      return (await this.knex.raw<{ rows: unknown[] }>(gate, owner)).rows.length === 1
    }
    const { rows } = await this.knex.raw<{ rows: unknown[] }>(
      `with gate as (${gate}), kept as (
         insert into kairos_kept_message (delivery_id, customer_id, email, attempt, locale, sender, subject, html, text)
         select id, customer_id, email, :attempt, :locale, :sender, :subject, :html, :text
         from gate where customer_id <> 'erased'
         on conflict (delivery_id) do update set attempt = excluded.attempt, kept_at = now(), locale = excluded.locale,
           sender = excluded.sender, subject = excluded.subject, html = excluded.html, text = excluded.text)
       select id from gate`,
      { ...owner, attempt: sent.attempt, ...sent.message }
    )
    return rows.length === 1
  }

  /** Closes an attempt. @returns false when another worker took the delivery over: then nothing is written. */
  async endAttempt(
    trx: Knex,
    row: Pick<DeliveryRow, "id" | "lock_token">,
    attempt: number,
    ending: Ending
  ): Promise<boolean> {
    const changed = await trx(this.table)
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(stillIn("sending"))
      .update({
        state: ending.state,
        locked_until: null,
        updated_at: trx.fn.now(),
        detail: ending.message,
        ...(ending.state === "sent" ? { sent_at: trx.fn.now() } : {}),
        ...(ending.external_id === undefined ? {} : { external_id: ending.external_id }),
        ...(ending.refused === undefined ? {} : { refused: JSON.stringify(ending.refused) }),
        ...(ending.retry_in_seconds === undefined
          ? {}
          : { due_at: trx.raw("now() + make_interval(secs => ?)", [ending.retry_in_seconds]) }),
      })
    if (changed === 1) {
      await trx("kairos_attempt")
        .where({ delivery_id: row.id, attempt })
        .update({ outcome: ending.outcome, message: ending.message, finished_at: trx.fn.now() })
    }
    return changed === 1
  }

  /** Turns a leased delivery to the channel that leads to its person now. */
  async takeWay(
    trx: Knex,
    row: Pick<DeliveryRow, "id" | "lock_token">,
    way: Pick<DeliveryRow, "channel" | "action" | "placement" | "passed">
  ): Promise<boolean> {
    const changed = await trx(this.table)
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(stillIn("queued"))
      .update({ ...way, action: JSON.stringify(way.action), passed: jsonOrNull(way.passed) })
    return changed === 1
  }

  /**
   * Lets a delivery that failed after it had left (it bounced) go on its next way, if there is time. @returns whether it does
   */
  async goOn(trx: Knex, id: string, refused: readonly PassedChannel[]): Promise<boolean> {
    const changed = await trx(this.table)
      .where({ id, state: "failed" })
      .whereRaw("expires_at > now()")
      .update({
        state: "queued",
        refused: JSON.stringify(refused),
        due_at: trx.fn.now(),
        sent_at: null,
        updated_at: trx.fn.now(),
      })
    return changed === 1
  }

  /** Ends or holds a leased delivery that has not begun. */
  async settle(
    trx: Knex,
    row: Pick<DeliveryRow, "id" | "lock_token">,
    to: Settlement
  ): Promise<boolean> {
    const changed = await trx(this.table)
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(stillIn("queued"))
      .update({
        state: to.state,
        reason: to.reason,
        detail: to.detail,
        locked_until: null,
        updated_at: trx.fn.now(),
        ...(to.state === "sent" ? { sent_at: trx.fn.now() } : {}),
        ...(to.content === undefined ? {} : { content: JSON.stringify(to.content) }),
        ...(to.consent === undefined ? {} : { consent: JSON.stringify(to.consent) }),
        ...(to.hold === undefined
          ? {}
          : // What cannot go before its validity ends is looked at once more then, and expires.
            {
              hold: JSON.stringify(to.hold),
              // Room that comes in somebody's night was the cap's doing all the same.
              held_for: trx.raw("case when held_for = 'capped' then held_for else ? end", [
                to.reason,
              ]),
              due_at: trx.raw("least(?::timestamptz, expires_at)", [to.hold.until]),
              // The time in which nobody may be written to is none of its own: its validity stands still meanwhile.
              ...(to.hold.kind === "incident"
                ? {
                    due_at: to.hold.until,
                    expires_at: trx.raw("expires_at + (?::timestamptz - now())", [to.hold.until]),
                  }
                : {}),
            }),
      })
    return changed === 1
  }

  /** Ends the leases of deliveries that were claimed and not begun; due after so many seconds. */
  async giveBack(
    rows: readonly DeliveryRow[],
    delaySeconds = 0,
    trx: Knex = this.knex
  ): Promise<void> {
    await trx(this.table)
      .whereIn(
        ["id", "lock_token"],
        rows.map(({ id, lock_token }) => [id, lock_token])
      )
      .whereRaw(stillIn("queued"))
      .update({
        locked_until: null,
        due_at: this.knex.raw("greatest(due_at, now() + make_interval(secs => ?))", [delaySeconds]),
      })
  }

  /** Gives back a leased delivery that could not be handled; after the last try it is dead. */
  async defer(
    row: Pick<DeliveryRow, "id" | "lock_token">,
    message: string,
    delaySeconds: number
  ): Promise<void> {
    await this.knex(this.table)
      .where({ id: row.id, lock_token: row.lock_token })
      .whereRaw(stillIn("queued"))
      .update({
        attempts: this.knex.raw("attempts + 1"),
        state: this.knex.raw("case when attempts + 1 >= ? then 'dead' else 'queued' end", [
          MAX_DEFERRALS,
        ]),
        due_at: this.knex.raw("now() + make_interval(secs => ?)", [delaySeconds]),
        detail: message.slice(0, 500),
        locked_until: null,
        updated_at: this.knex.fn.now(),
      })
  }

  /** Deliveries whose worker vanished while sending, leased again so that one worker settles each. */
  async claimAbandoned(limit: number, leaseSeconds: number): Promise<DeliveryRow[]> {
    const result = await this.knex.raw(
      `update ${this.table} set locked_until = now() + make_interval(secs => ?), lock_token = lock_token + 1
       where id in (
         select id from ${this.table} where state = 'sending' and locked_until < now()
         order by locked_until limit ? for update skip locked)
       returning *`,
      [leaseSeconds, limit]
    )
    return result.rows
  }

  /** Caps, quiet hours or a budget have changed, of one person, of one automation or of all: what waits is asked again now. */
  async askAgain(
    trx: Knex,
    where: { readonly email?: string; readonly automation_id?: string } = {}
  ): Promise<number> {
    return trx(this.table)
      .where({ state: "held", ...where })
      .whereNotNull("hold")
      .update({ due_at: trx.fn.now(), updated_at: trx.fn.now() })
  }

  /** Held deliveries of an automation go back in line; those that are too late by now expire at their claim. */
  async release(trx: Knex, where: { automation_id?: string; reason: Reason }): Promise<number> {
    return trx(this.table)
      .where({ state: "held", ...where })
      .update({ state: "queued", reason: null, detail: null, updated_at: trx.fn.now() })
  }

  /** What reaches out, was due by then and has not ended. */
  async countDueBy(instant: Date): Promise<number> {
    const [row] = await dueBy(this.knex, instant).count({ count: "*" })
    return Number(row?.count ?? 0)
  }

  /** Of these some have left: nobody can say which, so none of them leaves again. */
  async endDueBy(trx: Knex, instant: Date, detail: string): Promise<number> {
    return dueBy(trx, instant).update({
      state: trx.raw("case when state = 'sending' then 'unknown' else 'cancelled' end"),
      reason: "expired" satisfies Reason,
      detail,
      hold: null,
      locked_until: null,
      lock_token: trx.raw("lock_token + 1"),
      updated_at: trx.fn.now(),
    })
  }

  /** An `unknown` marketing message is never sent again; when nobody reported on it in two days, it expires. */
  async expireUnknown(hours: number): Promise<number> {
    return this.knex(this.table)
      .where({ state: "unknown" })
      .whereRaw("updated_at < now() - make_interval(hours => ?)", [hours])
      .update({ state: "expired", reason: "expired", updated_at: this.knex.fn.now() })
  }

  /** A person asks for another try. Whatever might have left already is not tried again. */
  async retry(id: string): Promise<boolean> {
    const changed = await this.knex(this.table)
      .where({ id })
      .whereIn("state", ["failed", "dead", "held"])
      .update({
        state: "queued",
        reason: null,
        detail: null,
        // The person who asks may have mended what refused it.
        refused: null,
        due_at: this.knex.fn.now(),
        expires_at: this.knex.raw("greatest(expires_at, now() + interval '1 day')"),
        locked_until: null,
        updated_at: this.knex.fn.now(),
      })
    return changed === 1
  }

  async cancel(trx: Knex, id: string): Promise<boolean> {
    const changed = await trx(this.table)
      .where({ id })
      .whereIn("state", ["held", "queued", "failed", "dead"])
      .update({
        state: "cancelled",
        locked_until: null,
        lock_token: trx.raw("lock_token + 1"),
        updated_at: trx.fn.now(),
      })
    return changed === 1
  }

  /** Deliveries of the last `days` days by automation and state. */
  async countByState(
    automationIds: readonly string[],
    days: number
  ): Promise<{ automation_id: string; state: DeliveryState; count: number }[]> {
    const rows: { automation_id: string; state: DeliveryState; count: string }[] = await this.knex(
      this.table
    )
      .select("automation_id", "state")
      .count({ count: "*" })
      .whereIn("automation_id", [...automationIds])
      .whereRaw("created_at > now() - make_interval(days => ?)", [days])
      .groupBy("automation_id", "state")
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  async attempts(ids: readonly string[]): Promise<AttemptRow[]> {
    return this.knex("kairos_attempt")
      .whereIn("delivery_id", [...ids])
      .orderBy(["delivery_id", "attempt"])
  }

  async read(id: string): Promise<(DeliveryRow & { automation_name: string | null }) | null> {
    return (
      (await this.withNames(this.knex(`${this.table} as d`))
        .where("d.id", id)
        .first()) ?? null
    )
  }

  async list(
    filter: DeliveryFilter,
    page: { offset: number; limit: number }
  ): Promise<{ rows: (DeliveryRow & { automation_name: string | null })[]; count: number }> {
    const scoped = () =>
      this.knex(`${this.table} as d`).modify((query) => {
        for (const field of [
          "customer_id",
          "automation_id",
          "decision_id",
          "state",
          "channel",
        ] as const) {
          if (filter[field] !== undefined) {
            query.where(`d.${field}`, filter[field])
          }
        }
      })
    const [rows, [total]] = await Promise.all([
      this.withNames(scoped())
        .orderBy([
          { column: "d.created_at", order: "desc" },
          { column: "d.id", order: "desc" },
        ])
        .offset(page.offset)
        .limit(page.limit),
      scoped().count({ count: "*" }),
    ])
    return { rows, count: Number(total?.count ?? 0) }
  }

  private withNames(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return query
      .leftJoin("kairos_automation as a", "a.id", "d.automation_id")
      .select("d.*", "a.name as automation_name")
  }
}

const dueBy = (knex: Knex, instant: Date) =>
  knex("kairos_delivery")
    .whereIn("state", ["queued", "held", "sending"])
    .whereNotIn("channel", ["on_site", "account"])
    .where("due_at", "<=", instant)

const inOrder = (a: DeliveryRow, b: DeliveryRow): number =>
  a.due_at.getTime() - b.due_at.getTime() || b.priority - a.priority || (a.id < b.id ? -1 : 1)
