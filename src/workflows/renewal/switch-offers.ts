import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import { type Subscribed, type SwitchChoice, switchChoices } from "../../core/renewal/switch"
import { coming, type SubscriptionRow } from "../../modules/kairos-renewal/rows"
import type { Runtime } from "../support/runtime"

/** `back`: it is what its holder has now, and waited to be switched from. */
export type SwitchOffer = SwitchChoice & { readonly back: boolean }

export type Target = { readonly plan_id: string; readonly variant_id: string }

/** A product has no more plans than somebody can choose from. */
const MOST_PLANS = 100

/** To what a subscription may be switched now, each with what it would cost without delivery; the first is the way back, where there is one. */
export async function switchOffers(
  runtime: Runtime,
  row: SubscriptionRow
): Promise<readonly SwitchOffer[]> {
  const { product_id } = row
  const [product, { rows: plans }] = await Promise.all([
    productOf(runtime, row),
    runtime.renewal.plans.list({ product_id, status: "active" }, { offset: 0, limit: MOST_PLANS }),
  ])
  const offers = switchChoices(row, product, plans).filter((choice) => !isOf(coming(row), choice))
  return [
    ...(row.switch_to === null ? [] : wayBack(row, product)),
    ...offers.map((choice) => ({ ...choice, back: false })),
  ]
}

export const isOf = (own: Target, { plan_id, variant_id }: Target): boolean =>
  own.plan_id === plan_id && own.variant_id === variant_id

export const subscribedOf = ({
  plan_id,
  plan_version,
  plan_name,
  terms,
  variant_id,
  title,
}: Subscribed): Subscribed => ({ plan_id, plan_version, plan_name, terms, variant_id, title })

/** Open even where its plan is not sold to anybody else any more. */
function wayBack(row: SubscriptionRow, product: Product): readonly SwitchOffer[] {
  const variants = product.variants.filter(({ id }) => id === row.variant_id)
  const { plan_id, plan_name: name, plan_version: version, variant_id } = row
  // Whoever is in its trial already does not begin one by going back to it.
  const plan = { id: plan_id, name, version, variant_id, terms: { ...row.terms, trial_days: 0 } }
  const elsewhere = { ...row, ...row.switch_to }
  return switchChoices(elsewhere, { ...product, variants }, [plan]).map((choice) => ({
    ...choice,
    ...subscribedOf(row),
    back: true,
  }))
}

type Product = Parameters<typeof switchChoices>[1]
type Variant = {
  readonly id: string
  readonly title: string | null
  readonly product: { readonly title: string } | null
  readonly calculated_price?: { readonly calculated_amount: number | null } | null
}

/** The product's variants at the prices of the region that the subscription was bought in. */
async function productOf({ container }: Runtime, row: SubscriptionRow): Promise<Product> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: orders } = await query.graph({
    entity: "order",
    fields: ["region_id"],
    filters: { id: row.order_id ?? "" },
  })
  const region_id = orders[0]?.region_id ?? null
  if (region_id === null) {
    // An order without a region is renewed by nobody, so nothing is on offer.
    return { title: row.title, variants: [] }
  }
  const { currency_code } = row
  const { data } = await query.graph({
    entity: "variants",
    fields: ["id", "title", "product.title", "calculated_price.calculated_amount"],
    filters: { product_id: row.product_id },
    context: { calculated_price: QueryContext({ region_id, currency_code }) },
  })
  const variants = data as unknown as readonly Variant[]
  return {
    title: variants[0]?.product?.title ?? row.title,
    variants: variants.map(({ id, title, calculated_price }) => ({
      id,
      title: title ?? "",
      price: priceOf(calculated_price?.calculated_amount),
    })),
  }
}

const priceOf = (amount: number | null | undefined): string | null =>
  amount == null ? null : String(amount)
