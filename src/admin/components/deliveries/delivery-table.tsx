import { Table, Text } from "@medusajs/ui"
import type { DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames } from "../../lib/resources"
import { ActionsHead } from "../common/actions-head"
import { CouponBadge, DeliveryBadge } from "../common/badges"
import { TextLink } from "../common/page"
import { Scroll } from "../common/scroll"
import { DeliveryActions } from "./delivery-actions"
import { DeliveryAttempts } from "./delivery-attempts"
import { DeliveryReports } from "./delivery-reports"
import { DeliveryWaiting } from "./delivery-waiting"

type DeliveryTableProps = {
  deliveries: DeliveryResponse[]
  /** Where they all belong to one decision, the page says already whose they are and why. */
  ofOneDecision?: boolean
}

export function DeliveryTable({ deliveries, ofOneDecision = false }: DeliveryTableProps) {
  const { t } = useLocale()
  const customers = useCustomerNames(deliveries.map((delivery) => delivery.customer_id))
  return (
    <Scroll label={t("nav.deliveries")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("delivery.due")}</Table.HeaderCell>
            {ofOneDecision ? null : <Table.HeaderCell>{t("customer.one")}</Table.HeaderCell>}
            <Table.HeaderCell>{t("delivery.what")}</Table.HeaderCell>
            <Table.HeaderCell>{t("delivery.stateLabel")}</Table.HeaderCell>
            <Table.HeaderCell>{t("delivery.detail")}</Table.HeaderCell>
            <ActionsHead />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              customer={
                ofOneDecision
                  ? null
                  : customerLabel(customers.get(delivery.customer_id), delivery.customer_id)
              }
            />
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}

type DeliveryRowProps = { delivery: DeliveryResponse; customer: string | null }

function DeliveryRow({ delivery, customer }: DeliveryRowProps) {
  const { t, say, dateTime } = useLocale()
  const { because, coupon } = delivery
  return (
    <Table.Row>
      <Table.Cell className="whitespace-nowrap">
        <TextLink to={`/kairos/deliveries/${delivery.id}`}>
          {dateTime(delivery.sent_at ?? delivery.due_at)}
        </TextLink>
      </Table.Cell>
      {customer === null ? null : <Table.Cell className="max-w-56 truncate">{customer}</Table.Cell>}
      <Table.Cell className="h-auto whitespace-normal py-2">
        {customer === null ? null : (
          <TextLink to={`/kairos/decisions/${delivery.decision_id}`}>
            {delivery.automation_name ?? delivery.automation_id}
          </TextLink>
        )}
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`channel.${delivery.channel}`, { defaultValue: delivery.channel })} · {delivery.step}
        </Text>
      </Table.Cell>
      <Table.Cell>
        <DeliveryBadge state={delivery.state} />
      </Table.Cell>
      <Table.Cell className="h-auto max-w-md whitespace-normal py-2">
        {delivery.reason ? t(`reason.${delivery.reason}`) : null}
        <DeliveryWaiting delivery={delivery} />
        {delivery.passed.map(({ channel, text }) => (
          <Text key={channel} size="xsmall" className="text-ui-fg-subtle break-words">
            {say(text)}
          </Text>
        ))}
        {because ? (
          <Text size="xsmall" className="text-ui-fg-subtle break-words">
            {say(because)}
          </Text>
        ) : null}
        {coupon ? (
          <div className="flex items-center gap-x-2">
            <code className="whitespace-nowrap text-xs">{coupon.code}</code>{" "}
            <CouponBadge coupon={coupon} />
          </div>
        ) : null}
        <DeliveryAttempts attempts={delivery.attempts} />
        <DeliveryReports reports={delivery.reports} />
      </Table.Cell>
      <Table.Cell>
        <DeliveryActions delivery={delivery} />
      </Table.Cell>
    </Table.Row>
  )
}
