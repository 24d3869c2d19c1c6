export type PathKey = string | number

/** A copy of `value` in which only the way to `path` is new; objects on the way that are missing are made. */
export function setIn<T>(value: T, path: readonly PathKey[], next: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) {
    return next as T
  }
  const child = (value as Record<PathKey, unknown> | null | undefined)?.[key]
  const changed = setIn(child, rest, next)
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? changed : item)) as T
  }
  return { ...(value as object), [key]: changed } as T
}

/** A copy of `list` with the item at `from` standing at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list]
  const [item] = copy.splice(from, 1)
  if (item !== undefined) {
    copy.splice(to, 0, item)
  }
  return copy
}
