import { useSearchParams } from "react-router-dom"

export type Filters<Name extends string = string> = {
  readonly values: Partial<Record<Name, string>>
  readonly offset: number
  readonly isSet: boolean
  readonly set: (name: Name, value: string) => void
  readonly setOffset: (offset: number) => void
  readonly clear: () => void
}

/** Filters and page of a list live in the address: a list can be linked to, and "back" returns to it. */
export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const [params, setParams] = useSearchParams()
  const values: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = params.get(name)
    if (value) {
      values[name] = value
    }
  }
  const change = (edit: (next: URLSearchParams) => void) =>
    setParams((current) => {
      const next = new URLSearchParams(current)
      edit(next)
      return next
    })
  return {
    values,
    offset: Number(params.get("offset")) || 0,
    isSet: Object.keys(values).length > 0,
    set: (name, value) =>
      change((next) => {
        next.delete("offset")
        if (value) {
          next.set(name, value)
        } else {
          next.delete(name)
        }
      }),
    setOffset: (offset) => change((next) => next.set("offset", String(offset))),
    clear: () => setParams(new URLSearchParams()),
  }
}
