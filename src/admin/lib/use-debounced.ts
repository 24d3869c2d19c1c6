import { useEffect, useState } from "react"

/** `value`, once it has rested: a search asks the server per word, not per letter. */
export function useDebounced<T>(value: T, milliseconds = 300): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}
