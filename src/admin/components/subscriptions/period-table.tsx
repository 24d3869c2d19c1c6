import { Table } from "@medusajs/ui"
import type { SubscriptionDetailResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { TextLink } from "../common/page"
import { DataTable } from "../common/data-table"
import { RenewalBadge } from "./subscription-badges"

type Renewal = SubscriptionDetailResponse["renewals"][number]
const COLUMNS = ["period", "due", "renewal", "amount", "notice", "attempts", "order"] as const

/** One line for each period that is paid for, the newest first. */
export function PeriodTable({
  renewals,
  currency,
}: {
  renewals: readonly Renewal[]
  currency: string
}) {
  const { t } = useLocale()
  return (
    <DataTable
      label={t("subscription.periods")}
      columns={COLUMNS.map((column) => t(`subscription.column.${column}`))}
      figures={[t("subscription.column.amount")]}
    >
      {[...renewals].reverse().map((renewal) => (
        <Period key={renewal.period_index} renewal={renewal} currency={currency} />
      ))}
    </DataTable>
  )
}

function Period({ renewal, currency }: { renewal: Renewal; currency: string }) {
  const { t, say, number, date, dateTime, money } = useLocale()
  const { period_index, state, amount, noticed_at, noticed_amount, order_id } = renewal
  const told = noticed_amount !== null && noticed_amount !== amount
  return (
    <Table.Row>
      <Table.Cell className="tabular-nums">
        {period_index === 0 ? t("subscription.trial") : number(period_index)}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{date(renewal.due_at)}</Table.Cell>
      <Table.Cell className="h-auto whitespace-normal py-2">
        <RenewalBadge state={state} />
        {renewal.because ? (
          <span className="text-ui-fg-subtle mt-1 block">{say(renewal.because)}</span>
        ) : null}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap text-right tabular-nums">
        {amount === null ? "–" : money(amount, currency)}
      </Table.Cell>
      <Table.Cell className="h-auto whitespace-nowrap py-2">
        {noticed_at === null
          ? t("subscription.noticeOn", { date: date(renewal.notice_at) })
          : dateTime(noticed_at)}
        {told ? (
          <span className="text-ui-fg-subtle block">
            {t("subscription.told", { amount: money(noticed_amount, currency) })}
          </span>
        ) : null}
      </Table.Cell>
      <Table.Cell className="h-auto whitespace-nowrap py-2 tabular-nums">
        {number(renewal.attempts)}
        {state === "failed" && renewal.next_try_at ? (
          <span className="text-ui-fg-subtle block">
            {t("subscription.nextTry", { at: dateTime(renewal.next_try_at) })}
          </span>
        ) : null}
      </Table.Cell>
      <Table.Cell>
        {order_id === null ? (
          "–"
        ) : (
          <TextLink to={`/orders/${order_id}`}>{t("subscription.order")}</TextLink>
        )}
      </Table.Cell>
    </Table.Row>
  )
}
