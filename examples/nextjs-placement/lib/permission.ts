import type { Permission } from "medusa-plugin-kairos/storefront"

/** Where the answer to your consent banner lies: a cookie, so that the server knows it with the first request. */
export const PERMISSION_COOKIE = "shop_permission"

export const readPermission = (value: string | undefined): Permission => ({
  storage: value?.includes("storage") ?? false,
  profiling: value?.includes("profiling") ?? false,
})
