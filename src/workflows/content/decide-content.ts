import type { Subject, SessionSnapshot } from "../../core/catalog/definitions"
import type { OnSiteContent } from "../../core/content/content"
import { pathOf } from "../../core/behaviour/page-address"
import { mayUse } from "../../core/consent/may-use"
import type { AutomationVersion } from "../../core/decision/automation"
import { decide, type Verdict } from "../../core/decision/decide"
import type { DecisionTrace } from "../../core/decision/decision"
import { outrank } from "../../core/decision/outrank"
import type { CartSnapshot } from "../../core/event/event"
import { newId } from "../../modules/kairos-automation/ids"
import { type ContentPerson, type Offer, readContentPerson } from "../../read-models/content-person"
import { sessionWith } from "../../read-models/visit"
import { loadCart } from "../../read-models/snapshots"
import { HOLDOUT_SEED } from "../decide/decide-event"
import type { Runtime } from "../support/runtime"
import { isStopped } from "../../modules/kairos-automation/settings"
import { readShopSettings, type ShopSettings } from "../support/shop-settings"
import { type ContentRules, contentSources } from "./content-sources"

export type ContentRequest = {
  readonly placements: readonly string[]
  /** From the session alone. */
  readonly customer_id: string | null
  readonly cart_id: string | null
  /** Null without the visitor's permission to storage and profiling, or with Global Privacy Control. */
  readonly visitor_id: string | null
  readonly session: SessionSnapshot
}

/** What would have been shown to a customer, had not something else taken the placement. */
export type Outranked = {
  readonly automation: AutomationVersion
  readonly verdict: Verdict
  readonly subject: Subject
}

/** What one placement shows, and why. */
export type ChosenContent =
  | {
      readonly kind: "requested"
      readonly automation: AutomationVersion
      readonly verdict: Verdict
      readonly content: OnSiteContent
      readonly subject: Subject
      readonly outranked: readonly Outranked[]
    }
  | {
      readonly kind: "offer"
      readonly offer: Offer
      readonly content: OnSiteContent
      readonly subject: Subject
      readonly outranked: readonly Outranked[]
    }
  | { readonly kind: "fallback"; readonly content: OnSiteContent; readonly subject: Subject }
  | { readonly kind: "nothing" }

export type DecidedContent = {
  readonly person: ContentPerson
  readonly settings: ShopSettings
  readonly chosen: ReadonlyMap<string, ChosenContent>
}

/**
 * Decides what the placements of a page show: the same `decide` as for every other event, with one statement for the
 * person and no write. Among the automations that may fill a placement the one with the highest priority does; where none
 * may, the placement's own fallback is shown.
 */
export async function decideContent(
  runtime: Runtime,
  request: ContentRequest
): Promise<DecidedContent> {
  const [rules, settings] = await Promise.all([
    contentSources(runtime).rules(),
    readShopSettings(runtime),
  ])
  const [person, cart] = await Promise.all([
    readContentPerson(
      runtime.knex,
      {
        ...request,
        path: pathOf(request.session.path),
        offers: request.placements.some((code) => rules.offered.has(code)),
        members: request.placements.some((code) => rules.for_members.has(code)),
        automations: [
          ...new Set(
            request.placements.flatMap((code) => rules.by_placement.get(code)?.limited ?? [])
          ),
        ],
      },
      { named: runtime.options.preparedStatements, policy: runtime.policy }
    ),
    request.cart_id !== null && rules.needs_cart
      ? loadCart(runtime.container, request.cart_id)
      : null,
  ])
  const stopped = isStopped(settings.stopped, "on_site")
  const chosen = new Map(
    request.placements.map((placement) => [
      placement,
      choose(runtime, {
        session: sessionWith(request.session, person.visit, runtime.options.storefrontUrl),
        rules: stopped ? { ...rules, by_placement: new Map() } : rules,
        settings,
        person: stopped ? { ...person, offers: [] } : person,
        placement,
        closed: rules.for_members.has(placement) && !person.opened.has(placement),
        cart: cart?.snapshot ?? null,
      }),
    ])
  )
  return { person, settings, chosen }
}

type Choice = {
  readonly session: SessionSnapshot
  readonly rules: ContentRules
  readonly settings: ShopSettings
  readonly person: ContentPerson
  readonly placement: string
  /** It is for the holders of a plan, and this is none of them. */
  readonly closed: boolean
  readonly cart: CartSnapshot | null
}

function choose(runtime: Runtime, choice: Choice): ChosenContent {
  const { rules, settings, person, placement } = choice
  const subject = subjectOf(choice)
  const fallback = rules.placements.get(placement)?.fallback ?? null
  // In shadow mode shoppers see the shop as it was, and so does whoever is no member where that is asked for.
  const live = settings.mode === "live" && !choice.closed
  const offers = live ? offersFor(runtime, choice) : []
  const requested = live ? requestedFor(runtime, choice, subject) : []
  const best = [...offers, ...requested].sort((a, b) => b.priority - a.priority)[0]
  if (best !== undefined) {
    const rest = requested.filter((candidate) => candidate !== best)
    return { ...best.chosen, outranked: rest.map((loser) => lost(loser, best)) }
  }
  return fallback === null
    ? { kind: "nothing" }
    : { kind: "fallback", content: fallback, subject: neutral(subject, person.now) }
}

