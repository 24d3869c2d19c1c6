import path from "node:path"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Tier } from "../../src/core/value/tier"
import { type Runtime, runtimeOf } from "../../src/workflows/support/runtime"
import { type DemoCustomer, createAdmin, createCustomer } from "./people"
import { createProducts } from "./products"
import { report } from "./progress"
import { type MedusaShop, buildMedusaShop, marketOf } from "./shop"
import { type Sellable, purchasesOfTier } from "./tier-purchases"

const CUSTOMERS = [
  { tier: "A", email: "ana@kairos.example", first_name: "Ana", last_name: "García" },
  { tier: "B", email: "bruno@kairos.example", first_name: "Bruno", last_name: "Silva" },
  { tier: "C", email: "clara@kairos.example", first_name: "Clara", last_name: "Meyer" },
] as const
const ORDERS_WANTED = 24

/**
 * Builds the demo shop in an empty, migrated database and leaves a note for the launcher, as the last thing that it
 * does: a shop without the note was interrupted and is built anew.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const history = process.env.KAIROS_DEMO_HISTORY || null
  const currency = process.env.KAIROS_DEMO_CURRENCY || (history === null ? "eur" : "gbp")
  const runtime = runtimeOf(container)
  report("regions, shipping, sales channel")
  const shop = await buildMedusaShop(container, marketOf(currency))
  await createProducts(container, shop)
  const admin = await createAdmin(container)
  report("tiers")
  await setSettings(runtime, shop)
  const customers = await createCustomers(runtime, shop)
  await keepNote(runtime, {
    publishable_key: shop.publishable_key,
    admin_email: admin.email,
    admin_password: admin.password,
    history: history === null ? null : path.basename(history),
    region_id: shop.region_id,
    country_code: shop.country_code,
    currency_code: shop.currency_code,
    orders_wanted: ORDERS_WANTED,
    summary: await describe(container),
    customers,
  })
}

async function setSettings(runtime: Runtime, shop: MedusaShop): Promise<void> {
  const { settings } = runtime.automation
  const base = { ...(await settings.read()).tiers, currency_code: shop.currency_code }
  const now = runtime.clock.now().toISOString()
  const tiers = (await runtime.profile.suggestTierPolicy(base, now)) ?? base
  await settings.write("mode", "live", "demo")
  await settings.write("tiers", tiers, "demo")
}

/** One customer with an account per tier, with purchases that earn it. */
async function createCustomers(runtime: Runtime, shop: MedusaShop) {
  const products = await listSellable(runtime.container, shop.currency_code)
  const policy = (await runtime.automation.settings.read()).tiers
  const now = runtime.clock.now().toISOString()
  const made: (DemoCustomer & { readonly wanted: Tier })[] = []
  for (const { tier, ...person } of CUSTOMERS) {
    const customer = await createCustomer(runtime.container, person)
    const input = { tier, policy, customer, products, currency_code: shop.currency_code, now }
    await runtime.profile.recordPurchases(purchasesOfTier(input))
    made.push({ ...customer, wanted: tier })
  }
  const ids = made.map(({ id }) => id)
  await runtime.profile.recomputeProfiles(ids, policy, now)
  return Promise.all(made.map((customer) => withTier(runtime, customer)))
}

async function withTier(
  runtime: Runtime,
  { id, email, password, wanted }: DemoCustomer & { readonly wanted: Tier }
) {
  const tier = (await runtime.profile.readProfile(id))?.tier ?? null
  if (tier !== wanted) {
    throw new Error(`The purchases of ${email} make tier ${tier}, not ${wanted}`)
  }
  return { email, password, tier }
}

async function listSellable(
  container: MedusaContainer,
  currency_code: string
): Promise<Sellable[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "variant",
    fields: ["id", "sku", "product.id", "product.title", "prices.amount", "prices.currency_code"],
    pagination: { take: 200, order: { id: "ASC" } },
  })
  return data.flatMap((variant) => {
    const price = variant.prices?.find(
      (one: { currency_code: string } | null) => one?.currency_code === currency_code
    )
    const { product } = variant
    if (!price || !product) {
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

async function describe(container: MedusaContainer): Promise<string> {
  const [, products] = await container
    .resolve(Modules.PRODUCT)
    .listAndCountProducts({}, { take: 1 })
  const [, customers] = await container
    .resolve(Modules.CUSTOMER)
    .listAndCountCustomers({}, { take: 1 })
  const { rows } = await runtimeOf(container).knex.raw(
    "select count(*)::int as purchases from kairos_purchase"
  )
  const figures = [
    [products, "products"],
    [customers, "customers"],
    [rows[0].purchases, "purchases"],
  ] as const
  return figures.map(([count, name]) => `${count.toLocaleString("en")} ${name}`).join(", ")
}

async function keepNote(runtime: Runtime, shop: object): Promise<void> {
  await runtime.knex.raw(
    `insert into kairos_demo (key, value) values ('shop', ?)
     on conflict (key) do update set value = excluded.value`,
    [JSON.stringify(shop)]
  )
}
