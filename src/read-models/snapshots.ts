import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import type {
  CartSnapshot,
  CustomerSnapshot,
  LineSnapshot,
  OrderSnapshot,
} from "../core/event/event"

const LINE_FIELDS = [
  "product_id",
  "variant_id",
  "variant_sku",
  "product_handle",
  "product_title",
  "product_type",
  "product_collection",
  "title",
  "thumbnail",
  "quantity",
  "unit_price",
]
const TOTAL_FIELDS = ["total", "item_total", "discount_total", "shipping_total", "tax_total"]

type Codes = { readonly code?: string | null }

type RawLine = {
  product_id?: string | null
  variant_id?: string | null
  variant_sku?: string | null
  product_handle?: string | null
  product_title?: string | null
  product_type?: string | null
  product_collection?: string | null
  title?: string
  thumbnail?: string | null
  quantity: BigNumberInput
  unit_price: BigNumberInput
  total?: BigNumberInput
  adjustments?: Codes[] | null
}

type RawTotals = Record<
  "total" | "item_total" | "discount_total" | "shipping_total" | "tax_total",
  BigNumberInput
>

type RawOrder = RawTotals & {
  id: string
  display_id: number | null
  customer_id: string | null
  email: string | null
  currency_code: string
  created_at: string | Date
  status: string
  is_draft_order: boolean
  canceled_at?: string | Date | null
  sales_channel_id: string | null
  region_id: string | null
  locale?: string | null
  items: RawLine[] | null
  shipping_methods: { adjustments?: Codes[] | null }[] | null
  shipping_address: { country_code?: string | null } | null
}

type RawCart = RawTotals & {
  id: string
  customer_id: string | null
  email: string | null
  currency_code: string
  items: RawLine[] | null
  /** A promotion that was deleted leaves a hole where its link still is. */
  promotions: (Codes | null | undefined)[] | null
  shipping_address: { country_code?: string | null } | null
}

export type LoadedOrder = {
  readonly customer_id: string | null
  readonly email: string | null
  readonly is_draft: boolean
  readonly canceled: boolean
  readonly snapshot: OrderSnapshot
}

export type LoadedCart = {
  readonly customer_id: string | null
  readonly email: string | null
  readonly snapshot: CartSnapshot
}

/** The order as it stands now, with Medusa's own totals; null when there is none (yet). */
export async function loadOrder(
  container: MedusaContainer,
  id: string
): Promise<LoadedOrder | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "customer_id",
      "email",
      "currency_code",
      "created_at",
      "status",
      "is_draft_order",
      "canceled_at",
      "sales_channel_id",
      "region_id",
      "locale",
      ...TOTAL_FIELDS,
      ...LINE_FIELDS.map((field) => `items.${field}`),
      "items.adjustments.code",
      "shipping_methods.adjustments.code",
      "shipping_address.country_code",
    ],
    filters: { id },
  })
  const order = data[0] as unknown as RawOrder | undefined
  if (order === undefined) {
    return null
  }
  const discounted = [...(order.items ?? []), ...(order.shipping_methods ?? [])]
  return {
    customer_id: order.customer_id,
    email: order.email,
    is_draft: order.is_draft_order || order.status === "draft",
    canceled: (order.canceled_at ?? null) !== null,
    snapshot: {
      id: order.id,
      display_id: order.display_id,
      currency_code: order.currency_code,
      ...totalsOf(order),
      created_at: new Date(order.created_at).toISOString(),
      sales_channel_id: order.sales_channel_id,
      region_id: order.region_id,
      country_code: order.shipping_address?.country_code ?? null,
      locale: order.locale ?? null,
      promo_codes: codesOf(discounted.flatMap((holder) => holder.adjustments ?? [])),
      items: (order.items ?? []).map(lineOf),
    },
  }
}

/** The cart as it stands now; null when there is none. */
export async function loadCart(container: MedusaContainer, id: string): Promise<LoadedCart | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "customer_id",
      "email",
      "currency_code",
      ...TOTAL_FIELDS,
      ...[...LINE_FIELDS, "total"].map((field) => `items.${field}`),
      "promotions.code",
      "shipping_address.country_code",
    ],
    filters: { id },
  })
  const cart = data[0] as unknown as RawCart | undefined
  if (cart === undefined) {
    return null
  }
  const { total, item_total } = totalsOf(cart)
  return {
    customer_id: cart.customer_id,
    email: cart.email,
    snapshot: {
      id: cart.id,
      currency_code: cart.currency_code,
      total,
      item_total,
      items: (cart.items ?? []).map(lineOf),
      promo_codes: codesOf(cart.promotions ?? []),
      country_code: cart.shipping_address?.country_code ?? null,
    },
  }
}

/** Where a customer lives: the default, else the newest, address that names a country. */
export const addressOf = (customer: string): string =>
  `(select a.country_code, a.province, a.postal_code from customer_address a where a.customer_id = ${customer} and a.deleted_at is null
     and a.country_code is not null order by a.is_default_shipping desc, a.updated_at desc limit 1)`

/** The customer's row with groups, company and address. */
export async function loadCustomer(knex: Knex, id: string): Promise<CustomerSnapshot | null> {
  const result = await knex.raw(
    `select c.id, c.email, c.first_name, c.last_name, c.phone, c.has_account, c.created_at, c.metadata ->> 'locale' as locale,
       (select o.locale from "order" o where o.customer_id = c.id and o.deleted_at is null and o.locale is not null
         order by o.created_at desc limit 1) as ordered_in,
       coalesce((select array_agg(g.name order by g.name) from customer_group_customer m
         join customer_group g on g.id = m.customer_group_id and g.deleted_at is null
         where m.customer_id = c.id and m.deleted_at is null), '{}') as groups,
       a.country_code, nullif(btrim(c.company_name), '') as company, nullif(btrim(a.province), '') as province,
       nullif(btrim(a.postal_code), '') as postal_code
     from customer c left join lateral ${addressOf("c.id")} a on true where c.id = ? and c.deleted_at is null`,
    [id]
  )
  const row = result.rows[0]
  return row === undefined ? null : { ...row, created_at: row.created_at.toISOString() }
}

const amount = (value: BigNumberInput | null | undefined): string =>
  MathBN.convert(value ?? 0).toFixed()

const totalsOf = (raw: RawTotals) => ({
  total: amount(raw.total),
  item_total: amount(raw.item_total),
  discount_total: amount(raw.discount_total),
  shipping_total: amount(raw.shipping_total),
  tax_total: amount(raw.tax_total),
})

const codesOf = (holders: readonly (Codes | null | undefined)[]): string[] => [
  ...new Set(holders.flatMap((holder) => (holder?.code == null ? [] : [holder.code]))),
]

const lineOf = (raw: RawLine): LineSnapshot => ({
  product_id: raw.product_id ?? null,
  variant_id: raw.variant_id ?? null,
  sku: raw.variant_sku ?? null,
  handle: raw.product_handle ?? null,
  title: raw.product_title ?? raw.title ?? "",
  thumbnail: raw.thumbnail ?? null,
  quantity: MathBN.convert(raw.quantity).toNumber(),
  unit_price: amount(raw.unit_price),
  product_type: raw.product_type ?? null,
  product_collection: raw.product_collection ?? null,
  ...(raw.total === undefined ? {} : { total: amount(raw.total) }),
})
