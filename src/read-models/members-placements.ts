import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Of plans that are sold, or that somebody still holds. */
const RESERVED = `kairos_plan p
     cross join jsonb_array_elements_text(coalesce(p.terms -> 'placements', '[]')) as c(code)
     where (p.status = 'active' or exists (select 1 from kairos_subscription s where s.plan_id = p.id and s.ended_at is null))`

/** Placements whose content is for the holders of some plan. */
export async function membersPlacements(knex: Knex): Promise<ReadonlySet<string>> {
  const { rows } = await knex.raw(`select distinct c.code from ${RESERVED}`)
  return new Set((rows as { readonly code: string }[]).map(({ code }) => code))
}

type ReservingPlan = { readonly id: string; readonly name: string }

/** For the holders of which plans these placements are, by their codes; a placement that is for everybody is not among them. */
export async function plansOfPlacements(
  knex: Knex,
  codes: readonly string[]
): Promise<ReadonlyMap<string, readonly ReservingPlan[]>> {
  const { rows } = await knex.raw<{ rows: (ReservingPlan & { code: string })[] }>(
    `select distinct c.code, p.id, p.name from ${RESERVED} and c.code = any(?) order by p.name, p.id`,
    [codes as string[]]
  )
  const plans = new Map<string, ReservingPlan[]>()
  for (const { code, ...plan } of rows) {
    plans.set(code, [...(plans.get(code) ?? []), plan])
  }
  return plans
}

/** The codes that the memberships of a customer open now, as JSON: nothing of one that ended or rests. */
export const openedPlacementsJson = (customer: string): string =>
  `(select coalesce(jsonb_agg(distinct c.code), '[]') from kairos_subscription s
     cross join jsonb_array_elements_text(coalesce(s.terms -> 'placements', '[]')) as c(code)
     where s.customer_id = ${customer} and s.ended_at is null and s.resting_since is null)`
