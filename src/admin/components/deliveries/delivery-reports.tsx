import { Badge } from "@medusajs/ui"
import type { DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"

type Report = DeliveryResponse["reports"][number]

/** The few words that say how it went; the rest is folded. */
const TELLING: readonly Report["kind"][] = [
  "delivered",
  "opened",
  "clicked",
  "complained",
  "unsubscribed",
]

type Reports = Pick<DeliveryResponse, "reports">

/** What the provider reported of a message (A5). What a machine opened or clicked says nothing of its reader, and is said so. */
export function DeliveryReports({ reports }: Reports) {
  const { t } = useLocale()
  if (reports.length === 0) {
    return null
  }
  const told = TELLING.filter((kind) => reports.some((one) => one.kind === kind && !one.machine))
  return (
    <>
      <div className="mt-1 flex flex-wrap gap-1">
        {told.map((kind) => (
          <Badge key={kind} size="2xsmall" color={kind === "complained" ? "red" : "grey"}>
            {t(`delivery.report.${kind}`)}
          </Badge>
        ))}
      </div>
      <details>
        <summary className="txt-compact-xsmall text-ui-fg-subtle cursor-pointer">
          {t("delivery.reports", { number: reports.length })}
        </summary>
        <ReportList reports={reports} />
      </details>
    </>
  )
}

export function ReportList({ reports }: Reports) {
  const { t, dateTime } = useLocale()
  return (
    <ol className="txt-compact-xsmall mt-1 flex flex-col gap-y-1">
      {reports.map((report, index) => (
        <li key={index}>
          {dateTime(report.at)}: {t(`delivery.report.${report.kind}`)}
          {report.machine ? ` (${t("delivery.machine")})` : ""}
          {report.status ? ` ${report.status}` : ""}
        </li>
      ))}
    </ol>
  )
}
