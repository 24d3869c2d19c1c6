import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The metadata key of a line that was added because of a gift coupon; its value is the coupon's id. */
export const GIFT_LINE_KEY = "kairos_coupon_id"

export type BasketLine = {
  readonly id: string
  readonly variant_id: string | null
  readonly quantity: number
  /** Unit price times quantity before discounts, as a decimal string. */
  readonly amount: string
  readonly is_tax_inclusive: boolean
  /** The gift coupon that brought this line. */
  readonly coupon_id: string | null
}

/** A cart or draft order, as far as coupons are concerned. */
export type CouponBasket = {
  /** Null while it is being created. */
  readonly id: string | null
  readonly kind: "cart" | "draft_order"
  readonly customer_id: string | null
  readonly has_account: boolean
  /** The basket's own and its customer's, as they were written. */
  readonly emails: readonly string[]
  readonly currency_code: string | null
  readonly shop_currency_code: string | null
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly locale: string | null
  /** Null while prices are not known, in a basket that is being created. */
  readonly lines: readonly BasketLine[] | null
  /** The promotion codes that it carries. */
  readonly codes: readonly string[]
  readonly completed: boolean
}

type CartRow = {
  readonly id: string
  readonly customer_id: string | null
  readonly has_account: boolean | null
  readonly email: string | null
  readonly customer_email: string | null
  readonly currency_code: string
  readonly shop_currency_code: string | null
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly locale: string | null
  readonly completed: boolean
  readonly lines: readonly BasketLine[]
  readonly codes: readonly string[]
}

const SHOP_CURRENCY = `(select currency_code from store_currency where is_default and deleted_at is null limit 1)`

/** One statement over Medusa's tables: it stands in front of every completion of a cart. */
const CART = `
  select c.id, c.customer_id, owner.has_account, c.email, owner.email as customer_email, c.currency_code,
    ${SHOP_CURRENCY} as shop_currency_code,
    c.region_id, c.sales_channel_id, c.locale, c.completed_at is not null as completed,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', l.id, 'variant_id', l.variant_id, 'quantity', l.quantity,
        'amount', (l.unit_price * l.quantity)::text, 'is_tax_inclusive', l.is_tax_inclusive,
        'coupon_id', l.metadata ->> '${GIFT_LINE_KEY}') order by l.created_at, l.id)
      from cart_line_item l where l.cart_id = c.id and l.deleted_at is null
    ), '[]'::jsonb) as lines,
    array(
      select a.code from cart_line_item l
        join cart_line_item_adjustment a on a.item_id = l.id and a.deleted_at is null
        where l.cart_id = c.id and l.deleted_at is null and a.code is not null
      union
      select a.code from cart_shipping_method m
        join cart_shipping_method_adjustment a on a.shipping_method_id = m.id and a.deleted_at is null
        where m.cart_id = c.id and m.deleted_at is null and a.code is not null
      union
      select p.code from cart_promotion cp
        join promotion p on p.id = cp.promotion_id
        where cp.cart_id = c.id and cp.deleted_at is null
    ) as codes
  from cart c
  left join customer owner on owner.id = c.customer_id and owner.deleted_at is null
  where c.id = ? and c.deleted_at is null`

/**
 * Null when there is no such cart.
 * @param named whether it may be a named prepared statement: planning it takes longer than running it
 */
export async function readCartBasket(
  knex: Knex,
  cart_id: string,
  named = false
): Promise<CouponBasket | null> {
  const statement = knex.raw<{ rows: CartRow[] }>(CART, [cart_id])
  const { rows } = await (named ? statement.options({ name: "kairos_cart_basket" }) : statement)
  const [row] = rows
  if (row === undefined) {
    return null
  }
  const { email, customer_email, has_account, ...rest } = row
  return {
    ...rest,
    kind: "cart",
    has_account: has_account === true,
    emails: [email, customer_email].filter((address) => address !== null),
  }
}

export type BasketSeed = {
  readonly kind: CouponBasket["kind"]
  readonly customer_id: string | null
  readonly email: string | null
  readonly region_id: string | null
  readonly sales_channel_id: string | null
  readonly locale: string | null
}

/** A basket that a request is about to create. */
export async function readNewBasket(knex: Knex, seed: BasketSeed): Promise<CouponBasket> {
  const { rows } = await knex.raw<{
    rows: {
      customer_email: string | null
      has_account: boolean | null
      currency_code: string | null
      shop_currency_code: string | null
    }[]
  }>(
    `select owner.email as customer_email, owner.has_account, ${SHOP_CURRENCY} as shop_currency_code,
       (select currency_code from region where id = ? and deleted_at is null) as currency_code
     from (select 1) one
     left join customer owner on owner.id = ? and owner.deleted_at is null`,
    [seed.region_id, seed.customer_id]
  )
  const { customer_email, ...row } = rows[0]!
  return {
    ...seed,
    id: null,
    has_account: row.has_account === true,
    emails: [seed.email, customer_email].filter((address) => address !== null),
    currency_code: row.currency_code,
    shop_currency_code: row.shop_currency_code,
    lines: null,
    codes: [],
    completed: false,
  }
}

/**
 * Every customer row of the person with these e-mails, as they are written in any case. Reads the whole table (Medusa
 * has no index on the lower-case form), so it is asked once per coupon, not per request.
 */
export async function readCustomerIds(
  knex: Knex,
  emails: readonly string[]
): Promise<readonly string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select id from customer where deleted_at is null and lower(email) = any(?) order by created_at`,
    [emails.map((email) => email.toLowerCase())]
  )
  return rows.map((row) => row.id)
}
