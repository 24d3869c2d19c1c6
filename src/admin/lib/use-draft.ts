import { useEffect, useRef, useState } from "react"

type Saving = {
  readonly isSaving: boolean
  readonly error: Error | null
  /** Of what was never saved, such as a copy. */
  readonly startsDirty?: boolean
}

/** What stands in a form, and whether some of it is not saved yet: a save that fails leaves it so. */
export function useDraft<T extends object>(
  initial: T | (() => T),
  { isSaving, error, startsDirty = false }: Saving
) {
  const [draft, setDraft] = useState<T>(initial)
  const [isDirty, setDirty] = useState(startsDirty)
  const wasSaving = useRef(false)
  useEffect(() => {
    if (wasSaving.current && !isSaving && !error) {
      setDirty(false)
    }
    wasSaving.current = isSaving
  }, [isSaving, error])
  const change = (patch: Partial<T>) => {
    setDraft((current) => ({ ...current, ...patch }))
    setDirty(true)
  }
  return { draft, isDirty, change }
}
