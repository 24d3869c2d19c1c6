import { Table } from "@medusajs/ui"
import type { DecisionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useEventName } from "../../lib/resources"
import { DecisionBadge, ModeBadge } from "../common/badges"
import { TextLink } from "../common/page"
import { DataTable } from "../common/data-table"

export function DecisionTable({ decisions }: { decisions: DecisionResponse[] }) {
  const { t, dateTime } = useLocale()
  const eventName = useEventName()
  const customers = useCustomerNames(decisions.map((decision) => decision.customer_id))
  return (
    <DataTable
      label={t("nav.decisions")}
      columns={[
        t("decision.decidedAt"),
        t("customer.one"),
        t("automation.one"),
        t("decision.event"),
        t("decision.kindLabel"),
        t("decision.reason"),
        t("mode.label"),
      ]}
    >
      {decisions.map((decision) => (
        <Table.Row key={decision.id}>
          <Table.Cell className="whitespace-nowrap">
            <TextLink to={`/kairos/decisions/${decision.id}`}>
              {dateTime(decision.decided_at)}
            </TextLink>
          </Table.Cell>
          <Table.Cell className="max-w-56 truncate">
            {decision.customer_id
              ? customerLabel(customers.get(decision.customer_id), decision.customer_id)
              : t("customer.visitor")}
          </Table.Cell>
          <Table.Cell className="max-w-56 truncate">
            {decision.automation_name ?? decision.automation_id}
          </Table.Cell>
          <Table.Cell className="whitespace-nowrap">
            {decision.placement ?? eventName(decision.event_name)}
          </Table.Cell>
          <Table.Cell>
            <DecisionBadge kind={decision.kind} />
          </Table.Cell>
          <Table.Cell className="max-w-64 truncate">
            {decision.reason ? t(`reason.${decision.reason}`) : "–"}
          </Table.Cell>
          <Table.Cell>
            <ModeBadge mode={decision.mode} />
          </Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
