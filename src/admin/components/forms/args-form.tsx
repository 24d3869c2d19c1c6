import type { ArgResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { ArgField } from "./arg-field"

type Args = Readonly<Record<string, unknown>>

type ArgsFormProps = {
  args: readonly ArgResponse[]
  values: Args
  path: string
  onChange: (values: Args) => void
  /** Which arguments matter, given the others. */
  isAsked?: (key: string, values: Args) => boolean
  /** Which of them must be filled beyond what the catalog says. */
  isNeeded?: (key: string, values: Args) => boolean
}

/** A form made from the catalog's description: what a shop adds to the catalog gets its fields without code here. */
export function ArgsForm({ args, values, path, onChange, isAsked, isNeeded }: ArgsFormProps) {
  const { say } = useLocale()
  const asked = args.filter((arg) => !isAsked || isAsked(arg.key, values))
  if (asked.length === 0) {
    return null
  }
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
      {asked.map((arg) => (
        <ArgField
          key={arg.key}
          arg={isNeeded?.(arg.key, values) ? { ...arg, required: true } : arg}
          label={say(arg.label)}
          path={`${path}.${arg.key}`}
          value={values[arg.key] ?? null}
          onChange={(value) => onChange({ ...values, [arg.key]: value })}
        />
      ))}
    </div>
  )
}
