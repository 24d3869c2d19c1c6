import { useLocale } from "../../lib/locale"
import { NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { sideOf, withDays, type DaySide, type WaitUntil } from "./wait-draft"

const SIDES: readonly DaySide[] = ["on", "after", "before"]

type DayOffsetProps = { until: WaitUntil; path: string; onChange: (until: WaitUntil) => void }

/** On the day itself, or so many days after or before it. */
export function DayOffset({ until, path, onChange }: DayOffsetProps) {
  const { t } = useLocale()
  const side = sideOf(until)
  const amount = Math.abs(until.days ?? 0)
  return (
    <Field label={t("wait.day")} path={path}>
      {(control) => (
        <div className="flex gap-x-2">
          {side === "on" ? null : (
            <div className="w-24 shrink-0">
              <NumberInput
                {...control}
                id={`${control.id}-days`}
                aria-label={t("wait.days")}
                min={1}
                step={1}
                value={amount}
                // Nought would be the day itself, and the field would vanish under the typist's hands.
                onChange={(days) => onChange(withDays(until, side, Math.abs(days ?? 0) || 1))}
              />
            </div>
          )}
          <div className="min-w-0 flex-1">
            <Pick
              {...control}
              value={side}
              options={SIDES.map((code) => ({ value: code, label: t(`wait.side.${code}`) }))}
              onChange={(next) => onChange(withDays(until, next as DaySide, amount || 1))}
            />
          </div>
        </div>
      )}
    </Field>
  )
}
