import type { MedusaRequest } from "@medusajs/framework/http"

/**
 * The query with its `locale`, which Medusa takes out of every request under /store (its `applyLocale`) and keeps, like the header
 * x-medusa-locale, as `req.locale`.
 */
export const localizedQuery = ({
  query,
  locale,
}: Pick<MedusaRequest, "query" | "locale">): Record<string, unknown> =>
  locale === undefined ? query : { ...query, locale }
