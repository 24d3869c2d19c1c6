import { Table } from "@medusajs/ui"
import type { DecisionResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useEventName } from "../../lib/resources"
import { DecisionBadge, ModeBadge } from "../common/badges"
import { TextLink } from "../common/page"
import { Scroll } from "../common/scroll"

export function DecisionTable({ decisions }: { decisions: DecisionResponse[] }) {
  const { t, dateTime } = useLocale()
  const eventName = useEventName()
  const customers = useCustomerNames(decisions.map((decision) => decision.customer_id))
  return (
    <Scroll label={t("nav.decisions")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("decision.decidedAt")}</Table.HeaderCell>
            <Table.HeaderCell>{t("customer.one")}</Table.HeaderCell>
            <Table.HeaderCell>{t("automation.one")}</Table.HeaderCell>
            <Table.HeaderCell>{t("decision.event")}</Table.HeaderCell>
            <Table.HeaderCell>{t("decision.kindLabel")}</Table.HeaderCell>
            <Table.HeaderCell>{t("decision.reason")}</Table.HeaderCell>
            <Table.HeaderCell>{t("mode.label")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
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
        </Table.Body>
      </Table>
    </Scroll>
  )
}
