import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { addAmounts } from "../../core/money/money"
import type { CouponTerms } from "../../core/coupon/coupon"
import { CouponStore } from "./coupons"

/** A coupon that would have come into being, as its delivery of shadow mode keeps it. */
export type WouldIssue = Pick<CouponTerms, "kind" | "value" | "currency_code"> & {
  readonly key: string
  /** ISO 8601: until when it would have been good. */
  readonly until: string
}

const GIVEN = `kairos_shadow_delivery d cross join lateral jsonb_array_elements(d.content -> 'would_issue') as g(gift)`

/**
 * Coupons as shadow mode counts them: those that exist, from before or from another time in live mode, and those that it would have
 * issued. Of the latter nobody knows whether they would have been redeemed; they count as open for as long as they would have been good.
 */
export class ShadowCouponStore extends CouponStore {
  override async countForObjective(
    ...asked: Parameters<CouponStore["countForObjective"]>
  ): Promise<number> {
    const [trx, { objective, person, days, except_decision }] = asked
    const { rows } = await trx.raw<{ rows: { count: number }[] }>(
      `select count(distinct d.decision_id)::int as count from ${GIVEN}
       join kairos_automation a on a.id = d.automation_id
       join kairos_automation_version v on v.automation_id = a.id and v.version = a.version
       where d.state = 'sent' and (d.email = :email or d.customer_id = :customer_id) and d.decision_id <> :except_decision
         and d.sent_at > now() - make_interval(days => :days) and v.definition ->> 'objective' = :objective`,
      {
        objective,
        days,
        except_decision,
        email: person.email ?? "",
        customer_id: person.customer_id,
      }
    )
    return (await super.countForObjective(...asked)) + rows[0]!.count
  }

  override async promised(
    trx: Knex,
    automation_id: string,
    currency_code: string
  ): Promise<string> {
    const { rows } = await trx.raw<{ rows: { sum: string }[] }>(
      `select coalesce(sum(value), 0)::text as sum from (
         select distinct on (gift ->> 'key') (gift ->> 'value')::numeric as value from ${GIVEN}
         where d.state = 'sent' and d.automation_id = :automation_id and gift ->> 'kind' = 'fixed'
           and gift ->> 'currency_code' = :currency_code and (gift ->> 'until')::timestamptz > now()) as open`,
      { automation_id, currency_code }
    )
    return addAmounts(await super.promised(trx, automation_id, currency_code), rows[0]!.sum)
  }

  /** The other deliveries of a step have its coupons as well; they are given once. */
  override async countIssued(
    trx: Knex,
    asked: { readonly decision_id: string; readonly keys: readonly string[] }
  ): Promise<number> {
    const { rows } = await trx.raw<{ rows: { count: number }[] }>(
      `select count(distinct gift ->> 'key')::int as count from ${GIVEN}
       where d.state = 'sent' and d.decision_id = :decision_id and gift ->> 'key' = any(:keys)`,
      { ...asked, keys: [...asked.keys] } as never
    )
    return rows[0]!.count
  }
}
