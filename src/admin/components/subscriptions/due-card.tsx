import { Table } from "@medusajs/ui"
import { useState } from "react"
import type { SubscriptionCalendarResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useDueCalendar } from "../../lib/resources"
import { Section } from "../common/page"
import { Scroll } from "../common/scroll"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"
import { Field } from "../forms/field"
import { ChartBox } from "../common/chart-box"

type Stretch = { name: string } & Pick<
  SubscriptionCalendarResponse["weeks"][number],
  "automatic" | "manual" | "expected" | "told"
>
const UNITS = ["weeks", "months"] as const

/** What ends or renews in the coming weeks or months, with what is expected of it. */
export function DueCard() {
  const { t, day, month } = useLocale()
  const [unit, setUnit] = useState<(typeof UNITS)[number]>("weeks")
  const query = useDueCalendar()
  const stretches = ({ weeks, months }: SubscriptionCalendarResponse): readonly Stretch[] =>
    unit === "weeks"
      ? weeks.map(({ week, ...rest }) => ({ name: day(week), ...rest }))
      : months.map((one) => ({ ...one, name: month(one.month) }))
  return (
    <Section
      title={t("subscription.due.title")}
      description={t("subscription.due.hint")}
      actions={
        <Field label={t("subscription.due.by")} hideLabel>
          {(control) => (
            <Pick
              {...control}
              size="small"
              value={unit}
              options={UNITS.map((one) => ({ value: one, label: t(`subscription.due.${one}`) }))}
              onChange={(next) => setUnit(next as typeof unit)}
            />
          )}
        </Field>
      }
    >
      <Loaded query={query} rows={8}>
        {(calendar) => {
          const rows = stretches(calendar)
          return rows.every(({ automatic, manual }) => automatic + manual === 0) ? (
            <Empty title={t("subscription.due.none")} />
          ) : (
            <>
              <ChartBox
                points={rows.map(({ name, automatic, manual }) => ({
                  name,
                  values: [automatic, manual],
                }))}
                series={[
                  { label: t("subscription.byItself"), color: "blue" },
                  { label: t("subscription.byHand"), color: "green" },
                ]}
              />
              <DueTable rows={rows} heading={t(`subscription.due.${unit}`)} />
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function DueTable({ rows, heading }: { rows: readonly Stretch[]; heading: string }) {
  const { t, number, money, list } = useLocale()
  const sums = (byCurrency: Stretch["expected"]) =>
    list(Object.entries(byCurrency).map(([currency, amount]) => money(amount, currency))) || "–"
  return (
    <Scroll label={t("subscription.due.title")}>
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{heading}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("subscription.byItself")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("subscription.byHand")}</Table.HeaderCell>
            {(["told", "expected"] as const).map((what) => (
              <Table.HeaderCell key={what} className="text-right">
                {t(`subscription.due.${what}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map(({ name, automatic, manual, told, expected }) => (
            <Table.Row key={name}>
              <Table.Cell className="whitespace-nowrap">{name}</Table.Cell>
              <Table.Cell className="text-right tabular-nums">{number(automatic)}</Table.Cell>
              <Table.Cell className="text-right tabular-nums">{number(manual)}</Table.Cell>
              <Table.Cell className="whitespace-nowrap text-right tabular-nums">
                {sums(told)}
              </Table.Cell>
              <Table.Cell className="whitespace-nowrap text-right tabular-nums">
                {sums(expected)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scroll>
  )
}
