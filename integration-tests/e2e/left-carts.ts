import { until } from "../support/until"
import type { E2eShop } from "./e2e-shop"

/** Carts that somebody left, without waiting as long as they would. The job that looks at carts runs once a minute. */

const JOB = { seconds: 150, everyMs: 500 }

/** What lay in the shop before the first look causes nothing: a cart that is to be noticed comes after it. */
export const firstLookAtCarts = ({ knex }: E2eShop) =>
  until(
    "the first look at the shop's carts",
    () => knex("kairos_setting").where({ key: "carts_watermark" }).first("key"),
    JOB
  )

type Delivery = { readonly state: string; readonly reason: string | null; readonly hold: unknown }

/** Makes this person's open cart one that was left so long ago, and waits until its reminder was decided. Answers the cart. */
export async function leaveFor(shop: E2eShop, email: string, minutes: number): Promise<string> {
  const { knex } = shop
  const cart = await knex("cart").where({ email }).whereNull("completed_at").first("id")
  const { rows } = await knex.raw<{ rows: [{ at: Date }] }>(
    "select now() - make_interval(mins => ?) as at",
    [minutes]
  )
  const [{ at }] = rows
  await until(
    `the decision on the cart of ${email}`,
    async () => {
      await moveBack(shop, cart.id, at)
      return knex("kairos_decision")
        .whereLike("event_id", `cart.abandoned:${cart.id}:%`)
        .first("id")
    },
    JOB
  )
  return cart.id
}

/** Again and again, because the job's own look may be under way, and write what it read before. */
async function moveBack({ knex }: E2eShop, cart: string, at: Date): Promise<void> {
  await knex("cart").where({ id: cart }).update({ created_at: at })
  await knex("cart_line_item").where({ cart_id: cart }).update({ created_at: at })
  await knex("kairos_cart")
    .where({ cart_id: cart })
    .where("last_activity_at", ">", at)
    .update({ last_activity_at: at })
}

/** Waits until this came of the cart. */
export const becomes = ({ knex }: E2eShop, cart: string, state: string) =>
  until(
    `the cart to be ${state}`,
    () => knex("kairos_cart").where({ cart_id: cart, state }).first("state"),
    {
      ...JOB,
      show: () => knex("kairos_cart").where({ cart_id: cart }).first("state"),
    }
  )

/** Waits until the one reminder for this person has come to this, and answers it. */
export const reminderOf = ({ knex }: E2eShop, email: string, state: string) =>
  until<Delivery>(
    `the reminder for ${email} to be ${state}`,
    () => knex<Delivery & { email: string }>("kairos_delivery").where({ email, state }).first(),
    { seconds: 40, show: () => knex("kairos_delivery").where({ email }).select("state", "reason") }
  )
