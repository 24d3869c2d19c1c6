import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Tier } from "../core/value/tier"

type Whose = { readonly ids: readonly string[] } | { readonly from: string; readonly to: string }

/** The highest tier that memberships grant to each of these customers now; who holds none is not there. */
export async function tierFloors(knex: Knex, whose: Whose): Promise<ReadonlyMap<string, Tier>> {
  const [condition, bindings] =
    "ids" in whose
      ? ["= any(:ids::text[])", { ids: [...whose.ids] }]
      : ["between :from and :to", whose]
  const { rows } = await knex.raw(
    // A is the highest, and the first of the letters.
    `select customer_id, min(terms ->> 'tier_floor') as tier from kairos_subscription
     where customer_id ${condition} and ended_at is null and resting_since is null and terms ->> 'tier_floor' is not null
     group by 1`,
    bindings as Record<string, Knex.RawBinding>
  )
  return new Map(
    (rows as { customer_id: string; tier: Tier }[]).map(({ customer_id, tier }) => [
      customer_id,
      tier,
    ])
  )
}
