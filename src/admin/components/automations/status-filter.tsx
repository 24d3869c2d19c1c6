import { useId } from "react"
import { useLocale } from "../../lib/locale"
import { Pick } from "../forms/controls"

const STATUSES = ["draft", "active", "paused", "archived"] as const
const ALL = "all"

type StatusFilterProps = { value: string; onChange: (value: string) => void }

export function StatusFilter({ value, onChange }: StatusFilterProps) {
  const { t } = useLocale()
  const id = useId()
  return (
    <div className="w-44">
      <Pick
        id={id}
        aria-label={t("automation.statusLabel")}
        value={value || ALL}
        options={[
          { value: ALL, label: t("automation.allStatuses") },
          ...STATUSES.map((status) => ({
            value: status,
            label: t(`automation.status.${status}`),
          })),
        ]}
        onChange={(next) => onChange(next === ALL ? "" : next)}
      />
    </div>
  )
}
