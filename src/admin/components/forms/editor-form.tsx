import { AllowedButton } from "../common/allowed-button"
import { useEffect, useRef, type FormEvent, type ReactNode } from "react"
import type { Permission } from "../../../types"
import { useLocale } from "../../lib/locale"
import { LeaveGuard } from "../common/leave-guard"
import { ErrorAlert } from "../common/states"
import { Problems, useProblemsOf } from "./field"

type EditorFormProps = {
  isDirty: boolean
  isSaving: boolean
  error: Error | null
  /** What the button says. */
  submitLabel: string
  /** What saving asks of a role. */
  needs: Permission
  onSubmit: () => void
  children: ReactNode
}

/** A long form that is saved as a whole: its problems stand above, its button stays in view below, leaving it asks first. */
export function EditorForm(props: EditorFormProps) {
  const { isDirty, isSaving, error, submitLabel, needs, onSubmit, children } = props
  const { t } = useLocale()
  const alert = useRef<HTMLDivElement>(null)
  const problems = useProblemsOf(error)

  useEffect(() => {
    // The button that was pressed stands below; the reasons must not go unseen.
    if (error) {
      alert.current?.focus()
    }
  }, [error])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Problems value={problems}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
        <LeaveGuard when={isDirty && !isSaving} />
        <div ref={alert} tabIndex={-1} className="outline-none empty:hidden">
          {error ? <ErrorAlert error={error} /> : null}
        </div>
        {children}
        <div className="bg-ui-bg-subtle border-ui-border-base sticky bottom-0 flex items-center justify-end gap-3 rounded-lg border px-6 py-3">
          <span className="txt-compact-small text-ui-fg-subtle" role="status">
            {isDirty ? t("form.unsaved") : ""}
          </span>
          <AllowedButton needs={needs} type="submit" size="small" isLoading={isSaving}>
            {submitLabel}
          </AllowedButton>
        </div>
      </form>
    </Problems>
  )
}
