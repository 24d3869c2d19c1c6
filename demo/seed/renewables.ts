import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { createCustomerGroupsWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { PlanTerms } from "../../src/core/renewal/plan"
import { createPlan } from "../../src/workflows/renewal/save-plan"
import type { Runtime } from "../../src/workflows/support/runtime"
import { type Renewable, renewables } from "../generator/renewables"
import type { MedusaShop } from "./shop"

/** What is sold with a plan: by the SKU of its variant. */
export type Offer = {
  readonly plan_id: string
  readonly variant_id: string
  readonly parcel: boolean
}

const CLUB = "Club"
const TERMS: Omit<PlanTerms, "term" | "renewal"> = {
  price: null,
  trial_days: 0,
  grace_days: 14,
  notice_days: null,
  dormant_after_days: null,
  may_skip: false,
  customer_group_id: null,
}

/** Products that end, and their plans, made as the admin makes them: the first one arms the mails that a plan owes. */
export async function createRenewables(
  runtime: Runtime,
  shop: MedusaShop,
  sold: readonly Renewable[] = renewables(shop.currency_code)
): Promise<ReadonlyMap<string, Offer>> {
  const club = await createClub(runtime)
  const offers = new Map<string, Offer>()
  for (const renewable of sold) {
    const product = await createProduct(runtime, shop, renewable)
    for (const { name, sku, terms } of renewable.plans) {
      const variant_id = product.variants.get(sku) as string
      const customer_group_id = renewable.category === CLUB ? club : null
      const plan = await savePlan(runtime, {
        name,
        product_id: product.id,
        variant_id,
        terms: { ...TERMS, ...terms, customer_group_id },
      })
      // Of several plans the first is what the demo's people have; the others are what they may switch to.
      if (!offers.has(sku)) {
        offers.set(sku, { plan_id: plan.id, variant_id, parcel: renewable.parcel })
      }
    }
  }
  return offers
}

/** What a shop sells to whoever belongs to it, whatever else it sells. */
export const memberships = (currency_code: string): readonly Renewable[] =>
  renewables(currency_code).filter(({ category }) => category === CLUB)

const FEWEST_DAYS = 14

/** What a history's customers buy again and again, with for how many days one lasts. */
export type Replacement = Offer & {
  readonly product_id: string
  readonly sku: string
  readonly title: string
  readonly price: number
  readonly days: number
}

/** Plans of the products that its history's customers buy again most regularly: by hand, for as long as one of them lasts. */
export async function createLearnedPlans(
  runtime: Runtime,
  currency_code: string,
  count: number
): Promise<readonly Replacement[]> {
  const { rows } = await runtime.knex.raw<{ rows: Omit<Replacement, "plan_id" | "parcel">[] }>(
    `select p.id as product_id, v.id as variant_id, v.sku, p.title, m.amount::float8 as price,
       round((learned ->> 'km_median')::float8)::int as days
     from kairos_replacement r
     join product p on p.id = r.product_key and p.deleted_at is null and p.status = 'published'
     cross join lateral (select id, sku from product_variant where product_id = p.id and deleted_at is null order by id limit 1) v
     join product_variant_price_set s on s.variant_id = v.id
     cross join lateral (select amount from price
       where price_set_id = s.price_set_id and currency_code = :currency_code and deleted_at is null order by amount limit 1) m
     where (learned ->> 'km_median')::float8 >= :days
     order by (learned ->> 'events')::int desc, p.id limit :count`,
    { currency_code, days: FEWEST_DAYS, count }
  )
  const replacements: Replacement[] = []
  for (const row of rows) {
    const terms = { ...TERMS, term: { unit: "day", count: row.days }, renewal: "manual" } as const
    const name = `${row.title}, again when it is used up`
    const plan = await savePlan(runtime, {
      name,
      product_id: row.product_id,
      variant_id: null,
      terms,
    })
    replacements.push({ ...row, plan_id: plan.id, parcel: true })
  }
  return replacements
}

async function savePlan(runtime: Runtime, input: Parameters<typeof createPlan>[1]) {
  const plan = await createPlan(runtime, input, "demo")
  if (!plan.ok) {
    throw new Error(`The plan "${input.name}" could not be made: ${JSON.stringify(plan)}`)
  }
  return plan.value
}

async function createClub({ container }: Runtime): Promise<string> {
  const { result } = await createCustomerGroupsWorkflow(container).run({
    input: { customersData: [{ name: "Club members" }] },
  })
  return (result[0] as { id: string }).id
}

async function createProduct({ container }: Runtime, shop: MedusaShop, renewable: Renewable) {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: renewable.title,
          handle: renewable.handle,
          description: renewable.description,
          status: ProductStatus.PUBLISHED,
          category_ids: [await categoryOf(container, renewable.category)],
          metadata: { plan_only: renewable.plan_only },
          sales_channels: [{ id: shop.sales_channel_id }],
          ...(renewable.parcel ? { shipping_profile_id: shop.shipping_profile_id } : {}),
          options: [{ title: "Kind", values: renewable.variants.map(({ title }) => title) }],
          variants: renewable.variants.map(({ title, sku, price }) => ({
            title,
            sku,
            manage_inventory: false,
            options: { Kind: title },
            prices: [{ amount: Number(price), currency_code: shop.currency_code }],
          })),
        },
      ],
    },
  })
  const product = result[0] as unknown as {
    readonly id: string
    readonly variants: readonly { readonly id: string; readonly sku: string }[]
  }
  return { id: product.id, variants: new Map(product.variants.map(({ id, sku }) => [sku, id])) }
}

async function categoryOf(container: Runtime["container"], name: string): Promise<string> {
  const products = container.resolve(Modules.PRODUCT)
  const [known] = await products.listProductCategories({ name }, { take: 1 })
  return known?.id ?? (await products.createProductCategories({ name, is_active: true })).id
}
