import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NamedReferrer, Newcomer } from "../core/value/referral"

/** The keys of a customer's metadata: who brought them, and what others name them by. */
const [REFERRED_BY, CODE] = ["referred_by", "referral_code"]

export type StatedReferral = Newcomer & {
  /** An id, an address or a code. */
  readonly stated: string
}

/** What customers' metadata says of who brought them; of all of them without a list. */
export async function statedReferrals(
  knex: Knex,
  customer_ids: readonly string[] | null
): Promise<readonly StatedReferral[]> {
  const { rows } = await knex.raw<{ rows: StatedReferral[] }>(
    `select id as customer_id, email, to_json(created_at)#>>'{}' as created_at, trim(metadata ->> :key) as stated
     from customer
     where deleted_at is null and jsonb_exists(metadata, :key) and trim(metadata ->> :key) <> ''
       ${customer_ids === null ? "" : "and id = any(cast(:ids as text[]))"}`,
    { key: REFERRED_BY, ...(customer_ids === null ? {} : { ids: [...customer_ids] }) }
  )
  return rows
}

/** Newcomers by their ids, for what another system tells of them. */
export async function newcomers(
  knex: Knex,
  customer_ids: readonly string[]
): Promise<readonly Newcomer[]> {
  const { rows } = await knex.raw<{ rows: Newcomer[] }>(
    `select id as customer_id, email, to_json(created_at)#>>'{}' as created_at
     from customer where deleted_at is null and id = any(?::text[]) order by id`,
    [[...customer_ids]]
  )
  return rows
}

/** Which customers each text may mean: by their id, their address or their code. */
export async function referrersNamed(
  knex: Knex,
  texts: readonly string[]
): Promise<ReadonlyMap<string, readonly NamedReferrer[]>> {
  const { rows } = await knex.raw<{ rows: (NamedReferrer & { text: string })[] }>(
    `with told as (select distinct unnest(cast(:texts as text[])) as text),
     named as (
       select t.text, c.id, 'id' as by from told t join customer c on c.id = t.text
       union all
       select t.text, c.id, 'email' from told t join customer c on lower(trim(c.email)) = lower(t.text)
       union all
       select t.text, c.id, 'code' from told t join customer c on c.metadata ->> :code = t.text)
     select n.text, n.by, c.id as customer_id, c.email, c.has_account, to_json(c.created_at)#>>'{}' as created_at
     from named n join customer c on c.id = n.id where c.deleted_at is null`,
    { texts: [...texts], code: CODE }
  )
  const found = new Map<string, NamedReferrer[]>()
  for (const { text, ...one } of rows) {
    found.set(text, [...(found.get(text) ?? []), one])
  }
  return found
}
