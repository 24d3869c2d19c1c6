import { useEffect, useRef, useState } from "react"

export type Loaded<T> =
  | { readonly status: "loading"; readonly value: null }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly value: null }

const LOADING = { status: "loading", value: null } as const

/**
 * What `load` gives for `key`. `embedded` came with the page and serves the first key. While a new key loads the old
 * value is not shown; null as a key means "not yet".
 */
export const useLoaded = <T>(
  key: string | null,
  load: () => Promise<T>,
  embedded: T | null = null
): Loaded<T> => {
  const [state, setState] = useState<{ key: string | null; loaded: Loaded<T> }>({
    key,
    loaded: embedded === null ? LOADING : { status: "ready", value: embedded },
  })
  const done = useRef<string | null>(embedded === null ? null : key)
  useEffect(() => {
    if (key === null || done.current === key) return undefined
    let current = true
    done.current = key
    load().then(
      (value) => current && setState({ key, loaded: { status: "ready", value } }),
      () => {
        if (!current) return
        done.current = null
        setState({ key, loaded: { status: "failed", value: null } })
      }
    )
    return () => {
      current = false
      done.current = null
    }
    // `load` is made anew on each render; the key says when it would load something else.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return state.key === key ? state.loaded : LOADING
}
