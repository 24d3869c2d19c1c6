import { Hint, Label } from "@medusajs/ui"
import { createContext, useContext, useId, useMemo, useState, type ReactNode } from "react"
import { useLocale } from "../../lib/locale"
import { statusOf } from "../../lib/api"
import { parseProblems, problemsAt, type Problem } from "../../lib/problems"

/** What ties a control to its label, hint and error. */
export type ControlProps = {
  readonly id: string
  readonly "aria-describedby"?: string
  readonly "aria-invalid"?: boolean
}

const ProblemsContext = createContext<readonly Problem[]>([])

/** Problems of the last save; every field below shows its own. */
export const Problems = ProblemsContext.Provider

/** What the API refused, field by field; the same list as long as it is the same answer. */
export const useProblemsOf = (error: Error | null): readonly Problem[] =>
  useMemo(
    () => (error && (statusOf(error) ?? 500) < 500 ? parseProblems(error.message) : []),
    [error]
  )

export const useProblems = (path: string | undefined, deep = false): readonly Problem[] => {
  const problems = useContext(ProblemsContext)
  return path === undefined ? [] : problemsAt(problems, path, deep)
}

type FieldProps = {
  label: string
  hint?: ReactNode
  /** The field's name in the API's messages. */
  path?: string
  /** Also shows problems of what lies below the path: for controls that edit a whole object. */
  deep?: boolean
  optional?: boolean
  hideLabel?: boolean
  className?: string
  children: (control: ControlProps) => ReactNode
}

export function Field({
  label,
  hint,
  path,
  deep,
  optional,
  hideLabel,
  className = "",
  children,
}: FieldProps) {
  const { t } = useLocale()
  const id = useId()
  const answer = useContext(ProblemsContext)
  // A field that was touched since the answer keeps quiet: what the answer says of it is no longer true.
  const [touchedSince, setTouchedSince] = useState<readonly Problem[] | null>(null)
  const found = useProblems(path, deep)
  const problems = touchedSince === answer ? [] : found
  const describedBy = [hint ? `${id}-hint` : "", problems.length > 0 ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ")
  return (
    <div
      className={`flex min-w-0 flex-col gap-y-1.5 ${className}`}
      onChange={() => setTouchedSince(answer)}
    >
      <Label htmlFor={id} size="small" weight="plus" className={hideLabel ? "sr-only" : ""}>
        {label}
        {optional ? (
          <span className="text-ui-fg-subtle font-normal"> ({t("form.optional")})</span>
        ) : null}
      </Label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": problems.length > 0 || undefined,
      })}
      {hint ? (
        <Hint id={`${id}-hint`} className="text-ui-fg-subtle">
          {hint}
        </Hint>
      ) : null}
      {problems.length > 0 ? (
        <Hint id={`${id}-error`} variant="error">
          {problems.map((problem) => problem.message).join(" ")}
        </Hint>
      ) : null}
    </div>
  )
}
