import { Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Profile } from "../../lib/resources"

/** How the tier came to be what it is, the newest change first. */
export function TierHistory({ changes }: { changes: Profile["tier_changes"] }) {
  const { t, date, number } = useLocale()
  return (
    <ul className="divide-y">
      {changes.map((change) => (
        <li key={`${change.at} ${change.kind}`} className="flex flex-col gap-y-0.5 py-1.5">
          <span className="txt-compact-small flex items-center justify-between gap-x-2">
            <span>
              {t(`tier.history.${change.kind}`, { from: change.from ?? "", to: change.to ?? "" })}
            </span>
            <span className="text-ui-fg-subtle shrink-0">{date(change.at)}</span>
          </span>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {[
              t(`tier.history.reason.${change.reason}`),
              ...(change.score === null
                ? []
                : [t("tier.history.score", { score: number(change.score) })]),
              ...(change.policy_version === null
                ? []
                : [t("tier.history.policy", { version: change.policy_version })]),
            ].join(" · ")}
          </Text>
        </li>
      ))}
    </ul>
  )
}
