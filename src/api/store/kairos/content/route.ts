import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import type { RenderedContent } from "../../../../core/content/content"
import { asksForPrivacy } from "../../../../core/consent/gpc"
import { type ContentRequest, decideContent } from "../../../../workflows/content/decide-content"
import { honourGpc, mayBeDue } from "../../../../workflows/consent/honour-gpc"
import { renderContent } from "../../../../workflows/content/render-content"
import { runtimeOf } from "../../../../workflows/support/runtime"
import { languageOf } from "../../../../core/text/language"
import { localizedQuery } from "../../../support/localized-query"
import { salesChannelsOf } from "../../../support/sales-channels"
import { customerOf } from "../../../support/session-customer"
import { validated } from "../../../support/validate"
import { contentQuery } from "./validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const runtime = runtimeOf(req.scope)
  const query = validated(contentQuery, localizedQuery(req))
  const customer_id = customerOf(req)
  const signal = asksForPrivacy(req.headers["sec-gpc"])
  const request: ContentRequest = {
    placements: query.placements,
    customer_id,
    cart_id: query.cart_id ?? null,
    visitor_id: signal ? null : allowedVisitor(query),
    session: {
      path: query.path ?? null,
      referrer: query.referrer ?? null,
      utm: Object.fromEntries(
        Object.entries(query).filter(
          (entry): entry is [string, string] =>
            entry[0].startsWith("utm_") && typeof entry[1] === "string"
        )
      ),
      locale: query.locale ?? null,
    },
  }
  let decided = await decideContent(runtime, request)
  // Once per person: the statement that decides has read already whether the signal says something new.
  if (customer_id !== null && signal && mayBeDue(runtime, decided.person.contact)) {
    await honourGpc(runtime, customer_id)
    decided = await decideContent(runtime, request)
  }
  const language = languageOf(
    [query.locale, decided.person.contact?.locale, req.headers["accept-language"]],
    decided.settings.locale
  )
  const content: Record<string, RenderedContent | null> = {}
  for (const placement of query.placements) {
    content[placement] = await renderContent(runtime, decided, placement, {
      language,
      sales_channels: salesChannelsOf(req),
    })
  }
  // Another person's offers in a shared cache would be the worst of leaks (C-28).
  res.setHeader("Cache-Control", "private, no-store")
  res.setHeader("Vary", "Authorization, Cookie, x-publishable-api-key, Accept-Language")
  res.json({ content, ttl: 0 })
}

/** Behaviour is read for whoever allowed it on this device, and for nobody else. */
const allowedVisitor = ({ visitor_id, consent }: z.output<typeof contentQuery>): string | null =>
  consent.storage && consent.profiling ? (visitor_id ?? null) : null
