import { Table } from "@medusajs/ui"
import { Suspense } from "react"
import { useLocale } from "../../lib/locale"
import { useAutomations } from "../../lib/resources"
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
          <div className="flex flex-col gap-y-3 px-6 py-4">
            <div aria-hidden style={{ height: 56 * bars.length + 60 }}>
              <Suspense fallback={<Loading rows={bars.length} />}>
                <DecisionsBars
                  bars={bars}
                  labels={{
                    sent: t("decision.kind.send"),
                    held: t("decision.kind.hold"),
                    skipped: t("decision.kind.skip"),
                  }}
                />
              </Suspense>
            </div>
            <BarsTable bars={bars} />
          </div>
        )
      }}
    </Loaded>
  )
}

const total = (bar: Bar) => bar.sent + bar.held + bar.skipped

function BarsTable({ bars }: { bars: Bar[] }) {
  const { t, number } = useLocale()
  return (
    <details>
      <summary className="txt-compact-small cursor-pointer">{t("health.asTable")}</summary>
      <Table className="mt-2">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{t("automation.one")}</Table.HeaderCell>
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
