import type { Localized } from "../core/catalog/definitions"

export type Page<K extends string, T> = { [key in K]: T[] } & {
  count: number
  offset: number
  limit: number
  count_is_estimate?: boolean
  next_cursor?: string | null
}

export type NamedResponse = { value: string; label: Localized }
