import { Text } from "@medusajs/ui"
import type { DeliveryResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useDeliveries } from "../../lib/resources"
import { DeliveryBadge } from "../common/badges"
import { TextLink } from "../common/page"
import { Loaded } from "../common/states"
import { DeliveryWaiting } from "../deliveries/delivery-waiting"

const SHOWN = 5

/** What is about to reach this customer: somebody who asks on the phone gets an answer before it arrives. */
export function CustomerPlanned({ customerId }: { customerId: string }) {
  const held = useDeliveries({ customer_id: customerId, state: "held", limit: 20 })
  const queued = useDeliveries({ customer_id: customerId, state: "queued", limit: 20 })
  return (
    <Loaded query={held} rows={1}>
      {(waiting) => (
        <Loaded query={queued} rows={1}>
          {(planned) => (
            <PlannedList deliveries={soonest([...waiting.deliveries, ...planned.deliveries])} />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

const instantOf = (delivery: DeliveryResponse) => delivery.hold?.until ?? delivery.due_at

const soonest = (deliveries: readonly DeliveryResponse[]) =>
  [...deliveries]
    .sort((a, b) => Date.parse(instantOf(a)) - Date.parse(instantOf(b)))
    .slice(0, SHOWN)

function PlannedList({ deliveries }: { deliveries: readonly DeliveryResponse[] }) {
  const { t, dateTime } = useLocale()
  if (deliveries.length === 0) {
    return <Text size="small">{t("customer.nothingPlanned")}</Text>
  }
  return (
    <ul className="divide-y">
      {deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="txt-compact-small flex items-start justify-between gap-x-2 py-1.5"
        >
          <span className="min-w-0">
            <TextLink to={`/kairos/decisions/${delivery.decision_id}`}>
              {delivery.automation_name ?? delivery.automation_id}
            </TextLink>
            <span className="text-ui-fg-subtle block">
              {dateTime(instantOf(delivery))} ·{" "}
              {t(`channel.${delivery.channel}`, { defaultValue: delivery.channel })}
              {delivery.reason ? ` · ${t(`reason.${delivery.reason}`)}` : ""}
            </span>
            <DeliveryWaiting delivery={delivery} />
          </span>
          <DeliveryBadge state={delivery.state} />
        </li>
      ))}
    </ul>
  )
}
