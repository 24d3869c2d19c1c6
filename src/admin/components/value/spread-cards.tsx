import { Table, Text } from "@medusajs/ui"
import { useState } from "react"
import { useLocale } from "../../lib/locale"
import type { ShopValue } from "../../lib/resources"
import { Fact, Section } from "../common/page"
import { DataTable } from "../common/data-table"
import { Empty } from "../common/states"
import { Pick } from "../forms/controls"
import { ChartBox } from "../common/chart-box"
import { MissingText } from "./missing-text"

/** How value is spread over customers and months, and what kinds of buyers there are. */
export const SpreadCards = ({ value }: { value: ShopValue }) => (
  <>
    <ScoreCard value={value} />
    <MonthsCard value={value} />
    <ClassesCard value={value} />
  </>
)

function ScoreCard({ value }: { value: ShopValue }) {
  const { t, number, money } = useLocale()
  return (
    <Section title={t("value.spread.title")} description={t("value.spread.hint")}>
      {value.scores.length === 0 ? (
        <Empty title={t("value.customers.empty.best")} />
      ) : (
        <>
          <ChartBox
            points={value.scores.map(({ from, customers }) => ({
              name: number(from),
              values: [customers],
            }))}
            series={[{ label: t("value.column.people"), color: "blue" }]}
          />
          <dl className="divide-y">
            {(["A", "B", "C"] as const).map((tier) => (
              <Fact key={tier} term={t("tier.badge", { tier })}>
                {number(value.tiers[tier])}
              </Fact>
            ))}
            {value.expected.map(({ currency_code, value_90, value_365 }) => (
              <Fact key={currency_code} term={t("value.spread.expected")}>
                {t("value.spread.sums", {
                  soon: money(Math.round(value_90), currency_code),
                  year: money(Math.round(value_365), currency_code),
                })}
              </Fact>
            ))}
          </dl>
        </>
      )}
    </Section>
  )
}

const SHOWN_MONTHS = 12
const COLUMNS = ["month", "net", "orders", "people", "again"] as const

function MonthsCard({ value }: { value: ShopValue }) {
  const { t, number, money, month } = useLocale()
  const codes = [...new Set(value.months.map(({ currency_code }) => currency_code))]
  const [chosen, setChosen] = useState<string | null>(null)
  const most = codes.toSorted((a, b) => ordersIn(value, b) - ordersIn(value, a))[0]
  const code = chosen ?? most
  const rows = value.months
    .filter(({ currency_code }) => currency_code === code)
    .slice(-SHOWN_MONTHS)
  return (
    <Section
      title={t("value.months.title")}
      description={t("value.months.hint")}
      actions={
        codes.length > 1 ? (
          <div className="w-32">
            <Pick
              id="value-currency"
              aria-label={t("value.months.currency")}
              value={code ?? ""}
              options={codes.map((one) => ({ value: one, label: one.toUpperCase() }))}
              onChange={setChosen}
            />
          </div>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <Empty title={t("value.customers.empty.best")} />
      ) : (
        <>
          <ChartBox
            fractions
            points={rows.map((row) => ({ name: row.month, values: [Math.round(Number(row.net))] }))}
            series={[{ label: t("value.column.net"), color: "blue" }]}
          />
          <DataTable
            label={t("value.months.title")}
            columns={COLUMNS.map((column) => t(`value.column.${column}`))}
          >
            {[...rows].reverse().map((row) => (
              <Table.Row key={row.month}>
                <Table.Cell>{month(row.month)}</Table.Cell>
                <Table.Cell className="tabular-nums">
                  {money(row.net, row.currency_code)}
                </Table.Cell>
                <Table.Cell className="tabular-nums">{number(row.orders)}</Table.Cell>
                <Table.Cell className="tabular-nums">{number(row.customers)}</Table.Cell>
                <Table.Cell className="tabular-nums">{number(row.repeat_orders)}</Table.Cell>
              </Table.Row>
            ))}
          </DataTable>
        </>
      )}
    </Section>
  )
}

const ordersIn = (value: ShopValue, code: string) =>
  value.months
    .filter(({ currency_code }) => currency_code === code)
    .reduce((sum, { orders }) => sum + orders, 0)

const CLASSES = ["adopter", "pragmatist", "sceptic", "laggard"] as const

function ClassesCard({ value }: { value: ShopValue }) {
  const { t, number, percent } = useLocale()
  const { customers, usual_shares, missing } = value.buyer_classes
  const all = CLASSES.reduce((sum, name) => sum + customers[name], 0)
  return (
    <Section title={t("value.class.title")} description={t("value.class.hint")}>
      {missing !== null ? (
        <Text size="small" className="px-6 py-4">
          <MissingText missing={missing} />
        </Text>
      ) : null}
      {all === 0 ? null : (
        <dl className="divide-y">
          {CLASSES.map((name) => (
            <Fact key={name} term={t(`value.class.${name}`)}>
              {t("value.class.share", {
                number: number(customers[name]),
                share: percent(customers[name] / all),
                usual: percent(usual_shares[name]),
              })}
              <span className="text-ui-fg-subtle block">{t(`value.class.about.${name}`)}</span>
            </Fact>
          ))}
        </dl>
      )}
    </Section>
  )
}
