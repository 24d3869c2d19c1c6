import { StatusBadge, Table, Text } from "@medusajs/ui"
import type { IncidentResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames } from "../../lib/resources"
import { DataTable } from "../common/data-table"
import { TextLink } from "../common/page"
import { HealthAction } from "../health/health-action"

const COLUMNS = ["what", "customer", "opened", "waited", "due", "state", "do"] as const
const COLOR = { waiting: "blue", overdue: "red", answered: "green", late: "orange" } as const

export function IncidentTable({ incidents }: { incidents: readonly IncidentResponse[] }) {
  const { t } = useLocale()
  const customers = useCustomerNames(incidents.map(({ customer_id }) => customer_id))
  return (
    <DataTable
      label={t("nav.incidents")}
      columns={COLUMNS.map((column) => t(`incident.column.${column}`))}
    >
      {incidents.map((one) => (
        <Row
          key={one.id}
          incident={one}
          who={
            one.customer_id === null
              ? (one.email ?? "–")
              : customerLabel(customers.get(one.customer_id), one.email ?? one.customer_id)
          }
        />
      ))}
    </DataTable>
  )
}

function Row({ incident: one, who }: { incident: IncidentResponse; who: string }) {
  const { t, say, dateTime, minutes } = useLocale()
  const isOpen = one.state === "waiting" || one.state === "overdue"
  return (
    <Table.Row>
      <Table.Cell className="h-auto whitespace-normal py-2">
        {say(one.label)}
        {one.order_id === null ? null : (
          <Text size="xsmall">
            <TextLink to={`/orders/${one.order_id}`}>{t("incident.order")}</TextLink>
          </Text>
        )}
      </Table.Cell>
      <Table.Cell className="max-w-56 truncate">
        {one.customer_id === null ? (
          who
        ) : (
          <TextLink to={`/customers/${one.customer_id}`}>{who}</TextLink>
        )}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">{dateTime(one.opened_at)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{minutes(one.waited_minutes)}</Table.Cell>
      <Table.Cell className="whitespace-nowrap">{dateTime(one.due_at)}</Table.Cell>
      <Table.Cell>
        <StatusBadge className="shrink-0 whitespace-nowrap" color={COLOR[one.state]}>
          {t(`incident.state.${one.state}`)}
        </StatusBadge>
      </Table.Cell>
      <Table.Cell>
        {isOpen ? (
          <HealthAction
            path={`incidents/${encodeURIComponent(one.id)}/answered`}
            label={t("incident.answered")}
            done={t("incident.noted")}
            about={who}
          />
        ) : null}
      </Table.Cell>
    </Table.Row>
  )
}
