import { useEffect, useRef } from "react"
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
  // What was asked for last: the router may show it only after the next question, which must not bring back what was cleared.
  const latest = useRef(params)
  useEffect(() => {
    latest.current = params
  }, [params])
  const ask = (next: URLSearchParams) => {
    latest.current = next
    setParams(next)
  }
  const change = (edit: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(latest.current)
    edit(next)
    ask(next)
  }
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
    clear: () => ask(new URLSearchParams()),
  }
}
