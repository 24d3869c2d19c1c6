import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { hearYes } from "../../core/consent/hear-yes"
import { normaliseEmail } from "../../core/identity/email"
import { type LimitedBy, unprovenLimits } from "../../core/preferences/limits"
import type { Contact } from "../../modules/kairos-consent/contacts"
import type { EvidenceRow } from "../../modules/kairos-consent/evidence"
import { type MovedCustomer, movedSince, movesOfCustomer } from "../../read-models/moved-customers"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"

const SOURCE = "email_change"

/** What stops a mailbox says nothing about the person's next one. */
const OF_THE_MAILBOX: ReadonlySet<string> = new Set(["hard_bounce", "bounce", "invalid"])

/**
 * Somebody has another e-mail address now (E-16): what they chose, their pause and a spam report go with them; a bounce
 * stays behind with its address, and the old address keeps what it had. Each choice is carried over as evidence with its
 * own time, so that the newest counts, whichever address it was made with; doing it again changes nothing.
 */
export async function followAddress(
  runtime: Runtime,
  trx: Knex,
  { customer_id, from, to }: MovedCustomer
): Promise<void> {
  if (normaliseEmail(to) === null) {
    return
  }
  const old = await runtime.consent.readPerson(from, trx)
  if (old === null) {
    return
  }
  const records = await runtime.consent.evidence.listOfPerson(trx, from)
  const current = new Set(Object.values(old.consents).map(({ record_id }) => record_id))
  const next = {
    contact: await runtime.consent.lockPerson(trx, to),
    records: await runtime.consent.evidence.listOfPerson(trx, to),
    double_opt_in: false,
    now: runtime.clock.now().toISOString(),
  }
  // Who moves to an address may not be who said no at it: a yes does not come along then.
  const undoes = (record: EvidenceRow) =>
    record.granted && hearYes(record, { kind: "guest" }, next) === "unproven"
  await changeConsent(
    runtime,
    records
      .filter((record) => current.has(record.id) && goesAlong(runtime, record) && !undoes(record))
      .map(({ id, evidence: _evidence, actor: _actor, ...said }) => ({
        ...said,
        id: carriedId(id, to),
        email: to,
        customer_id,
        source: SOURCE,
        evidence: { record_id: id },
        actor: "kairos",
      })),
    trx
  )
  for (const [channel, { cause }] of Object.entries(old.suppressed)) {
    if (channel !== "email" || !OF_THE_MAILBOX.has(cause)) {
      await runtime.consent.suppress(to, channel, cause, SOURCE, trx)
    }
  }
  await takeAlong(runtime, trx, old, await runtime.consent.lockPerson(trx, to))
}

/** What the new address has no word on yet, with who asked for it; nothing that an account could not ask for there. */
async function takeAlong(runtime: Runtime, trx: Knex, old: Contact, next: Contact): Promise<void> {
  const { locale, time_zone, paused_until, frequency, quiet_hours } = old
  const limits = Object.entries({ time_zone, paused_until, frequency, quiet_hours }).filter(
    ([field, value]) => value !== null && next[field as keyof Contact] === null
  )
  const { quiet_hours: shop_hours } = await runtime.automation.settings.read(trx)
  const around = { shop_hours, now: runtime.clock.now().toISOString() }
  const unproven = unprovenLimits(Object.fromEntries(limits), { kind: "guest" }, next, around)
  const taken = limits.filter(([field]) => !(field in unproven))
  const said = taken.map(([field]) => [field, old.limited_by[field as keyof LimitedBy] ?? []])
  await runtime.consent.savePreferences(
    next.email,
    {
      locale: next.locale ?? locale,
      ...Object.fromEntries(taken),
      limited_by: { ...next.limited_by, ...Object.fromEntries(said) },
    },
    trx
  )
}

/** A yes to mail needs the confirmation of the address that it goes to, where the shop asks for one. */
const goesAlong = (
  { options }: Runtime,
  { channel, granted }: { readonly channel: string; readonly granted: boolean }
): boolean => !(granted && channel === "email" && options.consent.doubleOptIn)

const carriedId = (recordId: string, to: string): string =>
  `kcns_${createHash("sha256").update(`${SOURCE}|${recordId}|${to}`).digest("hex").slice(0, 32)}`

/** One customer, as soon as Medusa says that something about them changed. */
export async function followCustomer(runtime: Runtime, customerId: string): Promise<void> {
  await followAll(runtime, await movesOfCustomer(runtime.knex, customerId))
}

/** Everybody who changed since then: the event that says so may be lost. @returns how many addresses were followed */
export async function followMoved(runtime: Runtime, since: Date): Promise<number> {
  const moved = await movedSince(runtime.knex, since)
  await followAll(runtime, moved)
  return moved.length
}

async function followAll(runtime: Runtime, moved: readonly MovedCustomer[]): Promise<void> {
  for (const move of moved) {
    await runtime.knex.transaction((trx) => followAddress(runtime, trx, move))
  }
}
