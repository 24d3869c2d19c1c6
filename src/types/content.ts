import type { OnSiteContent, RenderedContent } from "../core/content/content"

export type TemplateResponse = {
  id: string
  name: string
  locale: string
  purpose: string
  subject: string
  body: string
  text: string | null
  version: number
  created_at: string
  updated_at: string
}

/** POST /admin/kairos/templates/:id/render or /render { customer_id?, subject, body, text? } → { rendered } */
export type RenderResponse = {
  rendered: { subject: string; html: string; text: string; warnings: string[] }
}

export type PlacementResponse = {
  code: string
  name: string
  description: string | null
  fallback: OnSiteContent | null
  /** The plans whose holders alone see its content; none where it is for everybody. */
  reserved_by: readonly { id: string; name: string }[]
  created_at: string
  updated_at: string
}

/** GET /store/kairos/content → { content, ttl } */
export type ContentResponse = { content: Record<string, RenderedContent | null>; ttl: number }
