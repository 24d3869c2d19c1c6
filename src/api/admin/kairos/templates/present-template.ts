import type { TemplateRow } from "../../../../modules/kairos-automation/templates"
import type { TemplateResponse } from "../../../../types"

export const presentTemplate = (row: TemplateRow): TemplateResponse => ({
  id: row.id,
  name: row.name,
  locale: row.locale,
  purpose: row.purpose,
  subject: row.subject,
  body: row.body,
  text: row.text,
  version: row.version,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
