import { RENEWAL_MOMENTS, renewalPresetCode } from "../../catalog/renewal-mails"
import { type Checked, valid } from "../../core/result"
import { changeStatus, createAutomation } from "../automations/save-automation"
import type { Runtime } from "../support/runtime"
import { createPresetTemplates } from "../templates/create-preset-templates"

/**
 * What a plan owes its subscribers are mails: the notice before a charge, its confirmation, the receipt of a cancellation. A
 * shop's first plan arms them, each as an automation that the shop may edit, pause or replace by its own; a moment that an
 * automation of the shop begins with already, in whatever state, is left to it.
 */
export async function armRenewalMails(
  runtime: Runtime,
  by: string,
  moments: readonly { readonly trigger: string }[] = RENEWAL_MOMENTS
): Promise<Checked<number>> {
  const { locale } = await runtime.automation.settings.read()
  let armed = 0
  for (const { trigger } of moments) {
    if (await isBegunWith(runtime, trigger)) {
      continue
    }
    const made = await createPresetTemplates(runtime, renewalPresetCode(trigger), locale, by)
    if (made === null) {
      continue
    }
    if (!made.ok) {
      return made
    }
    const automation = await createAutomation(runtime, made.value.automation, by)
    await changeStatus(runtime, automation.id, "active", by)
    armed += 1
  }
  return valid(armed)
}

/**
 * Each night: a shop whose plans are older than a moment gets its mail, too, which it would have had with its first plan. A moment
 * that any version of any automation ever began with was the shop's to keep, to change or to archive, and stays as it is.
 * @returns how many were armed
 */
export async function armNewRenewalMails(runtime: Runtime): Promise<number> {
  if ((await runtime.knex("kairos_plan").first("id")) === undefined) {
    return 0
  }
  const { rows } = await runtime.knex.raw<{ rows: { trigger: string }[] }>(
    "select distinct definition #>> '{trigger,code}' as trigger from kairos_automation_version where definition ->> 'purpose' = 'service'"
  )
  const known = new Set(rows.map(({ trigger }) => trigger))
  const fresh = RENEWAL_MOMENTS.filter(({ trigger }) => !known.has(trigger))
  const armed = await armRenewalMails(runtime, "kairos", fresh)
  if (!armed.ok) {
    const [problem] = armed.problems
    runtime.logger.warn(`kairos: the mails of renewals could not be made: ${problem?.message}`)
    return 0
  }
  return armed.value
}

async function isBegunWith({ knex }: Runtime, trigger: string): Promise<boolean> {
  // What a shop sells at such a moment is not what it owes.
  const row = await knex("kairos_automation as a")
    .join("kairos_automation_version as v", (on) =>
      on.on("v.automation_id", "a.id").andOn("v.version", "a.version")
    )
    .where({ "a.trigger_code": trigger })
    .whereNot({ "a.status": "archived" })
    .whereRaw("v.definition ->> 'purpose' = 'service'")
    .first("a.id")
  return row !== undefined
}
