import { isoDay } from "../../core/analysis/shop-history"
import { PUT_OFF, putOffDays } from "../../core/predict/not-yet"
import { boughtDays } from "../../read-models/bought-days"
import { addressOfCustomer } from "../../read-models/customers-of-person"
import { objectorsAmong } from "../../read-models/profile-objections"
import type { Runtime } from "../support/runtime"

/** The reminder that somebody answers: of which purchase of what. */
export type Reminded = {
  readonly customer_id: string
  readonly product_key: string
  readonly last_bought: string
}

export type PutOffOffer = {
  readonly title: string | null
  readonly locale: string | null
  /** In so many days they are reminded again if they name no other day. */
  readonly days: number
  /** Whether that follows from what was learned of the product. */
  readonly learned: boolean
  readonly today: number
}

/**
 * What may be put off; null where there is nothing to remind of: bought again meanwhile, given back, the person gone, or one of whom
 * nothing is concluded, because such a reminder is a conclusion.
 */
export async function putOffOffer(
  runtime: Runtime,
  { customer_id, product_key, last_bought }: Reminded
): Promise<PutOffOffer | null> {
  const { knex, policy, profile } = runtime
  const settings = await runtime.automation.settings.read()
  const [bought, address, objectors, replacements] = await Promise.all([
    boughtDays(knex, { customer_id, product_key, zone: settings.time_zone }),
    addressOfCustomer(knex, customer_id),
    objectorsAmong(knex, [customer_id], { policy, now: runtime.clock.now().toISOString() }),
    profile.predictions.replacement(product_key),
  ])
  const { today, days, title } = bought
  const last = days[days.length - 1]
  if (last === undefined || isoDay(last) !== last_bought || last > today) {
    return null
  }
  if (address === null || objectors.has(customer_id)) {
    return null
  }
  const { locale } = await runtime.consent.readContact(address.person)
  return { title, locale, today, ...putOffDays(replacements?.people ?? null, days, today) }
}

export type SaidNotYet =
  | { readonly kind: "put_off"; readonly offer: PutOffOffer; readonly remind_on: string }
  | { readonly kind: "nothing" }
  /** No number of days that can be named. */
  | { readonly kind: "wrong"; readonly offer: PutOffOffer }

/**
 * Puts a reminder off because somebody said that they do not need it yet, and keeps that they still had it today: a lower bound for how
 * long it lasts them.
 * @param days null for the day that was proposed
 */
export async function sayNotYet(
  runtime: Runtime,
  reminded: Reminded,
  days: number | null
): Promise<SaidNotYet> {
  const offer = await putOffOffer(runtime, reminded)
  if (offer === null) {
    return { kind: "nothing" }
  }
  const wanted = days ?? offer.days
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > PUT_OFF.most) {
    return { kind: "wrong", offer }
  }
  const remind_on = isoDay(offer.today + wanted)
  await runtime.profile.notYets.say({ ...reminded, said_on: isoDay(offer.today), remind_on })
  return { kind: "put_off", offer, remind_on }
}
