import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { COUPON_CODE_BYTES, couponCode } from "../../core/coupon/code"
import type { Coupon, CouponKind, CouponStatus, CouponTerms } from "../../core/coupon/coupon"
import { toAmount } from "../../core/money/money"
import { newId } from "./ids"

export type NewCoupon = {
  readonly terms: CouponTerms
  /** Deterministic: the same delivery never gets a second coupon. */
  readonly key: string
  readonly automation_id: string
  readonly decision_id: string
  readonly delivery_id: string
  readonly customer_id: string
  /** Normalised. */
  readonly email: string
  readonly personalized_price?: boolean
}

/** Whose cart it is: the coupon's owner has the same customer id or the same normalised e-mail. */
export type Person = {
  readonly customer_ids: readonly string[]
  /** Normalised. */
  readonly emails: readonly string[]
}

type CouponRow = {
  readonly id: string
  readonly code: string
  readonly shown_code: string | null
  readonly customer_id: string
  readonly email: string
  readonly delivery_id: string
  readonly kind: CouponKind
  readonly value: string | null
  readonly currency_code: string | null
  readonly minimum: string | null
  readonly gift_variant_id: string | null
  readonly next_order_only: boolean
  readonly status: CouponStatus
  readonly status_reason: string | null
  readonly starts_at: Date
  readonly expires_at: Date
  readonly promotion_id: string | null
  readonly presented_cart_id: string | null
  readonly redeemed_order_id: string | null
  readonly stranger_attempts: number
  readonly personalized_price: boolean
}

const COLUMNS = [
  "id",
  "code",
  "shown_code",
  "customer_id",
  "email",
  "delivery_id",
  "kind",
  "value",
  "currency_code",
  "minimum",
  "gift_variant_id",
  "next_order_only",
  "status",
  "status_reason",
  "starts_at",
  "expires_at",
  "promotion_id",
  "presented_cart_id",
  "redeemed_order_id",
  "stranger_attempts",
  "personalized_price",
] as const

const LIVE: readonly CouponStatus[] = ["open", "presented"]
const DAY = 86_400_000

/**
 * Coupons from issue to their end. Every change of state is one conditional statement, so that whoever comes second
 * changes nothing; time is the database's.
 */
