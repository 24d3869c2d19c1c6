import type { Permission } from "medusa-plugin-kairos/storefront"

/** Null: the banner was not answered yet, which permits nothing. */
export type Answer = Permission | null

export const readAnswer = (cookie: string | null | undefined): Answer => {
  if (cookie === null || cookie === undefined || cookie === "") return null
  const parts = cookie.split("+")
  return { storage: parts.includes("storage"), profiling: parts.includes("profiling") }
}

export const writeAnswer = ({ storage, profiling }: Permission): string =>
  [storage ? "storage" : "", profiling ? "profiling" : ""].filter(Boolean).join("+") || "none"
