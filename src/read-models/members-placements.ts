import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Placements whose content is for the holders of some plan: of one that is sold, or that somebody still holds. */
export async function membersPlacements(knex: Knex): Promise<ReadonlySet<string>> {
  const { rows } = await knex.raw(
    `select distinct c.code from kairos_plan p
     cross join jsonb_array_elements_text(coalesce(p.terms -> 'placements', '[]')) as c(code)
     where p.status = 'active' or exists (select 1 from kairos_subscription s where s.plan_id = p.id and s.ended_at is null)`
  )
  return new Set((rows as { readonly code: string }[]).map(({ code }) => code))
}

/** The codes that the memberships of a customer open now, as JSON: nothing of one that ended or rests. */
export const openedPlacementsJson = (customer: string): string =>
  `(select coalesce(jsonb_agg(distinct c.code), '[]') from kairos_subscription s
     cross join jsonb_array_elements_text(coalesce(s.terms -> 'placements', '[]')) as c(code)
     where s.customer_id = ${customer} and s.ended_at is null and s.resting_since is null)`
