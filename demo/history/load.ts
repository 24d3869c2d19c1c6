import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { purchaseRowOf } from "../../src/importers/purchase-row"
import type { TierPolicy } from "../../src/core/value/tier"
import { tierPolicySchema } from "../../src/options/options"
import { PROFILE_MODULE } from "../../src/modules/kairos-profile"
import type { ProfileService } from "../../src/modules/kairos-profile/service"
import { type GeneratedShop, simulateShop } from "../generator/simulate"
import { createCustomers } from "./create-customers"
import { createProducts, type CreatedProduct } from "./create-products"
import { readCsvSource } from "./csv-source"
import { sourceOfGenerated } from "./generated-source"
import { moveToNow } from "./move-dates"
import type { ShopSource, SourceOrder } from "./shop-source"

export type LoadOptions = {
  /** CSV or CSV.gz; without it the simulated shop is built. */
  readonly history?: string | null
  /** For a history without a column for it; lower case. */
  readonly currency: string
  readonly seed: number
  /** ISO instant at which the demo's history ends. */
  readonly now: string
  /** Leaves the dates of the history as they are. */
  readonly keepDates?: boolean
  /** Else the store's default channel and its first shipping profile. */
  readonly sales_channel_id?: string
  readonly shipping_profile_id?: string
  readonly onProgress: (line: string) => void
}

export type LoadedShop = {
  readonly currency_code: string
  readonly products: number
  readonly customers: number
  readonly purchases: number
  readonly purchase_lines: number
  /** By how many weeks the history was moved forward. */
  readonly weeks_moved: number
  /** Cut points from the shop's own customers. */
  readonly tiers: TierPolicy
  readonly tier_counts: Readonly<Record<"A" | "B" | "C", number>>
  /** What is true about the simulated customers; null for a real history. */
  readonly truth: GeneratedShop["truth"] | null
}

const BATCH = 1000
const SCORE_BATCH = 5000

/** Builds products, customers and past purchases in a migrated shop; running it again completes what is missing. */
export async function loadShop(
  container: MedusaContainer,
  options: LoadOptions
): Promise<LoadedShop> {
  const { onProgress } = options
  const simulated = options.history ? null : simulateShop(options.seed, options.now)
  const read = simulated === null ? await readHistory(options) : sourceOfGenerated(simulated)
  read.notes.forEach((note) => onProgress(note))
  const { source, weeks } = options.keepDates
    ? { source: read, weeks: 0 }
    : moveToNow(read, options.now)
  if (weeks > 0) {
    onProgress(`all dates moved ${weeks} weeks forward, so that the history ends in the last week`)
  }
  const place = await placeOf(container, options, source.currency_code)
  const products = await createProducts(container, source.products, place, (done) =>
    onProgress(`products ${done} of ${source.products.length}`)
  )
  const customers = await createCustomers(container, source.customers, (done) =>
    onProgress(`customers ${done} of ${source.customers.length}`)
  )
  await recordOrders(container, source, products, customers, onProgress)
  const scored = await scoreShop(container, source, [...customers.values()], options)
  return {
    currency_code: source.currency_code,
    products: source.products.length,
    customers: source.customers.length,
    purchases: source.orders.length,
    purchase_lines: source.orders.reduce((sum, order) => sum + order.lines.length, 0),
    weeks_moved: weeks,
    truth: simulated?.truth ?? null,
    ...scored,
  }
}

function readHistory(options: LoadOptions): Promise<ShopSource> {
  options.onProgress(`reading ${options.history}`)
  return readCsvSource(options.history as string, {
    currency: options.currency,
    timeZone: "UTC",
    now: options.now,
  })
}

async function placeOf(container: MedusaContainer, options: LoadOptions, currency_code: string) {
  const { sales_channel_id, shipping_profile_id } = options
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const [profile] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({}, { take: 1, order: { created_at: "ASC" } })
  const channel = sales_channel_id ?? store?.default_sales_channel_id ?? null
  const parcels = shipping_profile_id ?? profile?.id ?? null
  if (channel === null || parcels === null) {
    throw new Error(
      "The shop has no default sales channel or no shipping profile; create both before its products"
    )
  }
  return { sales_channel_id: channel, shipping_profile_id: parcels, currency_code }
}

async function recordOrders(
  container: MedusaContainer,
  source: ShopSource,
  products: ReadonlyMap<string, CreatedProduct>,
  customers: ReadonlyMap<string, string>,
  onProgress: (line: string) => void
): Promise<void> {
  const service = container.resolve<ProfileService>(PROFILE_MODULE)
  const titles = new Map(source.products.map((product) => [product.sku, product.title]))
  const emails = new Map(source.customers.map((customer) => [customer.key, customer.email]))
  const rowOf = (order: SourceOrder) =>
    purchaseRowOf(
      {
        ...order,
        lines: order.lines.map((line) => ({ ...line, title: titles.get(line.sku) ?? null })),
      },
      {
        source: source.name,
        customer_id: customers.get(order.customer_key) as string,
        email: emails.get(order.customer_key) ?? null,
        products,
      }
    )
  for (let start = 0; start < source.orders.length; start += BATCH) {
    const batch = source.orders.slice(start, start + BATCH)
    await service.recordPurchases(batch.map(rowOf))
    onProgress(`purchases ${start + batch.length} of ${source.orders.length}`)
  }
}

/** Suggests the tiers from the data, then scores by what was suggested. */
async function scoreShop(
  container: MedusaContainer,
  source: ShopSource,
  ids: readonly string[],
  options: LoadOptions
): Promise<Pick<LoadedShop, "tiers" | "tier_counts">> {
  const service = container.resolve<ProfileService>(PROFILE_MODULE)
  const base = { ...tierPolicySchema.parse({}), currency_code: source.currency_code }
  const score = async (policy: TierPolicy, foldOnly: boolean): Promise<void> => {
    for (let start = 0; start < ids.length; start += SCORE_BATCH) {
      const batch = ids.slice(start, start + SCORE_BATCH)
      const objected = new Set(foldOnly ? batch : [])
      await service.recomputeProfiles(batch, policy, options.now, { objected })
    }
  }
  // The policy is suggested from totals alone: a tier by the shop's first policy would settle before the right one is known.
  await score(base, true)
  const tiers = (await service.suggestTierPolicy(base, options.now)) ?? base
  await score(tiers, false)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw(
    "select tier, count(*)::int as count from kairos_profile where tier is not null group by tier"
  )
  const counts = Object.fromEntries(
    (rows as { tier: string; count: number }[]).map((row) => [row.tier, row.count])
  )
  const tier_counts = { A: counts.A ?? 0, B: counts.B ?? 0, C: counts.C ?? 0 }
  options.onProgress(
    `tiers from the shop's own figures: A ${tier_counts.A}, B ${tier_counts.B}, C ${tier_counts.C} customers`
  )
  return { tiers, tier_counts }
}
