import { planRenewal } from "../../src/core/renewal/schedule-renewal"
import { toSubscription } from "../../src/modules/kairos-renewal/rows"
import type { RenewalRow, SubscriptionRow } from "../../src/modules/kairos-renewal/rows"
import { workSingle } from "../../src/workflows/renewal/charge-renewal"
import { endSubscriptions, workRenewals } from "../../src/workflows/renewal/work-renewals"
import { runtimeOf } from "../../src/workflows/support/runtime"
import { ok, type Shopper } from "./shopper"
import type { SuiteContext } from "./suite-context"

export const TEST_PROVIDER = "pp_test_test"

const TERMS = {
  term: { unit: "day", count: 30 },
  renewal: "automatic",
  grace_days: 7,
  may_skip: true,
}

/** What a test of subscriptions does: sells a plan, lets days pass, and reads what came of it. */
export function renewalShop(ctx: SuiteContext) {
  const runtime = () => runtimeOf(ctx.container())

  const plan = async (terms: Record<string, unknown> = {}) =>
    ok(
      await ctx.admin.post("/admin/kairos/plans", {
        name: "Mug every month",
        product_id: ctx.shop().mug.id,
        terms: { ...TERMS, ...terms },
      })
    ).plan as { id: string; [key: string]: unknown }

  /** Buys a mug with a plan, as a storefront does. */
  const subscribe = async (
    shopper: Shopper,
    plan_id: string,
    metadata: Record<string, unknown> = { kairos_auto_renew: true, kairos_text_version: "t1" }
  ): Promise<string> => {
    const client = ctx.storeAs(shopper)
    const address = {
      first_name: "Ada",
      last_name: "Byron",
      address_1: "1 Main Street",
      city: "Madrid",
      postal_code: "28001",
      country_code: "es",
    }
    const { cart } = ok(
      await client.post("/store/carts", {
        region_id: ctx.shop().region_id,
        email: shopper.email,
        shipping_address: address,
        billing_address: address,
      })
    )
    const variant_id = ctx.shop().mug.variant_id
    ok(
      await client.post(`/store/carts/${cart.id}/line-items`, {
        variant_id,
        quantity: 1,
        metadata: { kairos_plan_id: plan_id, ...metadata },
      })
    )
    const option_id = ctx.shop().shipping_option_id
    ok(await client.post(`/store/carts/${cart.id}/shipping-methods`, { option_id }))
    const { payment_collection } = ok(
      await client.post("/store/payment-collections", { cart_id: cart.id })
    )
    const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
    ok(await client.post(sessions, { provider_id: "pp_system_default" }))
    ok(await client.post(`/store/carts/${cart.id}/complete`))
    await ctx.settled()
    const { subscriptions } = ok(await client.get("/store/kairos/subscriptions"))
    return subscriptions[0]?.id
  }

  const work = async () => {
    const counts = await workRenewals(runtime(), (one) => workSingle(runtime(), one))
    await endSubscriptions(runtime())
    await ctx.settled()
    return counts
  }

  /** As if everything about a subscription had happened so many days earlier. */
  const pass = async (days: number) => {
    const shift = (table: string, columns: readonly string[], where = "true") =>
      ctx
        .knex()
        .raw(
          `update ${table} set ${columns.map((one) => `${one} = ${one} - interval '${days} days'`).join(", ")} where ${where}`
        )
    await shift("kairos_subscription", [
      "started_at",
      "current_until",
      "auto_renew_since",
      "last_used_at",
      "kept_at",
    ])
    await ctx
      .knex()
      .raw(
        `update kairos_subscription set anchor_date = to_char(anchor_date::date - ${days}, 'YYYY-MM-DD')`
      )
    await ctx.knex().raw("alter table kairos_subscription_record disable trigger all")
    await shift("kairos_subscription_record", ["at"])
    await ctx.knex().raw("alter table kairos_subscription_record enable trigger all")
    await shift("kairos_renewal", [
      "noticed_at",
      "notice_made_at",
      "by_hand_at",
      "asked_at",
      "next_try_at",
      "look_at",
      "charged_at",
      "paid_at",
    ])
    await shift("kairos_delivery", ["sent_at"], "sent_at is not null")
    await reanchor()
  }

  /** The dates follow the anchor, over changes of the clocks, too. */
  const reanchor = async () => {
    const subscriptions: SubscriptionRow[] = await ctx.knex()("kairos_subscription")
    for (const subscription of subscriptions) {
      for (const { period_index } of await renewals(subscription.id)) {
        const { due, notice_at } = planRenewal(toSubscription(subscription), period_index)
        await ctx
          .knex()("kairos_renewal")
          .where({ subscription_id: subscription.id, period_index })
          .update({ due_at: due.at, due_local: due.local, notice_at })
      }
    }
  }

  const renewals = (id: string): Promise<RenewalRow[]> =>
    ctx.knex()("kairos_renewal").where({ subscription_id: id }).orderBy("period_index")

  const payWith = (id: string, payment_method: string) =>
    ctx
      .knex()("kairos_subscription")
      .where({ id })
      .update({ payment: JSON.stringify({ provider_id: TEST_PROVIDER, data: { payment_method } }) })

  const orders = async (): Promise<{ id: string; metadata: Record<string, unknown> | null }[]> =>
    ctx.knex()("order").whereRaw("metadata ->> 'kairos_renewal' is not null")

  return { runtime, plan, subscribe, work, pass, renewals, payWith, orders }
}
