import { defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http"
import { draftOrderMiddlewares } from "./admin/draft-orders/middlewares"
import { importMiddlewares } from "./admin/kairos/consents/import/middlewares"
import { eventMiddlewares } from "./admin/kairos/events/middlewares"
import { templateMiddlewares } from "./admin/kairos/templates/middlewares"
import { webhookMiddlewares } from "./kairos/webhooks/middlewares"
import { idempotencyMiddlewares } from "./support/idempotency-key"
import { pathMiddlewares } from "./support/path-middlewares"
import { permissionMiddlewares } from "./support/permission-middlewares"
import { requestIdMiddlewares } from "./support/request-id"
import { cartMiddlewares } from "./store/carts/middlewares"
import { consentMiddlewares } from "./store/kairos/consent-middlewares"
import { contentMiddlewares } from "./store/kairos/middlewares"
import { couponMiddlewares } from "./store/kairos/coupons/middlewares"
import { subscriptionMiddlewares } from "./store/kairos/subscriptions/middlewares"

/** Each resource keeps its own list beside its routes; this file only joins them. */
const routes: MiddlewareRoute[] = [
  ...requestIdMiddlewares,
  ...pathMiddlewares,
  ...permissionMiddlewares,
  ...idempotencyMiddlewares,
  ...cartMiddlewares,
  ...couponMiddlewares,
  ...consentMiddlewares,
  ...contentMiddlewares,
  ...subscriptionMiddlewares,
  ...draftOrderMiddlewares,
  ...templateMiddlewares,
  ...eventMiddlewares,
  ...importMiddlewares,
  ...webhookMiddlewares,
]

export default defineMiddlewares({ routes })
