import { consentKey, hasEnded } from "../../core/consent/fold"
import { hearYes, type Speaker } from "../../core/consent/hear-yes"
import { type LimitPatch, unprovenLimits } from "../../core/preferences/limits"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Language } from "../../core/text/localized"
import type { Contact, PreferencePatch } from "../../modules/kairos-consent/contacts"
import type { CheckedDeclared } from "../preferences/check-declared"
import { savePreferences } from "../preferences/save-preferences"
import { preferencesLink } from "../messages/links"
import { sendNotice } from "../messages/notice"
import { followWallet } from "../profile/follow-wallet"
import { LIMITS } from "../support/limits"
import { takePoints } from "../support/rate-limits"
import type { Runtime } from "../support/runtime"
import { changeConsent } from "./change-consent"
import { type Choice, readChoices } from "./choices"
import { askToConfirm } from "./confirm-consent"

export type WantedConsent = {
  readonly purpose: string
  readonly channel: string
  readonly granted: boolean
}

export type PreferenceChange = {
  readonly email: string
  readonly consents: readonly WantedConsent[]
  readonly patch: PreferencePatch
  /** `preferences` in the shop, `preferences_link` from a mail. */
  readonly source: "preferences" | "preferences_link"
  readonly actor: string
  readonly customer_id: string | null
  readonly language: Language | null
  /** What was read beside a choice, word for word, where the page is Kairos' own; null where nobody knows. */
  readonly words?: (choice: WantedConsent) => string | null
  /** What the customer says of themselves, checked; only a session may say it. */
  readonly declared?: CheckedDeclared
}

/** What whoever reads the address has to confirm first. */
export type Unconfirmed = { readonly choices: readonly Choice[]; readonly limits: LimitPatch }

/**
 * Saves a person's choices, consents and the rest, in one transaction. Only what differs from what applies becomes new
 * evidence; a choice that was never spoken about becomes evidence when it is spoken about. A yes that an account may not say for
 * its address, because another said no, is asked by mail, and so is a pause, a frequency or hours that it may not loosen.
 *
 * @returns what waits for that
 */
export async function changePreferences(
  runtime: Runtime,
  change: PreferenceChange
): Promise<Unconfirmed> {
  const now = runtime.clock.now().toISOString()
  const { quiet_hours: shop_hours } = await runtime.automation.settings.read()
  const speaker = speakerOf(change)
  const unproven = await runtime.knex.transaction(async (trx) => {
    const person = await runtime.consent.lockPerson(trx, change.email)
    const changed = change.consents.filter(({ purpose, channel, granted }) => {
      const entry = person.consents[consentKey(purpose, channel)]
      return entry?.granted !== granted || hasEnded(entry, now)
    })
    const asked = await notTheirs(runtime, trx, person, { ...change, consents: changed })
    await changeConsent(runtime, entriesOf(change, person, changed, asked), trx)
    if (change.customer_id !== null && change.declared !== undefined) {
      await runtime.profile.declarations.save(trx, change.customer_id, change.declared, now)
    }
    const limits = unprovenLimits(change.patch, speaker, person, { shop_hours, now })
    const said = { by: change.actor, proven: speaker.kind === "link" }
    await savePreferences(runtime, trx, person, without(change.patch, limits), said)
    return { choices: asked, limits }
  })
  if (change.customer_id !== null && change.declared !== undefined) {
    await followWallet(runtime, change.customer_id, change.declared)
  }
  await askToConfirm(runtime, change.email, {
    choices: unproven.choices,
    limits: { patch: unproven.limits, asked_at: now },
    source: change.source,
    text_version: null,
    language: change.language ?? runtime.options.locale,
  })
  return unproven
}

const speakerOf = ({ source, actor }: PreferenceChange): Speaker =>
  source === "preferences_link" ? { kind: "link" } : { kind: "account", actor }

const without = (patch: PreferencePatch, limits: LimitPatch): PreferencePatch =>
  Object.fromEntries(Object.entries(patch).filter(([field]) => !(field in limits)))

const entriesOf = (
  change: PreferenceChange,
  person: Contact,
  changed: readonly WantedConsent[],
  asked: readonly Choice[]
) =>
  changed
    .filter((wanted) => !asked.some((one) => isSame(one, wanted)))
    .map((wanted) => ({
      ...wanted,
      email: person.email,
      customer_id: change.customer_id,
      source: change.source,
      text: change.words?.(wanted) ?? null,
      locale: change.language,
      actor: change.actor,
    }))

/** What only whoever reads the address may agree to. */
async function notTheirs(
  runtime: Runtime,
  trx: Knex,
  contact: Contact,
  change: PreferenceChange
): Promise<readonly Choice[]> {
  const wanted = change.consents.filter(({ granted }) => granted)
  if (wanted.length === 0) {
    return []
  }
  const records = await runtime.consent.evidence.listOfPerson(trx, contact.email)
  const heard = {
    contact,
    records,
    double_opt_in: runtime.options.consent.doubleOptIn,
    now: runtime.clock.now().toISOString(),
  }
  return wanted
    .filter((choice) => hearYes(choice, speakerOf(change), heard) === "unproven")
    .map(({ purpose, channel }) => ({ purpose, channel }))
}

const isSame = (one: Choice, other: Choice): boolean =>
  one.purpose === other.purpose && one.channel === other.channel

/** Withdraws everything that can be withdrawn, including profiling, which is allowed until somebody objects. */
export async function stopEverything(runtime: Runtime, personId: string): Promise<void> {
  const person = await runtime.consent.readPersonById(personId)
  if (person === null) {
    return
  }
  const choices = await readChoices(runtime, person, person.email)
  await changePreferences(runtime, {
    email: person.email,
    consents: choices.map(({ purpose, channel }) => ({ purpose, channel, granted: false })),
    patch: {},
    source: "preferences_link",
    actor: "link",
    customer_id: null,
    language: null,
  })
}

/** Mails a fresh link to the person whom an old link names. */
export async function mailNewLink(
  runtime: Runtime,
  personId: string,
  language: Language
): Promise<void> {
  const person = await runtime.consent.readPersonById(personId)
  if (
    person === null ||
    (await takePoints(runtime.knex, LIMITS.new_links_of_person, personId)) > 0
  ) {
    return
  }
  const link = await preferencesLink(runtime, personId)
  void sendNotice(runtime, { to: person.email, kind: "preferences", language, link })
}