type Candidate<Chosen = Requested | Offered> = {
  readonly priority: number
  readonly chosen: Chosen
}
type Requested = Omit<Extract<ChosenContent, { kind: "requested" }>, "outranked">
type Offered = Omit<Extract<ChosenContent, { kind: "offer" }>, "outranked">

/** So many of those that lose a placement are kept, the nearest: each travels in what the page gets. */
const MOST_OUTRANKED = 3

const lost = ({ chosen, priority }: Candidate<Requested>, best: Candidate): Outranked => ({
  automation: chosen.automation,
  verdict: outrank(chosen.verdict, priority, winnerOf(best.chosen)),
  subject: chosen.subject,
})

/** As the trace of whatever it goes before names it. */
export function winnerOf(chosen: Requested | Offered): NonNullable<DecisionTrace["winner"]> {
  if (chosen.kind === "offer") {
    const { automation_id, priority } = chosen.offer
    return { automation_id, score: priority, answers_event: true }
  }
  const { automation_id, definition } = chosen.automation
  return { automation_id, score: definition.priority }
}

/** An offer was decided and claimed when its event happened; it is shown as long as its consent still stands. */
function offersFor(runtime: Runtime, { person, placement, rules }: Choice): Candidate<Offered>[] {
  return person.offers
    .filter(
      (offer) => offer.placement === placement && (offer.coupon !== null || !offer.carries_coupon)
    )
    .filter((offer) => {
      const purpose = offer.purpose === "marketing" ? "personalisation" : offer.purpose
      return mayUse(
        { purpose, channel: "on_site" },
        offer.contact,
        runtime.policy,
        person.now.toISOString()
      ).allowed
    })
    .map((offer) => ({
      priority: rules.offer_priority,
      chosen: {
        kind: "offer",
        offer,
        content: offer.action.args.content as OnSiteContent,
        subject: offerSubject(offer, person),
      },
    }))
}

/**
 * They stand in order of priority: the first that may is the best. It is decided with its whole trace, and for a customer,
 * who may ask why, the nearest of those that it outranks, too.
 */
function requestedFor(
  runtime: Runtime,
  { rules, settings, person, placement }: Choice,
  subject: Subject
): Candidate<Requested>[] {
  const own = rules.by_placement.get(placement)
  if (own === undefined) {
    return []
  }
  const { currency_code } = settings
  const holds = own.conditions((code) => runtime.catalog.facts.get(code)?.read(subject), {
    now: subject.now,
    currency_code,
  })
  const most = person.customer === null ? 1 : 1 + MOST_OUTRANKED
  const found: Candidate<Requested>[] = []
  for (const [index, automation] of own.automations.entries()) {
    if (found.length === most) {
      break
    }
    if (holds(index) !== true) {
      continue
    }
    const verdict = decide({
      subject,
      automation,
      catalog: runtime.catalog,
      mode: settings.mode,
      consent: runtime.policy,
      history: { last_send_at: person.last_sends.get(automation.automation_id) ?? null },
      seed: HOLDOUT_SEED,
      shop_holdout_percent: settings.holdout_percent,
      currency_code,
    })
    if (verdict.kind === "send") {
      const { priority } = automation.definition
      const content = own.contents[index] as OnSiteContent
      found.push({ priority, chosen: { kind: "requested", automation, verdict, content, subject } })
    }
  }
  return found
}

function subjectOf({ session, person, placement, cart }: Choice): Subject {
  const now = person.now.toISOString()
  return {
    now,
    event: {
      id: `placement.requested:${placement}:${newId("kreq")}`,
      name: "placement.requested",
      entity_id: placement,
      customer_id: person.customer?.id ?? null,
      email: person.email,
      occurred_at: now,
      source: "storefront",
      snapshot: { properties: { placement } },
    },
    session,
    ...(person.behaviour === null ? {} : { behaviour: person.behaviour }),
    ...(person.customer === null ? {} : { customer: person.customer }),
    ...(person.profile === null ? {} : { profile: person.profile }),
    ...(person.contact === null ? {} : { contact: person.contact }),
    ...(cart === null ? {} : { cart }),
  }
}

function offerSubject(offer: Offer, person: ContentPerson): Subject {
  const own = person.customer !== null && person.customer.id === offer.customer_id
  const customer = own ? person.customer : offer.snapshot.customer
  return {
    now: person.now.toISOString(),
    event: {
      id: offer.event_id,
      name: offer.event_name,
      entity_id: "",
      customer_id: offer.customer_id,
      email: offer.email,
      occurred_at: offer.event_at,
      source: "bus",
      snapshot: offer.snapshot,
    },
    ...(offer.snapshot.order === undefined ? {} : { order: offer.snapshot.order }),
    ...(customer === undefined || customer === null ? {} : { customer }),
    ...(own && person.profile !== null ? { profile: person.profile } : {}),
    contact: offer.contact,
  }
}

/** What everybody sees knows nobody. */
const neutral = (subject: Subject, now: Date): Subject => ({
  now: now.toISOString(),
  event: { ...subject.event, customer_id: null, email: null },
})
