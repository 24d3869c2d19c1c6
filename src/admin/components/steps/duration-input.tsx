import { useState } from "react"
import { useLocale } from "../../lib/locale"
import { NumberInput, Pick } from "../forms/controls"
import type { ControlProps } from "../forms/field"

const UNITS = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof UNITS

/** Stored in minutes; shown in the largest unit that divides it, so that 2880 reads as two days. */
const unitOf = (minutes: number): Unit =>
  minutes > 0 && minutes % 1440 === 0
    ? "days"
    : minutes > 0 && minutes % 60 === 0
      ? "hours"
      : "minutes"

type DurationInputProps = ControlProps & {
  minutes: number
  onChange: (minutes: number) => void
}

export function DurationInput({ minutes, onChange, ...control }: DurationInputProps) {
  const { t } = useLocale()
  const [unit, setUnit] = useState<Unit>(() => unitOf(minutes))
  return (
    <div className="flex gap-x-2">
      <NumberInput
        {...control}
        min={0}
        step={1}
        value={minutes / UNITS[unit]}
        onChange={(value) => onChange(Math.round((value ?? 0) * UNITS[unit]))}
      />
      <div className="w-36 shrink-0">
        <Pick
          id={`${control.id}-unit`}
          aria-label={t("duration.unit")}
          value={unit}
          options={Object.keys(UNITS).map((code) => ({
            value: code,
            label: t(`duration.${code}`),
          }))}
          onChange={(next) => {
            onChange(Math.round((minutes / UNITS[unit]) * UNITS[next as Unit]))
            setUnit(next as Unit)
          }}
        />
      </div>
    </div>
  )
}
