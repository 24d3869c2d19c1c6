import { Text } from "@medusajs/ui"
import type { DecisionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { DecisionBadge } from "../common/badges"
import { TextLink } from "../common/page"

const SHOWN = 5

export function CustomerDecisions({ decisions }: { decisions: DecisionResponse[] }) {
  const { t, dateTime } = useLocale()
  if (decisions.length === 0) {
    return <Text size="small">{t("customer.noDecisions")}</Text>
  }
  return (
    <ul className="divide-y">
      {decisions.slice(0, SHOWN).map((decision) => (
        <li
          key={decision.id}
          className="txt-compact-small flex items-start justify-between gap-x-2 py-1.5"
        >
          <span className="min-w-0">
            <TextLink to={`/kairos/decisions/${decision.id}`}>
              {decision.automation_name ?? decision.automation_id}
            </TextLink>
            <span className="text-ui-fg-subtle block">
              {dateTime(decision.decided_at)}
              {decision.reason ? ` · ${t(`reason.${decision.reason}`)}` : ""}
            </span>
          </span>
          <DecisionBadge kind={decision.kind} />
        </li>
      ))}
    </ul>
  )
}
