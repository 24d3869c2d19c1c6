import { writeFile } from "node:fs/promises"
import path from "node:path"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import type { Tier } from "../../src/core/value/tier"
import { openOrderHistory } from "../../src/importers/order-history-csv"
import { drainInbox } from "../../src/workflows/decide/drain-inbox"
import { predictShop } from "../../src/workflows/predict/predict-shop"
import { readShopSettings } from "../../src/workflows/support/shop-settings"
import { type Runtime, runtimeOf } from "../../src/workflows/support/runtime"
import { loadShop } from "../history/load"
import { boughtAgainSoon } from "./bought-again"
import { createCarts } from "./carts"
import { type DemoCustomer, createAdmin, createCustomer } from "./people"
import { passOn, problem, report } from "./progress"
import { createLearnedPlans, createRenewables, memberships } from "./renewables"
import { type MedusaShop, buildMedusaShop, marketOf } from "./shop"
import { createMembers, createSubscriptions, type Subscriber, subscribeTo } from "./subscriptions"
import { type Sellable, purchasesOfTier } from "./tier-purchases"

const CUSTOMERS = [
  { tier: "A", email: "ana@kairos.example", first_name: "Ana", last_name: "García" },
  { tier: "B", email: "bruno@kairos.example", first_name: "Bruno", last_name: "Silva" },
  { tier: "C", email: "clara@kairos.example", first_name: "Clara", last_name: "Meyer" },
] as const
const ORDERS_WANTED = 24
const BUYERS = 12
/** The generated shop is the same on every machine. */
const SEED = 1

/**
 * Builds the demo shop in an empty, migrated database and leaves a note for the launcher, as the last thing that it
 * does: a shop without the note was interrupted and is built anew.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  try {
    await buildShop(runtimeOf(container))
  } catch (error) {
    problem((error as Error).message)
    throw error
  }
}

async function buildShop(runtime: Runtime): Promise<void> {
  const { container } = runtime
  const now = runtime.clock.now().toISOString()
  const history = process.env.KAIROS_DEMO_HISTORY || null
  const currency = history === null ? "eur" : await currencyOf(history, now)
  report("regions, shipping, sales channel")
  const shop = await buildMedusaShop(container, marketOf(currency))
  const loaded = await loadShop(container, {
    history,
    currency,
    seed: SEED,
    now,
    sales_channel_id: shop.sales_channel_id,
    shipping_profile_id: shop.shipping_profile_id,
    onProgress: passOn,
  })
  await keepTruth(loaded.truth)
  report("logins and settings")
  const admin = await createAdmin(container)
  const { settings } = runtime.automation
  await settings.write("mode", "live", "demo")
  await settings.write("tiers", loaded.tiers, "demo")
  // Whoever tries the demo at night, or many times a day, wants to see their mail all the same.
  await settings.write("quiet_hours", null, "demo")
  await settings.write("caps", [], "demo")
  const customers = await createCustomers(runtime, shop)
  report("what the history foretells")
  await predictShop(runtime)
  const buyers = await listBuyers(runtime)
  const sellable = await listSellable(runtime.container, shop.currency_code)
  report("what ends: plans and subscriptions")
  if (history === null) {
    const offers = await createRenewables(runtime, shop)
    await createSubscriptions(runtime, shop, offers, { customers, guests: buyers })
  } else {
    const offers = await createRenewables(runtime, shop, memberships(shop.currency_code))
    await createMembers(runtime, shop, offers, customers)
    await createReplacements(runtime, shop, customers)
  }
  report("carts that were left")
  await createCarts(runtime, shop, { shoppers: [...buyers].reverse(), sellable })
  await settleEvents(runtime)
  const figures = [
    [loaded.products, "products"],
    [loaded.customers, "customers"],
    [loaded.purchases, "purchases"],
  ] as const
  await keepNote(runtime, {
    publishable_key: shop.publishable_key,
    admin_email: admin.email,
    admin_password: admin.password,
    history: history === null ? null : path.basename(history),
    region_id: shop.region_id,
    country_code: shop.country_code,
    currency_code: shop.currency_code,
    orders_wanted: ORDERS_WANTED,
    buyers: buyers.map(({ id: _id, ...buyer }) => buyer),
    summary: figures.map(([count, name]) => `${count.toLocaleString("en")} ${name}`).join(", "),
    customers: customers.map(({ email, password, tier }) => ({ email, password, tier })),
  })
}

/** What the history shows to be bought again and again: Clara subscribes to it, and Ana is to be reminded without a contract. */
async function createReplacements(
  runtime: Runtime,
  shop: MedusaShop,
  [ana, , clara]: readonly Subscriber[]
): Promise<void> {
  const { currency_code } = shop
  const [subscribed, bought] = await createLearnedPlans(runtime, currency_code, 3)
  if (subscribed !== undefined) {
    await subscribeTo(runtime, shop, subscribed, clara!)
  }
  if (bought !== undefined) {
    const { time_zone: zone } = await readShopSettings(runtime)
    const here = { now: runtime.clock.now().toISOString(), zone, currency_code }
    await runtime.profile.recordPurchases([boughtAgainSoon(bought, ana!, here)])
  }
}

