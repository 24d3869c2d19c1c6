import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BehaviourSnapshot } from "../core/catalog/definitions"
import type { ContactState } from "../core/consent/consent"
import { refusesProfiling } from "../core/consent/may-use"
import type { ConsentPolicy } from "../core/consent/policy"
import type { Coupon } from "../core/coupon/coupon"
import type { ActionCall } from "../core/decision/automation"
import type { CustomerSnapshot, EventSnapshot } from "../core/event/event"
import type { Answers } from "../core/preferences/answers"
import type { Profile } from "../core/profile/profile"
import { openedPlacementsJson } from "./members-placements"
import {
  type ContactColumns,
  emptyProfile,
  predictionJson,
  type ProfileColumns,
  toContact,
  toProfile,
} from "./person"
import {
  type BehaviourColumns,
  behaviourJson,
  behaviourOf,
  type VisitColumns,
  visitJson,
} from "./visit"
import { addressOf } from "./snapshots"

/** Content that another trigger put on offer for this person, with the state of the consent that it rests on. */
export type Offer = {
  readonly delivery_id: string
  readonly decision_id: string
  readonly automation_id: string
  readonly automation_version: number
  readonly event_id: string
  readonly event_name: string
  readonly event_at: string
  readonly placement: string
  readonly purpose: string
  readonly priority: number
  readonly step: string
  readonly action: ActionCall
  readonly carries_coupon: boolean
  readonly coupon: Coupon | null
  readonly snapshot: EventSnapshot
  readonly customer_id: string
  readonly email: string | null
  readonly contact: ContactState
  readonly expires_at: string
}

export type ContentPerson = {
  readonly now: Date
  readonly customer: CustomerSnapshot | null
  readonly email: string | null
  readonly profile: Profile | null
  readonly contact: ContactState | null
  readonly offers: readonly Offer[]
  /** Placements for members that a membership of this customer opens now. */
  readonly opened: ReadonlySet<string>
  /** When this customer was last shown each automation that was asked for. */
  readonly last_sends: ReadonlyMap<string, string>
  /** Both null without permission, and for whoever objected. */
  readonly visit: VisitColumns | null
  readonly behaviour: BehaviourSnapshot | null
}

type OfferColumns = Omit<Offer, "contact" | "snapshot"> & {
  contact: ContactColumns | null
  snapshot: EventSnapshot | null
}

type Row = {
  now: Date
  customer: CustomerSnapshot | null
  email: string | null
  profile: Omit<ProfileColumns, "prediction"> | null
  prediction: ProfileColumns["prediction"]
  answers: Answers | null
  contact: ContactColumns | null
  offers: OfferColumns[]
  opened: string[]
  last_sends: Record<string, string> | null
  visit: VisitColumns | null
  behaviour: BehaviourColumns | null
}

const CONTACT_JSON = (alias: string) =>
  `json_build_object('consents', ${alias}.consents, 'suppressed', ${alias}.suppressed, 'profiling_objected',
     ${alias}.profiling_objected, 'paused_until', ${alias}.paused_until, 'locale', ${alias}.locale, 'time_zone', ${alias}.time_zone, 'topics', ${alias}.topics,
     'birth_date', ${alias}.birth_date, 'country_code', ${alias}.country_code)`

// An offer is found by the customer of the session or by the order that this very cart became, never by an e-mail that somebody
// typed into a cart: that would show one person's offers to another.
const OFFERS = `(select coalesce(json_agg(o), '[]'::json) from (
      select d.id as delivery_id, d.decision_id, d.automation_id, d.automation_version, d.event_id, i.name as event_name,
        i.occurred_at as event_at, d.placement, d.purpose, d.priority, d.step, d.action, d.customer_id, d.email, d.expires_at,
        jsonb_array_length(d.coupons) > 0 as carries_coupon, row_to_json(cp) as coupon, i.snapshot,
        case when oc.email is null then null else ${CONTACT_JSON("oc")} end as contact
      from kairos_delivery d
      join kairos_automation a on a.id = d.automation_id and a.status = 'active'
      join kairos_inbox i on i.id = d.event_id
      left join kairos_contact oc on oc.email = d.email
      left join lateral (select * from kairos_coupon cp where cp.decision_id = d.decision_id
        and cp.status in ('open', 'presented') and cp.expires_at > now() order by cp.created_at limit 1) cp on true
      where d.channel = 'on_site' and d.state = 'sent' and d.expires_at > now() and d.placement = any(asked.placements)
        and (d.customer_id = asked.customer_id
          or d.event_id = (select 'order.placed:' || l.order_id from order_cart l
            where l.cart_id = asked.cart_id and l.deleted_at is null limit 1))
      order by d.sent_at desc limit 20) o)`

type Parts = { readonly behaviour: boolean; readonly offers: boolean; readonly members: boolean }

