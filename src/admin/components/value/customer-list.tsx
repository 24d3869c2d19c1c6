import { Badge, Table } from "@medusajs/ui"
import { useState } from "react"
import type { CustomerValueResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useValuedCustomers } from "../../lib/resources"
import { TierBadge } from "../common/badges"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"
import { MissingText } from "./missing-text"

const LISTS = ["best", "leaving", "next_order"] as const
type List = (typeof LISTS)[number]
const LIMIT = 10

/** The best customers, those who are leaving, or those who order next. */
export function CustomerList() {
  const { t } = useLocale()
  const [list, setList] = useState<List>("best")
  const [offset, setOffset] = useState(0)
  const query = useValuedCustomers({ list, offset, limit: LIMIT })
  return (
    <Section
      title={t("value.customers.title")}
      description={t(`value.customers.hint.${list}`)}
      actions={
        <div className="w-64">
          <Pick
            id="value-list"
            aria-label={t("value.customers.which")}
            value={list}
            options={LISTS.map((one) => ({ value: one, label: t(`value.customers.list.${one}`) }))}
            onChange={(chosen) => {
              setList(chosen as List)
              setOffset(0)
            }}
          />
        </div>
      }
    >
      <Loaded query={query} rows={LIMIT}>
        {({ customers, count }) =>
          customers.length === 0 ? (
            <Empty title={t(`value.customers.empty.${list}`)} />
          ) : (
            <>
              <CustomerTable customers={customers} />
              <Pager
                list={t("value.customers.title")}
                count={count}
                offset={offset}
                limit={LIMIT}
                onOffset={setOffset}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

const COLUMNS = ["customer", "tier", "spent", "alive", "value", "next"] as const

function CustomerTable({ customers }: { customers: readonly CustomerValueResponse[] }) {
  const { t } = useLocale()
  const names = useCustomerNames(customers.map(({ customer_id }) => customer_id))
  return (
    <DataTable
      label={t("value.customers.title")}
      columns={COLUMNS.map((column) => t(`value.column.${column}`))}
    >
      {customers.map((customer) => (
        <CustomerRow
          key={customer.customer_id}
          customer={customer}
          name={customerLabel(names.get(customer.customer_id), customer.customer_id)}
        />
      ))}
    </DataTable>
  )
}

const COLOURS = { low: "green", medium: "orange", high: "red" } as const

function CustomerRow({ customer, name }: { customer: CustomerValueResponse; name: string }) {
  const { t, percent, money, number, calendarDay } = useLocale()
  const spent = Object.entries(customer.spent).map(([code, amount]) => money(amount, code))
  const { missing } = customer
  const why = (key: string) => (missing[key] ? <MissingText missing={missing[key]} /> : "–")
  return (
    <Table.Row>
      <Table.Cell>
        <TextLink to={`/customers/${customer.customer_id}`}>{name}</TextLink>
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap">
        <TierBadge tier={customer.tier} />
      </Table.Cell>
      <Table.Cell className="tabular-nums">
        {spent.join(" + ") || "–"}
        <span className="text-ui-fg-subtle block">
          {t("value.orders", { count: customer.order_count, number: number(customer.order_count) })}
        </span>
      </Table.Cell>
      <Table.Cell>
        {customer.alive === null || customer.risk === null ? (
          why("alive")
        ) : (
          <span className="flex items-center gap-x-2 tabular-nums">
            {percent(customer.alive)}
            <Badge size="2xsmall" color={COLOURS[customer.risk]}>
              {t(`value.risk.${customer.risk}`)}
            </Badge>
          </span>
        )}
      </Table.Cell>
      <Table.Cell className="tabular-nums">
        {customer.value_365 === null
          ? why("value")
          : money(customer.value_365, customer.currency_code)}
      </Table.Cell>
      <Table.Cell>
        {customer.next_median === null ? (
          why("next_order")
        ) : (
          <>
            {calendarDay(customer.next_median)}
            <span className="text-ui-fg-subtle block">
              {t("value.between", {
                from: calendarDay(customer.next_from ?? ""),
                to: calendarDay(customer.next_to ?? ""),
              })}
            </span>
          </>
        )}
      </Table.Cell>
    </Table.Row>
  )
}
