import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import type { SourceProduct } from "./shop-source"

export type ProductPlace = {
  readonly sales_channel_id: string
  readonly shipping_profile_id: string
  readonly currency_code: string
}

export type CreatedProduct = { readonly product_id: string; readonly variant_id: string }

const BATCH = 250

/**
 * Creates products with one variant, a price, the sales channel and the shipping profile, stock not managed. It calls
 * the modules in batches: the workflow for products does the same with a dozen queries and an event for each product.
 * @returns ids by SKU; products that are there already are found, not made again
 */
export async function createProducts(
  container: MedusaContainer,
  products: readonly SourceProduct[],
  place: ProductPlace,
  onProgress: (done: number) => void
): Promise<ReadonlyMap<string, CreatedProduct>> {
  const created = new Map(await readProducts(container))
  const missing = products.filter((product) => !created.has(product.sku))
  const categories = await createCategories(container, missing)
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH)
    for (const [sku, ids] of await createBatch(container, batch, place, categories)) {
      created.set(sku, ids)
    }
    onProgress(Math.min(start + BATCH, missing.length))
  }
  return created
}

async function createBatch(
  container: MedusaContainer,
  batch: readonly SourceProduct[],
  place: ProductPlace,
  categories: ReadonlyMap<string, string>
): Promise<readonly (readonly [string, CreatedProduct])[]> {
  const bySku = new Map(batch.map((product) => [product.sku, product]))
  const made = await container
    .resolve(Modules.PRODUCT)
    .createProducts(batch.map((product) => draftOf(product, categories)))
  const items = made.map((product) => ({
    product_id: product.id,
    variant_id: (product.variants[0] as { id: string }).id,
    sku: (product.variants[0] as { sku: string }).sku,
  }))
  const priced = items.filter((item) => (bySku.get(item.sku)?.price ?? null) !== null)
  const priceSets = await container.resolve(Modules.PRICING).createPriceSets(
    priced.map(({ sku }) => ({
      prices: [
        {
          amount: bySku.get(sku)?.price as string,
          currency_code: place.currency_code,
        },
      ],
    }))
  )
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    ...priced.map(({ variant_id }, i) => ({
      [Modules.PRODUCT]: { variant_id },
      [Modules.PRICING]: { price_set_id: (priceSets[i] as { id: string }).id },
    })),
    ...items.map(({ product_id }) => ({
      [Modules.PRODUCT]: { product_id },
      [Modules.SALES_CHANNEL]: { sales_channel_id: place.sales_channel_id },
    })),
    ...items.map(({ product_id }) => ({
      [Modules.PRODUCT]: { product_id },
      [Modules.FULFILLMENT]: { shipping_profile_id: place.shipping_profile_id },
    })),
  ])
  return items.map(({ sku, ...ids }) => [sku, ids] as const)
}

function draftOf(product: SourceProduct, categories: ReadonlyMap<string, string>) {
  const category = product.category === null ? undefined : categories.get(product.category)
  return {
    title: product.title,
    handle: handleOf(product),
    ...(product.description === null ? {} : { description: product.description }),
    status: product.for_sale ? ProductStatus.PUBLISHED : ProductStatus.DRAFT,
    ...(category === undefined ? {} : { category_ids: [category] }),
    options: [{ title: "Size", values: ["One size"] }],
    variants: [
      {
        title: "One size",
        sku: product.sku,
        manage_inventory: false,
        options: { Size: "One size" },
      },
    ],
  }
}

/** Titles repeat in old catalogues, SKUs do not. */
function handleOf(product: SourceProduct): string {
  const slug = (text: string): string =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
  return [slug(product.title).slice(0, 60), slug(product.sku), hexOf(product.sku)]
    .filter((part) => part !== "")
    .join("-")
}

/** Tells `85123A` from `85123a`, which have the same slug. */
function hexOf(sku: string): string {
  return /[^A-Z0-9-]/.test(sku) ? Buffer.from(sku).toString("hex") : ""
}

async function createCategories(
  container: MedusaContainer,
  products: readonly SourceProduct[]
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(products.flatMap(({ category }) => category ?? []))]
  const module = container.resolve(Modules.PRODUCT)
  const known = await module.listProductCategories({ name: names }, { take: names.length })
  const missing = names.filter((name) => !known.some((category) => category.name === name))
  const made = await module.createProductCategories(
    missing.map((name) => ({ name, is_active: true }))
  )
  return new Map([...known, ...made].map((category) => [category.name, category.id]))
}

async function readProducts(
  container: MedusaContainer
): Promise<readonly (readonly [string, CreatedProduct])[]> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw(
    `select sku, id as variant_id, product_id from product_variant where deleted_at is null and sku is not null`
  )
  return (rows as (CreatedProduct & { sku: string })[]).map(({ sku, ...ids }) => [sku, ids])
}
