import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ContactState } from "../core/consent/consent"
import { excludedSql } from "../core/consent/excluded-sql"
import type { Answers } from "../core/preferences/answers"
import type { Profile, ProfilePrediction } from "../core/profile/profile"
import { BROWSER_TIME_ZONE } from "./visit"
import { agedBreakdown, daysSince } from "../core/value/aged-breakdown"

const CONTACT_COLUMNS =
  "consents, suppressed, profiling_objected, paused_until, locale, time_zone, quiet_hours, frequency, topics, birth_date::text, country_code"

export type ContactColumns = {
  consents: ContactState["consents"] | null
  suppressed: ContactState["suppressed"] | null
  profiling_objected: boolean | null
  paused_until: Date | null
  locale: string | null
  time_zone: string | null
  /** Not read for content, which interrupts nobody. */
  quiet_hours?: ContactState["quiet_hours"]
  frequency?: ContactState["frequency"]
  topics?: readonly string[] | null
  birth_date: string | null
  country_code: string | null
  /** Not read for content, which needs no consent to advertise. */
  excluded_by?: string | null
}

/** What a person without any record holds: nothing was agreed to, nothing is suppressed. */
export const NO_CONTACT: ContactState = {
  consents: {},
  suppressed: {},
  profiling_objected: false,
  paused_until: null,
  locale: null,
  time_zone: null,
}

/**
 * The consent state for a claim, under a shared row lock: a withdrawal that commits first is seen, one that comes
 * later waits until the claim is committed.
 * @param email normalised
 * @returns null for a person without a row; a suppression that outlived an erasure is then found by its hash alone
 */
export async function contactForClaim(trx: Knex, email: string): Promise<ContactState | null> {
  const result = await trx.raw(
    `select ${CONTACT_COLUMNS}, ${excludedSql("c.email")} as excluded_by
     from kairos_contact c where email = ? for share of c`,
    [email]
  )
  return result.rows[0] === undefined ? null : toContact(result.rows[0])
}

export function toContact(row: ContactColumns | undefined): ContactState {
  if (row === undefined) {
    return NO_CONTACT
  }
  return {
    consents: row.consents ?? {},
    suppressed: row.suppressed ?? {},
    profiling_objected: row.profiling_objected ?? false,
    paused_until: row.paused_until?.toISOString() ?? null,
    locale: row.locale,
    time_zone: row.time_zone,
    quiet_hours: row.quiet_hours ?? null,
    frequency: row.frequency ?? null,
    topics: row.topics ?? [],
    birth_date: row.birth_date,
    country_code: row.country_code,
    excluded_by: row.excluded_by ?? null,
  }
}

export type ProfileColumns = {
  customer_id: string
  currency_code: string | null
  order_count: number
  item_count: number
  first_order_at: Date | null
  last_order_at: Date | null
  spent: Record<string, string>
  tier: Profile["tier"]
  tier_breakdown: Profile["tier_breakdown"]
  tier_since: Date | null
  prediction: ProfilePrediction | null
}

/** What was foretold of a customer, as JSON; a class that somebody set by hand is the one. By primary keys alone. */
export const predictionJson = (customer: string): string =>
  `(select json_build_object('alive', f.alive, 'risk', f.risk, 'purchases_90', f.purchases_90, 'value_365', f.value_365,
     'currency_code', f.currency_code, 'next_order_on', f.next_median, 'discount_reliance', f.discount_reliance,
     'buyer_class', coalesce((select b.buyer_class from kairos_buyer_class b where b.customer_id = f.customer_id), f.buyer_class),
     'due', (select coalesce(json_agg(json_build_object('product_key', d.product_key, 'on', d.due_median) order by d.due_median), '[]')
       from kairos_due d where d.customer_id = f.customer_id))
   from kairos_prediction f where f.customer_id = ${customer})`

/**
 * The profile as facts read it at this moment of the database. Whoever objected to profiling has no tier, whatever is
 * still stored.
 */
export function toProfile(row: ProfileColumns, objected: boolean, now: Date): Profile {
  return {
    customer_id: row.customer_id,
    currency_code: row.currency_code,
    order_count: row.order_count,
    item_count: row.item_count,
    first_order_at: row.first_order_at?.toISOString() ?? null,
    last_order_at: row.last_order_at?.toISOString() ?? null,
    spent: row.spent,
    tier: objected ? null : row.tier,
    tier_breakdown: objected
      ? null
      : agedBreakdown(row.tier_breakdown, daysSince(row.last_order_at, now)),
    tier_since: objected ? null : (row.tier_since?.toISOString() ?? null),
    profiling_objected: objected,
    prediction: objected ? null : row.prediction,
  }
}

/** Whoever bought nothing yet has a profile as well: none of it is unknown, it is nought. */
export async function readProfile(
  knex: Knex,
  customerId: string,
  objected: boolean
): Promise<Profile> {
  const { rows } = await knex.raw<{ rows: Read[] }>(
    `select row_to_json(p) is not null as known, p.*, now() as now, d.answers,
       ${BROWSER_TIME_ZONE("asked.customer_id")} as browser_time_zone, ${predictionJson("asked.customer_id")} as prediction
     from (select ?::text as customer_id) asked left join kairos_profile p on p.customer_id = asked.customer_id
     left join kairos_declaration d on d.customer_id = asked.customer_id`,
    [customerId]
  )
  const { known, now, browser_time_zone, answers, ...row } = rows[0]!
  return {
    ...toProfile(known ? row : emptyProfile(customerId), objected, now),
    browser_time_zone,
    answers: answers ?? {},
  }
}

type Read = ProfileColumns & {
  known: boolean
  now: Date
  browser_time_zone: string | null
  answers: Answers | null
}

export const emptyProfile = (customerId: string): ProfileColumns => ({
  customer_id: customerId,
  currency_code: null,
  order_count: 0,
  item_count: 0,
  first_order_at: null,
  last_order_at: null,
  spent: {},
  tier: null,
  tier_breakdown: null,
  tier_since: null,
  prediction: null,
})
