import { defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http"
import { draftOrderMiddlewares } from "./admin/draft-orders/middlewares"
import { cartMiddlewares } from "./store/carts/middlewares"
import { contentMiddlewares } from "./store/kairos/middlewares"
import { couponMiddlewares } from "./store/kairos/coupons/middlewares"

/** Each resource keeps its own list beside its routes; this file only joins them. */
const routes: MiddlewareRoute[] = [
  ...cartMiddlewares,
  ...couponMiddlewares,
  ...contentMiddlewares,
  ...draftOrderMiddlewares,
]

export default defineMiddlewares({ routes })
