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
  shop: MedusaShop
): Promise<ReadonlyMap<string, Offer>> {
  const club = await createClub(runtime)
  const offers = new Map<string, Offer>()
  for (const renewable of renewables(shop.currency_code)) {
    const product = await createProduct(runtime, shop, renewable)
    for (const { name, sku, terms } of renewable.plans) {
      const variant_id = product.variants.get(sku) as string
      const plan = await createPlan(
        runtime,
        {
          name,
          product_id: product.id,
          variant_id,
          terms: {
            ...TERMS,
            ...terms,
            customer_group_id: renewable.category === "Club" ? club : null,
          },
        },
        "demo"
      )
      if (!plan.ok) {
        throw new Error(`The plan "${name}" could not be made: ${JSON.stringify(plan)}`)
      }
      offers.set(sku, { plan_id: plan.value.id, variant_id, parcel: renewable.parcel })
    }
  }
  return offers
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
