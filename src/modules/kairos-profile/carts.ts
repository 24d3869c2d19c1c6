import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CartRecord, CartSighting } from "../../core/cart/cart"
import { type CartRules, foldCart } from "../../core/cart/fold-cart"

const COLUMNS = [
  "customer_id",
  "email",
  "currency_code",
  "item_count",
  "item_total",
  "items_print",
  "contact_print",
  "choices",
  "state",
  "armed",
  "origin_cart_id",
  "last_activity_at",
  "abandoned_at",
  "emptied_at",
  "placed_at",
  "recovered_at",
  "order_id",
] as const

/** Where a cart came from is written by whoever made it, perhaps while a fold is under way. */
const CHANGING = COLUMNS.filter((column) => column !== "origin_cart_id")

type CartRow = Omit<
  CartRecord,
  "last_activity_at" | "abandoned_at" | "emptied_at" | "placed_at" | "recovered_at"
> & {
  readonly last_activity_at: Date
  readonly abandoned_at: Date | null
  readonly emptied_at: Date | null
  readonly placed_at: Date | null
  readonly recovered_at: Date | null
}

/** `wanted` of a variant lay in the cart, and `left` of it stayed there. */
export type SetAside = {
  readonly variant_id: string
  readonly wanted: number
  readonly left: number
}

/** The lives of carts, folded from what was seen of them. The only writer of `kairos_cart`. */
export class CartStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Folds what was seen into what is known; a cart that did not change is not written.
   * @returns how many rows were written
   */
  async record(seen: readonly CartSighting[], rules: CartRules): Promise<number> {
    if (seen.length === 0) {
      return 0
    }
    return this.knex.transaction(async (trx) => {
      // One fold at a time: two that read the same state would each miss the other's change.
      await trx.raw("select pg_advisory_xact_lock(hashtextextended('kairos:carts', 0))")
      const ids = seen.map(({ cart_id }) => cart_id)
      const known = new Map((await readRecords(trx, ids)).map((row) => [row.cart_id, row]))
      const records = seen.map((one) => foldCart(known.get(one.cart_id) ?? null, one, rules))
      const written = await write(trx, records)
      await recoverOrigins(trx, ids)
      return written
    })
  }

  /** Takes over a cart that was made from a recovery link, and remembers which one it came from. */
  async recordCopy(seen: readonly CartSighting[], origin: string): Promise<void> {
    await this.record(seen, { abandoned_after_minutes: 0, baseline: false })
    await this.knex("kairos_cart")
      .whereIn(
        "cart_id",
        seen.map(({ cart_id }) => cart_id)
      )
      .update({ origin_cart_id: origin })
  }

  /** Marks what lay untouched for so long. @returns how many became abandoned */
  async markAbandoned(minutes: number): Promise<number> {
    const { rowCount } = await this.knex.raw(
      `update kairos_cart
       set state = 'abandoned', abandoned_at = last_activity_at + make_interval(mins => ?)
       where state = 'active' and last_activity_at <= now() - make_interval(mins => ?)`,
      [minutes, minutes]
    )
    return rowCount
  }

  /** What was taken out of a cart because there was none, or not enough, of it at that moment. */
  async asideOf(cartId: string): Promise<readonly SetAside[]> {
    const row = await this.knex("kairos_cart").where({ cart_id: cartId }).first("set_aside")
    return (row?.set_aside as readonly SetAside[] | null | undefined) ?? []
  }

  async setAside(cartId: string, lines: readonly SetAside[]): Promise<void> {
    await this.knex("kairos_cart")
      .where({ cart_id: cartId })
      .update({ set_aside: lines.length === 0 ? null : JSON.stringify(lines) })
  }

  async read(cartId: string, trx: Knex = this.knex): Promise<CartRecord | null> {
    return (await readRecords(trx, [cartId]))[0] ?? null
  }
}

async function readRecords(trx: Knex, ids: readonly string[]): Promise<CartRecord[]> {
  const { rows } = await trx.raw(
    `select cart_id, ${COLUMNS.join(", ")} from kairos_cart where cart_id = any(?::text[])`,
    [[...ids]]
  )
  return (rows as CartRow[]).map((row) => ({
    ...row,
    last_activity_at: row.last_activity_at.toISOString(),
    abandoned_at: row.abandoned_at?.toISOString() ?? null,
    emptied_at: row.emptied_at?.toISOString() ?? null,
    placed_at: row.placed_at?.toISOString() ?? null,
    recovered_at: row.recovered_at?.toISOString() ?? null,
  }))
}

async function write(trx: Knex, records: readonly CartRecord[]): Promise<number> {
  const values = (alias: string) => CHANGING.map((column) => `${alias}.${column}`).join(", ")
  const { rowCount } = await trx.raw(
    `insert into kairos_cart as k (cart_id, ${COLUMNS.join(", ")})
     select cart_id, ${COLUMNS.join(", ")} from jsonb_to_recordset(?::jsonb) as r(
       cart_id text, customer_id text, email text, currency_code text, item_count int, item_total numeric,
       items_print text, contact_print text, choices text[], state text, armed boolean, origin_cart_id text,
       last_activity_at timestamptz, abandoned_at timestamptz, emptied_at timestamptz, placed_at timestamptz,
       recovered_at timestamptz, order_id text)
     order by cart_id
     on conflict (cart_id) do update set ${CHANGING.map((column) => `${column} = excluded.${column}`).join(", ")}
     where (${values("k")}) is distinct from (${values("excluded")})`,
    [JSON.stringify(records)]
  )
  return rowCount
}

/** A cart that was made from a recovery link and became an order brings the cart home that it came from. */
async function recoverOrigins(trx: Knex, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `update kairos_cart k
     set state = 'recovered', placed_at = c.placed_at, recovered_at = c.placed_at, order_id = c.order_id,
       abandoned_at = coalesce(k.abandoned_at, k.last_activity_at)
     from kairos_cart c
     where c.cart_id = any(?::text[]) and c.placed_at is not null and c.origin_cart_id = k.cart_id
       and k.state in ('active', 'abandoned', 'emptied')`,
    [[...ids]]
  )
}
