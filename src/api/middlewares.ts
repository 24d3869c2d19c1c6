import { defineMiddlewares, type MiddlewareRoute } from "@medusajs/framework/http"

/** Each resource keeps its own list beside its routes; this file only joins them. */
const routes: MiddlewareRoute[] = []

export default defineMiddlewares({ routes })
