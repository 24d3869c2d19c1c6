import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { Section } from "../common/page"

/** What was decided about it and by whom, the newest first; nobody can change or delete a line. */
export function RecordList({ records }: Pick<SubscriptionDetailResponse, "records">) {
  const { t, date, dateTime } = useLocale()
  return (
    <Section title={t("subscription.records")} description={t("subscription.recordsHint")}>
      <ul className="divide-y">
        {[...records].reverse().map((record, index) => (
          <li key={index} className="px-6 py-3">
            <p className="txt-compact-small font-medium">
              {t(`subscription.record.${record.kind}`, { defaultValue: record.kind })}
            </p>
            <p className="txt-compact-small text-ui-fg-subtle mt-1">
              {dateTime(record.at)} ·{" "}
              {t(`subscription.actor.${record.actor}`, { defaultValue: record.actor })}
              {record.day === null
                ? ""
                : ` · ${t("subscription.putOffTo", { day: date(`${record.day}T12:00:00Z`) })}`}
              {record.switched === null
                ? ""
                : ` · ${t("subscription.switch.fromTo", record.switched)}`}
              {record.text_version === null
                ? ""
                : ` · ${t("subscription.textVersion", { version: record.text_version })}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
