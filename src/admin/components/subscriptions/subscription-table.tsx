import { Table } from "@medusajs/ui"
import type { SubscriptionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { TextLink } from "../common/page"
import { DataTable } from "../common/data-table"
import { RenewalBadge, SubscriptionBadge } from "./subscription-badges"

const COLUMNS = ["product", "customer", "status", "next", "amount", "renewal", "renews"] as const

export function SubscriptionTable({
  subscriptions,
}: {
  subscriptions: readonly SubscriptionResponse[]
}) {
  const { t } = useLocale()
  return (
    <DataTable
      label={t("nav.subscriptions")}
      columns={COLUMNS.map((column) => t(`subscription.column.${column}`))}
      figures={[t("subscription.column.amount")]}
    >
      {subscriptions.map((one) => (
        <Row key={one.id} subscription={one} />
      ))}
    </DataTable>
  )
}

function Row({ subscription: one }: { subscription: SubscriptionResponse }) {
  const { t, date, money } = useLocale()
  const { next } = one
  return (
    <Table.Row>
      <Table.Cell className="max-w-64">
        <TextLink to={`/kairos/subscriptions/${one.id}`}>{one.title}</TextLink>
        <span className="text-ui-fg-subtle block truncate">{one.plan_name}</span>
      </Table.Cell>
      <Table.Cell className="max-w-56 truncate">
        {one.email ?? one.customer_id ?? t("subscription.erased")}
      </Table.Cell>
      <Table.Cell>
        <SubscriptionBadge status={one.status} />
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        {next === null
          ? t("subscription.until", { date: date(one.current_until) })
          : date(next.due_at)}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap text-right tabular-nums">
        {next?.amount == null ? "–" : money(next.amount, next.currency_code)}
      </Table.Cell>
      <Table.Cell>{next === null ? "–" : <RenewalBadge state={next.state} />}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        {t(one.auto_renew ? "subscription.byItself" : "subscription.byHand")}
      </Table.Cell>
    </Table.Row>
  )
}
