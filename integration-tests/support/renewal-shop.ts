import type { RenewalRow } from "../../src/modules/kairos-renewal/rows"
import { workSingle } from "../../src/workflows/renewal/charge-renewal"
import { endSubscriptions, workRenewals } from "../../src/workflows/renewal/work-renewals"
import { runtimeOf } from "../../src/workflows/support/runtime"
import { passDays } from "./pass-days"
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

  const plan = async (
    terms: Record<string, unknown> = {},
    what: Record<string, unknown> = { product_id: ctx.shop().mug.id }
  ) =>
    ok(
      await ctx.admin.post("/admin/kairos/plans", {
        name: "Mug every month",
        ...what,
        terms: { ...TERMS, ...terms },
      })
    ).plan as { id: string; [key: string]: unknown }

  /** A pass that needs no parcel: a year at 39 EUR, or something to try that costs nothing. */
  const createPass = async (): Promise<{ id: string; year: string; trial: string }> => {
    const { product } = ok(
      await ctx.admin.post("/admin/products", {
        title: "Pass",
        status: "published",
        sales_channels: [{ id: ctx.shop().sales_channel_id }],
        options: [{ title: "Kind", values: ["Year", "Trial"] }],
        variants: [
          ["Year", 39],
          ["Trial", 0],
        ].map(([title, amount]) => ({
          title,
          options: { Kind: title },
          manage_inventory: false,
          prices: [{ currency_code: "eur", amount }],
        })),
      })
    )
    const [year, trial] = ["Year", "Trial"].map(
      (kind) => product.variants.find(({ title }: { title: string }) => title === kind).id
    )
    return { id: product.id, year, trial }
  }

  /** Buys a mug with a plan, as a storefront does; or another variant, which needs no parcel. */
  const subscribe = async (
    shopper: Shopper,
    plan_id: string,
    metadata: Record<string, unknown> = { kairos_auto_renew: true, kairos_text_version: "t1" },
    other?: string
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
    const variant_id = other ?? ctx.shop().mug.variant_id
    ok(
      await client.post(`/store/carts/${cart.id}/line-items`, {
        variant_id,
        quantity: 1,
        metadata: { kairos_plan_id: plan_id, ...metadata },
      })
    )
    if (other === undefined) {
      const option_id = ctx.shop().shipping_option_id
      ok(await client.post(`/store/carts/${cart.id}/shipping-methods`, { option_id }))
    }
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

  const pass = (days: number) => passDays(ctx.knex(), days)

  const renewals = (id: string): Promise<RenewalRow[]> =>
    ctx.knex()("kairos_renewal").where({ subscription_id: id }).orderBy("period_index")

  const payWith = (id: string, payment_method: string) =>
    ctx
      .knex()("kairos_subscription")
      .where({ id })
      .update({ payment: JSON.stringify({ provider_id: TEST_PROVIDER, data: { payment_method } }) })

  const orders = async (): Promise<{ id: string; metadata: Record<string, unknown> | null }[]> =>
    ctx.knex()("order").whereRaw("metadata ->> 'kairos_renewal' is not null")

  return { runtime, plan, createPass, subscribe, work, pass, renewals, payWith, orders }
}
