import { StatusBadge, Table, Text } from "@medusajs/ui"
import type { CartResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames } from "../../lib/resources"
import { TextLink } from "../common/page"
import { Scroll } from "../common/scroll"

const COLORS = {
  active: "blue",
  abandoned: "orange",
  emptied: "grey",
  placed: "green",
  recovered: "green",
} as const

export function CartTable({ carts }: { carts: CartResponse[] }) {
  const { t } = useLocale()
  const customers = useCustomerNames(carts.map((cart) => cart.customer_id))
  return (
    <Scroll label={t("nav.carts")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("cart.lastActivity")}</Table.HeaderCell>
            <Table.HeaderCell>{t("customer.one")}</Table.HeaderCell>
            <Table.HeaderCell>{t("cart.stateLabel")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("cart.value")}</Table.HeaderCell>
            <Table.HeaderCell>{t("cart.reminded")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {carts.map((cart) => (
            <CartRow
              key={cart.cart_id}
              cart={cart}
              customer={
                cart.customer_id === null
                  ? cart.email
                  : customerLabel(customers.get(cart.customer_id), cart.email ?? cart.customer_id)
              }
            />
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}

function CartRow({ cart, customer }: { cart: CartResponse; customer: string | null }) {
  const { t, dateTime, money, number } = useLocale()
  const { customer_id, order_id, state } = cart
  return (
    <Table.Row>
      <Table.Cell className="whitespace-nowrap">{dateTime(cart.last_activity_at)}</Table.Cell>
      <Table.Cell className="max-w-56 truncate">
        {customer_id === null ? (
          (customer ?? t("customer.visitor"))
        ) : (
          <TextLink to={`/customers/${customer_id}`}>{customer}</TextLink>
        )}
      </Table.Cell>
      <Table.Cell className="h-auto py-2">
        <StatusBadge className="shrink-0 whitespace-nowrap" color={COLORS[state]}>
          {t(`cart.state.${state}`)}
        </StatusBadge>
        {order_id === null ? null : (
          <Text size="xsmall">
            <TextLink to={`/orders/${order_id}`}>{t("cart.order")}</TextLink>
          </Text>
        )}
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap text-right">
        {money(cart.item_total, cart.currency_code)}
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("cart.items", { number: number(cart.item_count) })}
        </Text>
      </Table.Cell>
      <Table.Cell className="h-auto max-w-md whitespace-normal py-2">
        <ReminderCell reminder={cart.reminder} />
      </Table.Cell>
    </Table.Row>
  )
}

function ReminderCell({ reminder }: Pick<CartResponse, "reminder">) {
  const { t, say, dateTime } = useLocale()
  const { kind, at, because, delivery_id, decision_id } = reminder
  const text = t(`cart.reminder.${kind}`, { time: dateTime(at) })
  const to =
    delivery_id !== null
      ? `/kairos/deliveries/${delivery_id}`
      : decision_id !== null
        ? `/kairos/decisions/${decision_id}`
        : null
  return (
    <>
      {to === null ? text : <TextLink to={to}>{text}</TextLink>}
      {because ? (
        <Text size="xsmall" className="text-ui-fg-subtle break-words">
          {say(because)}
        </Text>
      ) : null}
    </>
  )
}
