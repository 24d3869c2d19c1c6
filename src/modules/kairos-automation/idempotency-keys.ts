import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const KEPT_HOURS = 24
/** Whoever has not answered by then has died: the request may be made again. */
const ANSWER_SECONDS = 120

export type KeptAnswer = { readonly status: number; readonly body: unknown }

export type IdempotencyClaim =
  /** Nobody made this request: answer it, and keep the answer under the token. */
  | { readonly kind: "fresh"; readonly token: string }
  /** The same request is being answered at this moment. */
  | { readonly kind: "in_flight" }
  /** The key was used for another body. */
  | { readonly kind: "other_request" }
  | ({ readonly kind: "answered" } & KeptAnswer)

/** What was answered to a request that carried an Idempotency-Key, so that it is done once. */
export class IdempotencyKeyStore {
  constructor(private readonly knex: Knex) {}

  /** @param id of caller, route and key; @param request a hash of the body */
  async claim(id: string, request: string): Promise<IdempotencyClaim> {
    const claimed = await this.knex.raw(
      `insert into kairos_idempotency_key as k (id, request, locked_until)
       values (?, ?, now() + make_interval(secs => ?))
       on conflict (id) do update set request = excluded.request, token = k.token + 1, status = null, body = null,
         started_at = now(), locked_until = excluded.locked_until
       where k.started_at < now() - make_interval(hours => ?)
         or (k.status is null and k.locked_until < now() and k.request = excluded.request)
       returning token`,
      [id, request, ANSWER_SECONDS, KEPT_HOURS]
    )
    if (claimed.rows.length === 1) {
      return { kind: "fresh", token: claimed.rows[0].token }
    }
    const known = await this.knex("kairos_idempotency_key").where({ id }).first()
    if (known === undefined) {
      // Given back in this moment: the next try finds the way free.
      return { kind: "in_flight" }
    }
    if (known.request !== request) {
      return { kind: "other_request" }
    }
    return known.status === null
      ? { kind: "in_flight" }
      : { kind: "answered", status: known.status, body: known.body }
  }

  async keep(id: string, token: string, { status, body }: KeptAnswer): Promise<void> {
    await this.knex("kairos_idempotency_key")
      .where({ id, token })
      .update({ status, body: JSON.stringify(body ?? null) })
  }

  /** The request may be made again: it came to nothing. */
  async giveBack(id: string, token: string): Promise<void> {
    await this.knex("kairos_idempotency_key").where({ id, token }).whereNull("status").delete()
  }

  async forget(): Promise<number> {
    return this.knex("kairos_idempotency_key")
      .whereRaw("started_at < now() - make_interval(hours => ?)", [KEPT_HOURS])
      .delete()
  }
}
