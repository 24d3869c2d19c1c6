import { Table } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import { useAutomations, type Health } from "../../lib/resources"
import { ChartBox } from "../common/chart-box"
import { Empty, Loaded } from "../common/states"

type Bar = { name: string; sent: number; held: number; skipped: number }

const MOST = 8

/** Sent, held and skipped of 30 days per automation: as bars for the eye, as a table for every other way of reading. */
export function DecisionsChart() {
  const { t } = useLocale()
  const query = useAutomations({ limit: 100, offset: 0 })
  return (
    <Loaded query={query} rows={6}>
      {({ automations }) => {
        const bars = automations
          .map(({ name, stats: { sent, held, skipped } }): Bar => ({ name, sent, held, skipped }))
          .filter((bar) => total(bar) > 0)
          .sort((a, b) => total(b) - total(a))
          .slice(0, MOST)
        return bars.length === 0 ? (
          <Empty title={t("health.noDecisions")} />
        ) : (
          <Bars bars={bars} height={56 * bars.length + 60} heading={t("automation.one")} lying />
        )
      }}
    </Loaded>
  )
}

/** The same, day by day. */
export function DaysChart({ days }: { days: Health["decisions_by_day"] }) {
  const { t, day } = useLocale()
  const bars = days.map(({ day: on, ...counts }): Bar => ({ name: day(on), ...counts }))
  return bars.every((bar) => total(bar) === 0) ? (
    <Empty title={t("health.noDays")} />
  ) : (
    <Bars bars={bars} height={240} heading={t("health.day")} />
  )
}

const total = (bar: Bar) => bar.sent + bar.held + bar.skipped

type BarsProps = { bars: Bar[]; height: number; heading: string; lying?: boolean }

function Bars({ bars, height, heading, lying = false }: BarsProps) {
  const { t } = useLocale()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <ChartBox
        className=""
        height={height}
        stacked
        lying={lying}
        points={bars.map(({ name, sent, held, skipped }) => ({
          name,
          values: [sent, held, skipped],
        }))}
        series={[
          { label: t("decision.kind.send"), color: "green" },
          { label: t("decision.kind.hold"), color: "amber" },
          { label: t("decision.kind.skip"), color: "grey" },
        ]}
      />
      <BarsTable bars={bars} heading={heading} />
    </div>
  )
}

function BarsTable({ bars, heading }: Pick<BarsProps, "bars" | "heading">) {
  const { t, number } = useLocale()
  return (
    <details>
      <summary className="txt-compact-small cursor-pointer">{t("health.asTable")}</summary>
      <Table className="mt-2">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{heading}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("decision.kind.send")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("decision.kind.hold")}</Table.HeaderCell>
            <Table.HeaderCell className="text-right">{t("decision.kind.skip")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {bars.map((bar) => (
            <Table.Row key={bar.name}>
              <Table.Cell>{bar.name}</Table.Cell>
              <Table.Cell className="text-right">{number(bar.sent)}</Table.Cell>
              <Table.Cell className="text-right">{number(bar.held)}</Table.Cell>
              <Table.Cell className="text-right">{number(bar.skipped)}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </details>
  )
}