// One statement for all that a page's placements need (performance notes, choice 2).
const sqlFor = ({ behaviour, offers, members }: Parts): string => `
  with asked as (select ?::text as customer_id, ?::text as cart_id, ?::text[] as placements, ?::text[] as automations,
    ?::text as visitor_id, ?::text as path),
  who as (
    select c.*, coalesce(p.email, lower(btrim(c.email))) as person, row_to_json(p) as profile, d.answers
    from asked join customer c on c.id = asked.customer_id and c.deleted_at is null
    left join kairos_profile p on p.customer_id = c.id
    left join kairos_declaration d on d.customer_id = c.id
  )
  select now() as now, who.person as email, who.profile, who.answers, ${predictionJson("who.id")} as prediction,
    case when who.id is null then null else json_build_object(
      'id', who.id, 'email', who.email, 'first_name', who.first_name, 'last_name', who.last_name, 'phone', who.phone,
      'has_account', who.has_account, 'created_at', who.created_at, 'locale', who.metadata ->> 'locale',
      'groups', (select coalesce(json_agg(g.name order by g.name), '[]'::json) from customer_group_customer m
        join customer_group g on g.id = m.customer_group_id and g.deleted_at is null
        where m.customer_id = who.id and m.deleted_at is null),
      'country_code', home.country_code, 'company', nullif(btrim(who.company_name), ''),
      'province', nullif(btrim(home.province), ''), 'postal_code', nullif(btrim(home.postal_code), '')) end as customer,
    case when k.email is null then null else ${CONTACT_JSON("k")} end as contact,
    ${offers ? OFFERS : "'[]'::json"} as offers,
    ${members ? openedPlacementsJson("asked.customer_id") : "'[]'::json"} as opened,
    (select jsonb_object_agg(s.automation_id, s.at) from (
      select automation_id, max(decided_at) as at from kairos_decision
      where automation_id = any(asked.automations) and customer_id = asked.customer_id and kind = 'send' and mode = 'live'
      group by automation_id) s) as last_sends,
    ${behaviour ? BEHAVIOUR : "null::json as visit, null::json as behaviour"}
  from asked left join who on true left join lateral ${addressOf("who.id")} home on true left join kairos_contact k on k.email = who.person
  ${behaviour ? VISITOR : ""}`

// A visitor who is linked to somebody else than the customer of the session is none of theirs.
const VISITOR = `left join kairos_visitor v on v.visitor_id = asked.visitor_id and v.session_started_at is not null
    and (asked.customer_id is null or v.customer_id is null or v.customer_id = asked.customer_id)`
const BEHAVIOUR = `case when v.visitor_id is null then null else ${visitJson("v", "asked.path")} end as visit,
    ${behaviourJson("asked.customer_id", "v.visitor_id")} as behaviour`

// Without permission nothing of a visit is read, nor offers where nothing offers anything (Postgres takes twice as long with
// them), nor memberships where no placement asks for one. Each has its name, because a prepared statement is one text.
const STATEMENTS = new Map(
  [false, true].flatMap((behaviour) =>
    [false, true].flatMap((offers) =>
      [false, true].map((members) => {
        const parts = { behaviour, offers, members }
        return [nameOf(parts), sqlFor(parts)] as const
      })
    )
  )
)

function nameOf({ behaviour, offers, members }: Parts): string {
  const who = behaviour ? "visitor" : "person"
  return `kairos_content_${who}${offers ? "_offers" : ""}${members ? "_members" : ""}`
}

/**
 * All that the content of one page depends on.
 * @param asked.customer_id from the session alone; @param asked.cart_id the secret that a guest holds
 */
export async function readContentPerson(
  knex: Knex,
  asked: {
    readonly customer_id: string | null
    readonly cart_id: string | null
    readonly placements: readonly string[]
    /** Whose last showing matters: those that may be shown to one person only so often. */
    readonly automations: readonly string[]
    /** Null without the visitor's permission to storage and profiling. */
    readonly visitor_id: string | null
    readonly path: string | null
    /** Whether anything is put on offer for one of the placements. */
    readonly offers: boolean
    /** Whether one of the placements is for members alone. */
    readonly members: boolean
  },
  { named, policy }: { readonly named: boolean; readonly policy: ConsentPolicy }
): Promise<ContentPerson> {
  const name = nameOf({ ...asked, behaviour: asked.visitor_id !== null })
  const statement = knex.raw(STATEMENTS.get(name)!, [
    asked.customer_id,
    asked.cart_id,
    [...asked.placements],
    [...asked.automations],
    asked.visitor_id,
    asked.path,
  ] as never)
  const result = await (named ? statement.options({ name }) : statement)
  const row = result.rows[0] as Row
  const contact = row.contact === null ? null : contactOf(row.contact)
  const unprofiled =
    row.customer !== null && refusesProfiling(contact, policy, row.now.toISOString())
  return {
    now: row.now,
    customer: row.customer,
    email: row.email,
    profile:
      row.customer === null
        ? null
        : {
            ...toProfile(
              row.profile === null
                ? emptyProfile(row.customer.id)
                : datesOf({ ...row.profile, prediction: row.prediction }),
              unprofiled,
              row.now
            ),
            answers: row.answers ?? {},
          },
    contact,
    offers: row.offers.map((offer) => ({
      ...offer,
      snapshot: offer.snapshot ?? {},
      contact: toContact(offer.contact === null ? undefined : jsonContact(offer.contact)),
    })),
    opened: new Set(row.opened),
    last_sends: new Map(Object.entries(row.last_sends ?? {})),
    visit: unprofiled ? null : row.visit,
    behaviour: unprofiled || row.behaviour === null ? null : behaviourOf(row.behaviour),
  }
}

const contactOf = (columns: ContactColumns): ContactState => toContact(jsonContact(columns))

/** JSON brings times as text. */
const jsonContact = (columns: ContactColumns): ContactColumns => ({
  ...columns,
  paused_until: columns.paused_until === null ? null : new Date(columns.paused_until),
})

const datesOf = (columns: ProfileColumns): ProfileColumns => ({
  ...columns,
  first_order_at: columns.first_order_at === null ? null : new Date(columns.first_order_at),
  last_order_at: columns.last_order_at === null ? null : new Date(columns.last_order_at),
  tier_since: columns.tier_since === null ? null : new Date(columns.tier_since),
})
