import { Table } from "@medusajs/ui"
import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useEventName } from "../../lib/resources"
import { TextLink } from "../common/page"
import { DataTable } from "../common/data-table"

type Mail = SubscriptionDetailResponse["mails"][number]
const COLUMNS = ["told", "what", "state", "reason"] as const

/** Notices, confirmations and receipts, with the decision behind each. */
export function MailTable({ mails }: { mails: readonly Mail[] }) {
  const { t, dateTime } = useLocale()
  const eventName = useEventName()
  return (
    <DataTable
      label={t("subscription.mails")}
      columns={COLUMNS.map((column) => t(`subscription.column.${column}`))}
    >
      {mails.map((mail, index) => (
        <Table.Row key={`${mail.decision_id} ${index}`}>
          <Table.Cell className="whitespace-nowrap">
            <TextLink to={`/kairos/decisions/${mail.decision_id}`}>{dateTime(mail.at)}</TextLink>
          </Table.Cell>
          <Table.Cell className="max-w-72 truncate">{eventName(mail.moment)}</Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {t([`delivery.state.${mail.state}`, `decision.kind.${mail.state}`])}
          </Table.Cell>
          <Table.Cell>{mail.reason ? t(`reason.${mail.reason}`) : "–"}</Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
