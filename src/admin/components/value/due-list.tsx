import { Table, Text } from "@medusajs/ui"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import { customerLabel, type ShopValue, useCustomerNames, useDue } from "../../lib/resources"
import type { DueResponse } from "../../../types"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { DataTable } from "../common/data-table"
import { Empty, Loaded } from "../common/states"
import { MissingText } from "./missing-text"
import { ProductName } from "./product-list"

const LIMIT = 10
const COLUMNS = ["customer", "product", "lastBought", "due", "own"] as const

/** Who will need which product again, the soonest first. */
export function DueList({ value }: { value: ShopValue }) {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const query = useDue({ offset, limit: LIMIT })
  return (
    <Section title={t("value.due.title")} description={t("value.due.hint")}>
      {value.replacement?.kind === "not_enough" ? (
        <Text size="small" className="px-6 py-4">
          <MissingText missing={value.replacement.missing} />
        </Text>
      ) : (
        <Loaded query={query} rows={LIMIT}>
          {({ due, count }) =>
            due.length === 0 ? (
              <Empty title={t("value.due.empty")} />
            ) : (
              <>
                <DueTable due={due} />
                <Pager
                  list={t("value.due.title")}
                  count={count}
                  offset={offset}
                  limit={LIMIT}
                  onOffset={setOffset}
                />
              </>
            )
          }
        </Loaded>
      )}
    </Section>
  )
}

function DueTable({ due }: { due: readonly DueResponse[] }) {
  const { t, calendarDay, percent } = useLocale()
  const names = useCustomerNames(due.map(({ customer_id }) => customer_id))
  return (
    <DataTable
      label={t("value.due.title")}
      columns={COLUMNS.map((column) => t(`value.column.${column}`))}
    >
      {due.map((row) => (
        <Table.Row key={`${row.customer_id} ${row.product_key}`}>
          <Table.Cell>
            <TextLink to={`/customers/${row.customer_id}`}>
              {customerLabel(names.get(row.customer_id), row.customer_id)}
            </TextLink>
          </Table.Cell>
          <Table.Cell>
            <ProductName id={row.product_key} title={row.title} />
          </Table.Cell>
          <Table.Cell>{calendarDay(row.last_bought)}</Table.Cell>
          <Table.Cell>
            {calendarDay(row.due_median)}
            <span className="text-ui-fg-subtle block">
              {t("value.between", {
                from: calendarDay(row.due_from),
                to: calendarDay(row.due_to),
              })}
            </span>
            <span className="text-ui-fg-subtle block">
              {row.due_rise === null
                ? t("value.rise.unclear")
                : t("value.rise.from", { day: calendarDay(row.due_rise) })}
            </span>
          </Table.Cell>
          <Table.Cell className="tabular-nums">{percent(row.own_weight)}</Table.Cell>
        </Table.Row>
      ))}
    </DataTable>
  )
}
