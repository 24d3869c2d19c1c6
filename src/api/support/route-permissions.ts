import type { Permission } from "../../core/privacy/permissions"

const at = (
  permission: Permission,
  ...routes: readonly string[]
): Readonly<Record<string, Permission>> =>
  Object.fromEntries(routes.map((route) => [route, permission]))

/** What each admin route asks of whoever calls it, where the shop uses Medusa's roles. A test misses a route that is not here. */
export const ROUTE_PERMISSIONS: Readonly<Record<string, Permission>> = {
  ...at(
    "view",
    "GET audit",
    "GET automations",
    "GET automations/:id",
    "GET automations/:id/versions",
    "GET catalog",
    "GET dead-letters",
    "GET exclusions",
    "GET health",
    "GET measurement/automations/:id",
    "GET measurement/overview",
    "GET permissions",
    "GET placements",
    "GET placements/:code",
    "GET plans",
    "GET plans/:id",
    "GET privacy/register",
    "GET settings",
    "GET subscriptions/calendar",
    "GET subscriptions/guard",
    "GET templates",
    "GET templates/:id",
    "GET tiers",
    "GET tiers/matrix",
    "GET value",
    "GET value/products"
  ),
  ...at(
    "edit",
    "POST automations",
    "POST automations/:id",
    "POST automations/:id/versions/:version/restore",
    "POST events",
    "POST placements",
    "POST placements/:code",
    "DELETE placements/:code",
    "POST presets/:code/templates",
    "POST templates",
    "POST templates/render",
    "POST templates/:id",
    "DELETE templates/:id",
    "POST templates/:id/render"
  ),
  ...at(
    "publish",
    "POST automations/:id/activate",
    "POST automations/:id/archive",
    "POST automations/:id/pause",
    "POST channels/:code/resume",
    "POST dead-letters/replay",
    "POST dead-letters/:id/replay",
    "POST deliveries/:id/cancel",
    "POST deliveries/:id/retry",
    "POST subscriptions/guard"
  ),
  ...at(
    "configure",
    "POST plans",
    "POST plans/:id",
    "POST restore",
    "POST settings",
    "POST subscriptions/:id/cancel",
    "POST tiers"
  ),
  ...at(
    "reveal",
    "POST automations/:id/preview",
    "POST automations/:id/why",
    "GET consents",
    "GET conversions",
    "GET coupon-attempts",
    "GET decisions",
    "GET decisions/:id",
    "GET deliveries",
    "GET profiles/:customer_id",
    "GET profiles/:customer_id/privacy",
    "GET profiles/:customer_id/timeline",
    "GET reviews",
    "GET subscriptions",
    "GET subscriptions/:id",
    "GET suppressions",
    "GET value/customers",
    "GET value/due"
  ),
  ...at("export", "GET decisions/export", "GET deliveries/export", "GET profiles/export"),
  ...at(
    "privacy",
    "POST consents",
    "POST consents/import",
    "POST exclusions",
    "POST profiles/:customer_id/buyer-class",
    "POST profiles/:customer_id/correct",
    "POST profiles/:customer_id/erase",
    "POST profiles/:customer_id/object",
    "POST reviews/:id/close",
    "POST suppressions",
    "DELETE suppressions"
  ),
}
