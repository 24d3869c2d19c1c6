import { Table } from "@medusajs/ui"
import { Suspense } from "react"
import { useLocale } from "../../lib/locale"
import { useAutomations, type Health } from "../../lib/resources"
import { lazyPart } from "../common/lazy-part"
import { Empty, Loaded, Loading } from "../common/states"
import type { Bar } from "./decisions-bars"

// The chart's library is large; no other page of the admin may load it.
const DecisionsBars = lazyPart(() =>
  import("./decisions-bars").then((module) => module.DecisionsBars)
)

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
          <Bars bars={bars} height={56 * bars.length + 60} heading={t("automation.one")} />
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
    <Bars bars={bars} height={240} heading={t("health.day")} upright />
  )
}

const total = (bar: Bar) => bar.sent + bar.held + bar.skipped

type BarsProps = { bars: Bar[]; height: number; heading: string; upright?: boolean }

function Bars({ bars, height, heading, upright }: BarsProps) {
  const { t } = useLocale()
  const labels = {
    sent: t("decision.kind.send"),
    held: t("decision.kind.hold"),
    skipped: t("decision.kind.skip"),
  }
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div aria-hidden style={{ height }}>
        <Suspense fallback={<Loading rows={4} />}>
          <DecisionsBars bars={bars} labels={labels} upright={upright} />
        </Suspense>
      </div>
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
