import { Table } from "@medusajs/ui"
import { Suspense } from "react"
import type { SubscriptionFiguresResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useRenewalFigures } from "../../lib/resources"
import { lazyPart } from "../common/lazy-part"
import { Section } from "../common/page"
import { DataTable } from "../common/data-table"
import { Empty, Loaded, Loading } from "../common/states"
import { ChartBox } from "../common/chart-box"

// The chart's library is large; the rest of the page does not wait for it.
const RateLines = lazyPart(() => import("./rate-lines").then((module) => module.RateLines))

type Month = SubscriptionFiguresResponse["months"][number]
const COLUMNS = [
  "month",
  "running",
  "started",
  "ended",
  "churn",
  "settled",
  "rate",
  "recovered",
] as const

/** Renewal rate, churn and recovered revenue of twelve months: as pictures for the eye, as a table for every other way of reading. */
export function FiguresCard() {
  const { t } = useLocale()
  const query = useRenewalFigures()
  return (
    <Section title={t("subscription.figure.title")} description={t("subscription.figure.hint")}>
      <Loaded query={query} rows={8}>
        {({ months }) =>
          months.every(({ running, started, settled }) => running + started + settled === 0) ? (
            <Empty title={t("subscription.figure.none")} />
          ) : (
            <>
              <Pictures months={months} />
              <FiguresTable months={months} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
const renewedShare = ({ renewed, settled }: Month) => share(renewed, settled)
const churnedShare = ({ ended, running }: Month) => share(ended, running)

function Pictures({ months }: { months: readonly Month[] }) {
  const { t, day, percent } = useLocale()
  const name = ({ month }: Month) => shortMonth(month, day)
  // Money of several currencies is never added: the picture is of the one with most in it.
  const currency = mainCurrency(months)
  return (
    <>
      <div aria-hidden className="px-6 py-4" style={{ height: 240 }}>
        <Suspense fallback={<Loading rows={3} />}>
          <RateLines
            points={months.map((month) => ({
              name: name(month),
              renewed: renewedShare(month),
              churned: churnedShare(month),
            }))}
            labels={{
              renewed: t("subscription.figure.rate"),
              churned: t("subscription.figure.churn"),
            }}
            format={percent}
          />
        </Suspense>
      </div>
      {currency === null ? null : (
        <ChartBox
          fractions
          points={months.map((month) => ({
            name: name(month),
            values: [Number(month.recovered_amounts[currency] ?? 0)],
          }))}
          series={[
            {
              label: t("subscription.figure.recoveredIn", { currency: currency.toUpperCase() }),
              color: "blue",
            },
          ]}
        />
      )}
    </>
  )
}

/** The month's name alone: twelve of them follow each other. */
const shortMonth = (month: string, day: (isoDay: string) => string) =>
  day(`${month}-01`)
    .replace(/\b1\b|º|\./g, "")
    .replace(/^\s*(de\s+)?|\s*$/g, "")

function mainCurrency(months: readonly Month[]): string | null {
  const sums = new Map<string, number>()
  for (const { recovered_amounts } of months) {
    for (const [currency, amount] of Object.entries(recovered_amounts)) {
      sums.set(currency, (sums.get(currency) ?? 0) + Number(amount))
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function FiguresTable({ months }: { months: readonly Month[] }) {
  const { t, number, percent, month: monthName, money, list } = useLocale()
  const rate = (value: number | null) => (value === null ? "–" : percent(value))
  const recovered = ({ recovered_amounts }: Month) =>
    list(Object.entries(recovered_amounts).map(([code, amount]) => money(amount, code))) || "–"
  return (
    <DataTable
      label={t("subscription.figure.title")}
      columns={COLUMNS.map((column) => t(`subscription.figure.${column}`))}
      figures={COLUMNS.slice(1).map((column) => t(`subscription.figure.${column}`))}
    >
      {[...months].reverse().map((month) => (
        <Table.Row key={month.month}>
          <Table.Cell className="whitespace-nowrap">{monthName(month.month)}</Table.Cell>
          {[
            number(month.running),
            number(month.started),
            number(month.ended),
            rate(churnedShare(month)),
            t("subscription.figure.of", {
              part: number(month.renewed),
              all: number(month.settled),
            }),
            rate(renewedShare(month)),
            recovered(month),
          ].map((text, index) => (
            <Table.Cell key={index} className="whitespace-nowrap text-right tabular-nums">
              {text}
            </Table.Cell>
          ))}
        </Table.Row>
      ))}
    </DataTable>
  )
}
