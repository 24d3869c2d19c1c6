import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { checkTemplate } from "../../core/content/check-template"
import { variablesWith } from "../../core/content/own-facts"
import type { CompiledTemplate } from "../../core/content/template-nodes"
import { invalid, type Checked, type Problem } from "../../core/result"
import type { TemplateRow } from "../../modules/kairos-automation/templates"
import { allowedHosts } from "../support/allowed-hosts"
import type { Runtime } from "../support/runtime"

export type TemplateDraft = {
  readonly name: string
  readonly locale: string
  readonly purpose: string
  readonly subject: unknown
  readonly body: unknown
  readonly text: unknown
}

/** Checks a draft as it would be checked at save, without saving it. */
export async function checkDraft(
  runtime: Runtime,
  draft: Pick<TemplateDraft, "purpose" | "subject" | "body" | "text">
): Promise<Checked<CompiledTemplate>> {
  const problems: Problem[] = []
  if (draft.purpose !== "service") {
    const { sender } = await runtime.automation.settings.read()
    if (sender === null) {
      // The law asks for who sends and from where; Kairos adds both to every marketing mail (requirement B-08).
      problems.push({
        path: "purpose",
        message:
          "a template that is not for service needs the shop's sender with a postal address; set it in the settings or the option sender first",
      })
    }
  }
  const checked = await checkTemplate(draft, {
    allowedHosts: allowedHosts(runtime.options),
    purpose: draft.purpose,
    variables: variablesWith(runtime.options.facts),
  })
  if (problems.length === 0) {
    return checked
  }
  return invalid(...problems, ...(checked.ok ? [] : checked.problems))
}

export async function createTemplate(
  runtime: Runtime,
  draft: TemplateDraft,
  compiled: CompiledTemplate,
  by: string
): Promise<TemplateRow> {
  return runtime.knex.transaction((trx) => insertTemplate(runtime, draft, compiled, by, trx))
}

/** As above, within a transaction that writes more. */
export async function insertTemplate(
  runtime: Runtime,
  draft: TemplateDraft,
  compiled: CompiledTemplate,
  by: string,
  trx: Knex
): Promise<TemplateRow> {
  const row = await runtime.automation.templates.create(valuesOf(draft, compiled), trx)
  await runtime.automation.audit.append(
    { actor: by, action: "create", entity: "template", entity_id: row.id, after: draft },
    trx
  )
  return row
}

/** @returns null when there is no such template, or it is archived */
export async function editTemplate(
  runtime: Runtime,
  id: string,
  draft: TemplateDraft,
  compiled: CompiledTemplate,
  by: string
): Promise<TemplateRow | null> {
  return runtime.knex.transaction(async (trx) => {
    const before = await runtime.automation.templates.read(id, trx)
    const row = await runtime.automation.templates.update(id, valuesOf(draft, compiled), trx)
    if (row !== null) {
      await runtime.automation.audit.append(
        { actor: by, action: "edit", entity: "template", entity_id: id, before, after: draft },
        trx
      )
    }
    return row
  })
}

/** What was planned with it is still sent with it; new automations cannot choose it. */
export async function archiveTemplate(runtime: Runtime, id: string, by: string): Promise<boolean> {
  return runtime.knex.transaction(async (trx) => {
    const archived = await runtime.automation.templates.archive(id, trx)
    if (archived) {
      await runtime.automation.audit.append(
        { actor: by, action: "archive", entity: "template", entity_id: id },
        trx
      )
    }
    return archived
  })
}

function valuesOf(draft: TemplateDraft, compiled: CompiledTemplate) {
  const { name, locale, purpose, subject, body, text } = draft
  return {
    name,
    locale,
    purpose,
    subject: String(subject),
    body: String(body),
    text: typeof text === "string" && text.trim() !== "" ? text : null,
    compiled,
  }
}