export class CouponStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Issues a coupon in the caller's transaction. The same key gives the same coupon, whoever asks first.
   * @throws when Postgres does; a code that is taken already (a chance of 1 in 2^80 per pair) is one of those.
   */
  async issue(trx: Knex, coupon: NewCoupon): Promise<Coupon> {
    const { terms, ...owner } = coupon
    await trx("kairos_coupon")
      .insert({
        ...owner,
        id: newId("kcoup"),
        code: couponCode(randomBytes(COUPON_CODE_BYTES)),
        kind: terms.kind,
        value: terms.value,
        currency_code: terms.currency_code,
        minimum: terms.minimum,
        gift_variant_id: terms.gift_variant_id,
        next_order_only: terms.next_order_only,
        expires_at: trx.raw("now() + make_interval(days => ?)", [terms.valid_days]),
      })
      .onConflict("key")
      .ignore()
    const row: CouponRow = await trx("kairos_coupon")
      .select([...COLUMNS])
      .where({ key: coupon.key })
      .first()
    return toCoupon(row)
  }

  /** Discounts that a person got for an objective lately, voided ones and those of one decision left out. */
  async countForObjective(
    trx: Knex,
    asked: {
      readonly objective: string
      readonly person: { readonly customer_id: string; readonly email: string | null }
      readonly days: number
      readonly except_decision: string
    }
  ): Promise<number> {
    const { person } = asked
    const [row] = await trx("kairos_coupon as c")
      .join("kairos_automation as a", "a.id", "c.automation_id")
      .join("kairos_automation_version as v", (on) =>
        on.on("v.automation_id", "a.id").andOn("v.version", "a.version")
      )
      .where((either) => {
        either.where("c.email", person.email ?? "").orWhere("c.customer_id", person.customer_id)
      })
      .whereRaw("v.definition ->> 'objective' = ?", [asked.objective])
      .whereNot("c.status", "voided")
      .whereNot("c.decision_id", asked.except_decision)
      .whereRaw("c.created_at > now() - make_interval(days => ?)", [asked.days])
      .countDistinct({ count: "c.decision_id" })
    return Number(row?.count ?? 0)
  }

  /** What the open coupons of an automation promise to take off, as far as that is an amount: a decimal string. */
  async promised(trx: Knex, automation_id: string, currency_code: string): Promise<string> {
    const [row] = await trx("kairos_coupon")
      .where({ automation_id, kind: "fixed", currency_code })
      .whereIn("status", LIVE)
      .sum({ sum: "value" })
    return toAmount(String(row?.sum ?? 0))
  }

  /** How many of these coupons of a decision exist already, by their keys. */
  async countIssued(
    trx: Knex,
    { keys }: { readonly decision_id: string; readonly keys: readonly string[] }
  ): Promise<number> {
    const [row] = await trx("kairos_coupon")
      .whereIn("key", [...keys])
      .count({ count: "*" })
    return Number(row?.count ?? 0)
  }

  /** A message that can never be delivered takes its unused coupons along. */
  async voidByDelivery(trx: Knex, delivery_id: string, reason: string): Promise<void> {
    await this.voidByDeliveries(trx, [delivery_id], reason)
  }

  async voidByDeliveries(
    trx: Knex,
    delivery_ids: readonly string[],
    reason: string
  ): Promise<void> {
    await trx("kairos_coupon")
      .whereIn("delivery_id", [...delivery_ids])
      .whereIn("status", LIVE)
      .update({ status: "voided", status_reason: reason, updated_at: trx.fn.now() })
  }

  async listOfDeliveries(delivery_ids: readonly string[]): Promise<readonly Coupon[]> {
    return this.list((query) => void query.whereIn("delivery_id", [...delivery_ids]))
  }

  /** Newest first. */
  async listOfPerson(email: string): Promise<readonly Coupon[]> {
    return this.list((query) => void query.where({ email }))
  }

  /** A person's own, by any of their customer ids or e-mails; newest first. */
  async listOfOwner(person: Person): Promise<readonly Coupon[]> {
    return this.list(
      (query) =>
        void query
          .whereIn("customer_id", [...person.customer_ids])
          .orWhereIn("email", [...person.emails])
    )
  }

  /**
   * By whatever code of theirs was asked for: the present one, the one that is shown, or one that was revoked. All three are
   * looked up for every code, so that the time says nothing about it.
   */
  async findByCodes(codes: readonly string[]): Promise<ReadonlyMap<string, Coupon>> {
    const { rows } = await this.knex.raw<{ rows: (CouponRow & { asked: string })[] }>(
      `with known as (
         select id, code as asked from kairos_coupon where code = any(:codes)
         union select id, shown_code from kairos_coupon where shown_code = any(:codes)
         union select coupon_id, code from kairos_revoked_code where code = any(:codes)
       )
       select ${COLUMNS.map((column) => `c.${column}`).join(", ")}, known.asked
       from known join kairos_coupon c on c.id = known.id`,
      { codes: [...codes] }
    )
    return new Map(rows.map(({ asked, ...row }) => [asked, toCoupon(row)]))
  }

  async findByIds(ids: readonly string[]): Promise<readonly Coupon[]> {
    return this.list((query) => void query.whereIn("id", [...ids]))
  }

  /** Coupons that were last presented on this cart and have not come to their end. */
  async listOfCart(cart_id: string): Promise<readonly Coupon[]> {
    return this.list(
      (query) => void query.where({ presented_cart_id: cart_id, status: "presented" })
    )
  }

  /** Null when the coupon came to its end or got another code meanwhile: then its promotion must not stay. */
  async markPresented(
    { id, code }: Pick<Coupon, "id" | "code">,
    promotion_id: string,
    cart_id: string | null
  ): Promise<Coupon | null> {
    const [row]: CouponRow[] = await this.knex("kairos_coupon")
      .where({ id, code })
      .whereIn("status", [...LIVE])
      .whereRaw("expires_at > now()")
      .update({
        status: "presented",
        promotion_id,
        presented_cart_id: cart_id,
        updated_at: this.knex.fn.now(),
      })
      .returning([...COLUMNS])
    return row === undefined ? null : toCoupon(row)
  }

  async rememberCart(cart_id: string, ids: readonly string[]): Promise<void> {
    await this.knex("kairos_coupon")
      .where({ status: "presented" })
      .whereIn("id", [...ids])
      .update({ presented_cart_id: cart_id })
  }

  /** The owner took these codes off the cart: they are not brought back when it changes. */
  async forgetCart(cart_id: string, ids: readonly string[]): Promise<void> {
    await this.knex("kairos_coupon")
      .where({ presented_cart_id: cart_id })
      .whereIn("id", [...ids])
      .update({ presented_cart_id: null })
  }

  /**
   * Claims the coupons for the completion of one cart; false when another cart is being completed with one of them.
   * The claim of a process that died ends by itself.
   */
  async claimForCompletion(cart_id: string, ids: readonly string[]): Promise<boolean> {
    const { rows } = await this.knex.raw<{ rows: unknown[] }>(
      `with wanted as (
         select id, completing_cart_id is null or completing_cart_id = :cart_id or completing_until < now() as free
         from kairos_coupon where id = any(:ids) order by id for update
       )
       update kairos_coupon set completing_cart_id = :cart_id, completing_until = now() + interval '2 minutes'
       where id in (select id from wanted) and (select bool_and(free) from wanted)
       returning id`,
      { cart_id, ids: [...ids] }
    )
    return rows.length === ids.length
  }

  async releaseCompletion(cart_id: string, ids: readonly string[]): Promise<void> {
    await this.knex("kairos_coupon")
      .where({ completing_cart_id: cart_id })
      .whereIn("id", [...ids])
      .update({ completing_cart_id: null, completing_until: null })
  }

  /**
   * Revokes a code that others know and gives the coupon a new one, in the caller's transaction: same value, same end. The
   * code of a promotion that exists stays Medusa's name for it, because carts hold it; only the owner sees the new one.
   * @returns the coupon, or null when it is over or this code of it is revoked already.
   */
  async reissue(
    trx: Knex,
    revoked: {
      readonly id: string
      readonly code: string
      readonly attempts: number
      readonly since: Date
    }
  ): Promise<Coupon | null> {
    const { id, code } = revoked
    const row: CouponRow | undefined = await trx("kairos_coupon")
      .select([...COLUMNS])
      .where({ id })
      .whereIn("status", [...LIVE])
      .whereRaw("expires_at > now() and coalesce(shown_code, code) = ?", [code])
      .forUpdate()
      .first()
    if (row === undefined) {
      return null
    }
    const fresh = couponCode(randomBytes(COUPON_CODE_BYTES))
    const [changed]: CouponRow[] = await trx("kairos_coupon")
      .where({ id })
      .update({
        ...(row.status === "open" ? { code: fresh } : { shown_code: fresh }),
        updated_at: trx.fn.now(),
      })
      .returning([...COLUMNS])
    await trx("kairos_revoked_code").insert({
      code,
      coupon_id: id,
      attempts: revoked.attempts,
      since: revoked.since,
    })
    return toCoupon(changed as CouponRow)
  }

  async countStrangerAttempts(ids: readonly string[]): Promise<void> {
    await this.knex("kairos_coupon")
      .whereIn("id", [...ids])
      .update({ stranger_attempts: this.knex.raw("stranger_attempts + 1") })
  }

  /** Whatever ended it before: an order that carries the code is the truth. Already redeemed by another: unchanged. */
  async markRedeemed(
    codes: readonly string[],
    order: { readonly id: string; readonly created_at: string }
  ): Promise<number> {
    return this.knex("kairos_coupon")
      .whereIn("code", [...codes])
      .whereNull("redeemed_order_id")
      .update({
        status: "redeemed",
        status_reason: null,
        redeemed_order_id: order.id,
        redeemed_at: order.created_at,
        updated_at: this.knex.fn.now(),
      })
  }

  /** Ends what was meant for the next order and stayed behind when that order came. */
  async endNextOrderOnly(
    person: Person,
    order: { readonly created_at: string; readonly promo_codes: readonly string[] }
  ): Promise<readonly Coupon[]> {
    return this.ending("expired", "next_order_passed", (query) =>
      query
        .where("next_order_only", true)
        .where("created_at", "<", order.created_at)
        .whereNotIn("code", [...order.promo_codes])
        .where(
          (owner) =>
            void owner
              .whereIn("customer_id", [...person.customer_ids])
              .orWhereIn("email", [...person.emails])
        )
    )
  }

  /** Ends up to `limit` coupons whose time has come. Several instances take different ones. */
  async expireDue(limit: number): Promise<readonly Coupon[]> {
    return this.ending("expired", "expired", (query) =>
      query.whereIn(
        "id",
        this.knex("kairos_coupon")
          .select("id")
          .whereIn("status", [...LIVE])
          .whereRaw("expires_at <= now()")
          .orderBy("expires_at")
          .limit(limit)
          .forUpdate()
          .skipLocked()
      )
    )
  }

  /** Ended coupons whose promotion Medusa may still hold: the process died between the two, or they were voided. */
  async listUnretired(limit: number): Promise<readonly Coupon[]> {
    return this.list(
      (query) =>
        void query
          .whereIn("status", ["expired", "voided"])
          .whereNotNull("promotion_id")
          .orderBy("expires_at")
          .limit(limit)
    )
  }

  /** Redeemed long enough ago that nobody edits the order any more. */
  async listOldRedeemed(days: number, limit: number): Promise<readonly Coupon[]> {
    return this.list(
      (query) =>
        void query
          .where({ status: "redeemed" })
          .whereNotNull("promotion_id")
          .whereRaw("redeemed_at < now() - make_interval(days => ?)", [days])
          .limit(limit)
    )
  }

  /** Medusa's promotions of these coupons are gone. */
  async forgetPromotions(ids: readonly string[]): Promise<void> {
    await this.knex("kairos_coupon")
      .whereIn("id", [...ids])
      .update({ promotion_id: null })
  }

  private async ending(
    status: "expired" | "voided",
    reason: string,
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder
  ): Promise<readonly Coupon[]> {
    const rows = await narrow(this.knex("kairos_coupon").whereIn("status", [...LIVE]))
      .update({ status, status_reason: reason, updated_at: this.knex.fn.now() })
      .returning([...COLUMNS])
    return (rows as CouponRow[]).map(toCoupon)
  }

  private async list(narrow: (query: Knex.QueryBuilder) => void): Promise<readonly Coupon[]> {
    const rows = await this.knex("kairos_coupon")
      .select([...COLUMNS])
      .modify(narrow)
      .orderBy("created_at", "desc")
    return (rows as CouponRow[]).map(toCoupon)
  }
}

function toCoupon(row: CouponRow): Coupon {
  return {
    ...row,
    valid_days: Math.round((row.expires_at.getTime() - row.starts_at.getTime()) / DAY),
    starts_at: row.starts_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }
}
