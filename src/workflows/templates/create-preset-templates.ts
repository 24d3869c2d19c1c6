import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Preset, presetWith } from "../../catalog/presets"
import type { PresetMail } from "../../catalog/preset-mails"
import type { CompiledTemplate } from "../../core/content/template-nodes"
import { type Checked, valid } from "../../core/result"
import { type Language, LANGUAGES } from "../../core/text/localized"
import type { TemplateRow } from "../../modules/kairos-automation/templates"
import type { Runtime } from "../support/runtime"
import { checkDraft, insertTemplate, type TemplateDraft } from "./save-template"

type PresetTemplates = {
  readonly automation: Preset["automation"]
  readonly templates: readonly TemplateRow[]
}

type Ready = { readonly draft: TemplateDraft; readonly compiled: CompiledTemplate }
type Made = { readonly mail: PresetMail; readonly rows: readonly TemplateRow[] }

/**
 * Makes templates of a preset's mails, each in every language, all or none. What a shop already has under a mail's name is
 * kept as it is, so doing it twice makes nothing twice.
 * @param language of the names, and of the templates that the automation names
 * @returns null when there is no such preset
 */
export async function createPresetTemplates(
  runtime: Runtime,
  code: string,
  language: Language,
  by: string
): Promise<Checked<PresetTemplates> | null> {
  const preset = presetWith(code, language, () => undefined)
  if (preset === null) {
    return null
  }
  const ready = new Map<PresetMail, readonly Ready[]>()
  for (const mail of preset.mails) {
    const checked = await checkMail(runtime, mail, language)
    if (!checked.ok) {
      return checked
    }
    ready.set(mail, checked.value)
  }
  const made = await runtime.knex.transaction(async (trx) => {
    // Two admins who start with the same preset at once get the same templates.
    await trx.raw("select pg_advisory_xact_lock(hashtextextended('kairos.preset', 0))")
    const all: Made[] = []
    for (const [mail, drafts] of ready) {
      all.push({ mail, rows: await fillIn(runtime, mail.name[language], drafts, by, trx) })
    }
    return all
  })
  const templateOf = (mailCode: string) =>
    made.find(({ mail }) => mail.code === mailCode)?.rows.find(({ locale }) => locale === language)
      ?.id
  const filled = presetWith(code, language, templateOf) as Preset
  return valid({ automation: filled.automation, templates: made.flatMap(({ rows }) => rows) })
}

/** The mail in every language, or what is wrong with the first that cannot be: a shop without a sender, for one. */
async function checkMail(
  runtime: Runtime,
  mail: PresetMail,
  language: Language
): Promise<Checked<readonly Ready[]>> {
  const ready: Ready[] = []
  for (const locale of LANGUAGES) {
    const draft = {
      name: mail.name[language],
      locale,
      purpose: mail.purpose,
      subject: mail.subject[locale],
      body: mail.body[locale],
      text: null,
    }
    const checked = await checkDraft(runtime, draft)
    if (!checked.ok) {
      return checked
    }
    ready.push({ draft, compiled: checked.value })
  }
  return valid(ready)
}

/** The templates of one name, with those that were missing. */
async function fillIn(
  runtime: Runtime,
  name: string,
  drafts: readonly Ready[],
  by: string,
  trx: Knex
): Promise<readonly TemplateRow[]> {
  const purpose = drafts[0]?.draft.purpose ?? "marketing"
  const there = await runtime.automation.templates.namesakes(name, purpose, trx)
  const rows: TemplateRow[] = []
  for (const { draft, compiled } of drafts) {
    const known = there.find(({ locale }) => locale === draft.locale)
    rows.push(known ?? (await insertTemplate(runtime, draft, compiled, by, trx)))
  }
  return rows
}