/**
 * Decides what the seed itself brought about before the starter automations exist: nobody of the demo is welcomed by them. What this
 * process had claimed when it ends would else wait for its lease, and be decided after them.
 */
async function settleEvents(runtime: Runtime): Promise<void> {
  await runtime.automation.workEnded()
  await drainInbox(runtime)
}

/** The currency of the history's own column; without one, the one that was asked for, else pounds. */
async function currencyOf(file: string, now: string): Promise<string> {
  const currency = process.env.KAIROS_DEMO_CURRENCY || "gbp"
  const history = await openOrderHistory(file, { currency, timeZone: "UTC", now })
  for await (const [line] of history.lines) {
    if (line !== undefined) {
      return line.currency_code
    }
  }
  return currency
}

/** What is true about the simulated customers, for whoever compares estimates with it. */
async function keepTruth(truth: unknown): Promise<void> {
  const home = process.env.KAIROS_DEMO_HOME
  if (truth !== null && home) {
    await writeFile(path.join(home, "truth.json"), JSON.stringify(truth))
  }
}

/** Customers of the shop who will order again, some of each tier. */
async function listBuyers(runtime: Runtime): Promise<readonly Subscriber[]> {
  const { rows } = await runtime.knex.raw(
    `select id, email, first_name, last_name from (
       select c.email, c.first_name, c.last_name, c.id, p.tier,
         row_number() over (partition by p.tier order by c.id) as place
       from kairos_profile p join customer c on c.id = p.customer_id and not c.has_account
       where p.tier is not null) ranked
     order by place, tier limit ?`,
    [BUYERS]
  )
  return rows
}

/** One customer with an account per tier, with purchases that earn it. */
async function createCustomers(runtime: Runtime, shop: MedusaShop) {
  const products = await listSellable(runtime.container, shop.currency_code)
  const policy = (await runtime.automation.settings.read()).tiers
  const now = runtime.clock.now().toISOString()
  const made: (DemoCustomer & Subscriber & { readonly wanted: Tier })[] = []
  for (const { tier, ...person } of CUSTOMERS) {
    const customer = await createCustomer(runtime.container, person)
    const input = { tier, policy, customer, products, currency_code: shop.currency_code, now }
    await runtime.profile.recordPurchases(purchasesOfTier(input))
    made.push({ ...person, ...customer, wanted: tier })
  }
  const ids = made.map(({ id }) => id)
  await runtime.profile.recomputeProfiles(ids, policy, now)
  return Promise.all(made.map((customer) => withTier(runtime, customer)))
}

async function withTier<Made extends DemoCustomer & { readonly wanted: Tier }>(
  runtime: Runtime,
  customer: Made
) {
  const { id, email, wanted } = customer
  const tier = (await runtime.profile.readProfile(id))?.tier ?? null
  if (tier !== wanted) {
    throw new Error(`The purchases of ${email} make tier ${tier}, not ${wanted}`)
  }
  return { ...customer, tier }
}

async function listSellable(
  container: MedusaContainer,
  currency_code: string
): Promise<Sellable[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "variant",
    fields: [
      "id",
      "sku",
      "product.id",
      "product.title",
      "product.status",
      "prices.amount",
      "prices.currency_code",
    ],
    pagination: { take: 200, order: { id: "ASC" } },
  })
  return data.flatMap((variant) => {
    const price = variant.prices?.find(
      (one: { currency_code: string } | null) => one?.currency_code === currency_code
    )
    const { product } = variant
    if (!price || product?.status !== ProductStatus.PUBLISHED) {
      return []
    }
    const sku = variant.sku ?? null
    return [
      {
        product_id: product.id,
        variant_id: variant.id,
        sku,
        title: product.title,
        price: Number(price.amount),
      },
    ]
  })
}

async function keepNote(runtime: Runtime, shop: object): Promise<void> {
  await runtime.knex.raw(
    `insert into demo_state (key, value) values ('shop', ?)
     on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(shop)]
  )
}
