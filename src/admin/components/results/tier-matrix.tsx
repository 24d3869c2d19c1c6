import { Table, Text } from "@medusajs/ui"
import { useState } from "react"
import type { Tier } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useAutomations, useTierMatrix, type TierMonth } from "../../lib/resources"
import { Section } from "../common/page"
import { Scroll } from "../common/scroll"
import { Empty, Loaded } from "../common/states"
import { Pick } from "../forms/controls"

type State = Tier | null

const STATES: readonly State[] = ["A", "B", "C", null]
const RANK = { A: 3, B: 2, C: 1 } as const
const rank = (state: State) => (state === null ? 0 : RANK[state])

const EVERYBODY = "everybody"
const MOST_AUTOMATIONS = 100

/** From which tier to which customers went, month by month: all of them, or those whom one automation addressed. */
export function TierMatrix() {
  const { t } = useLocale()
  const [automation, setAutomation] = useState(EVERYBODY)
  const query = useTierMatrix(automation === EVERYBODY ? {} : { automation_id: automation })
  const automations = useAutomations({ limit: MOST_AUTOMATIONS })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Section
      title={t("tier.matrix.title")}
      description={t(automation === EVERYBODY ? "tier.matrix.hint" : "tier.matrix.hintOne")}
      actions={
        <div className="w-64">
          <Pick
            id="tier-matrix-automation"
            aria-label={t("tier.matrix.whose")}
            value={automation}
            options={[
              { value: EVERYBODY, label: t("tier.matrix.everybody") },
              ...(automations.data?.automations ?? []).map(({ id, name }) => ({
                value: id,
                label: name,
              })),
            ]}
            onChange={setAutomation}
          />
        </div>
      }
    >
      <Loaded query={query} rows={5}>
        {({ matrix }) => {
          const months = [...matrix.months].reverse()
          const month = months.find((one) => one.month === chosen) ?? months[0]
          return month === undefined || months.every((one) => one.flows.length === 0) ? (
            automation === EVERYBODY ? (
              <Empty title={t("tier.matrix.none")} text={t("tier.matrix.noneText")} />
            ) : (
              <Empty title={t("tier.matrix.nobody")} />
            )
          ) : (
            <MonthMatrix month={month} months={months} onChoose={setChosen} />
          )
        }}
      </Loaded>
    </Section>
  )
}

type MonthMatrixProps = {
  month: TierMonth
  months: readonly TierMonth[]
  onChoose: (month: string) => void
}

function MonthMatrix({ month, months, onChoose }: MonthMatrixProps) {
  const { t, month: monthName, number } = useLocale()
  const sum = (wanted: (from: State, to: State) => boolean) =>
    month.flows
      .filter(({ from, to }) => wanted(from, to))
      .reduce((total, { customers }) => total + customers, 0)
  return (
    <>
      <div className="flex flex-wrap items-center gap-4 px-6 py-4">
        <div className="w-48">
          <Pick
            id="tier-matrix-month"
            aria-label={t("tier.matrix.month")}
            value={month.month}
            options={months.map((one) => ({ value: one.month, label: monthName(one.month) }))}
            onChange={onChoose}
          />
        </div>
        <Text size="small">
          {t("tier.matrix.sum", {
            up: number(sum((from, to) => from !== null && rank(to) > rank(from))),
            down: number(sum((from, to) => from !== null && rank(to) < rank(from))),
            fresh: number(sum((from) => from === null)),
            kept: number(sum((from, to) => from === to)),
          })}
        </Text>
      </div>
      <Scroll label={t("tier.matrix.title")}>
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell scope="col">{t("tier.matrix.corner")}</Table.HeaderCell>
              {STATES.map((to) => (
                <Table.HeaderCell key={to ?? "none"} scope="col" className="text-right">
                  <StateName state={to} />
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {STATES.map((from) => (
              <Table.Row key={from ?? "none"}>
                <th scope="row" className="txt-compact-small-plus px-6 text-left">
                  <StateName state={from} />
                </th>
                {STATES.map((to) => (
                  <Cell key={to ?? "none"} month={month} from={from} to={to} />
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scroll>
    </>
  )
}

const StateName = ({ state }: { state: State }) => {
  const { t } = useLocale()
  return <>{state === null ? t("tier.none") : t("tier.badge", { tier: state })}</>
}

const SHADES = { up: "16, 185, 129", down: "239, 68, 68", same: "107, 114, 128" } as const

/** The more of a row went there, the darker; the number says the same without colour. */
function Cell({ month, from, to }: { month: TierMonth; from: State; to: State }) {
  const { number, percent } = useLocale()
  const row = month.flows.filter((flow) => flow.from === from)
  const all = row.reduce((total, flow) => total + flow.customers, 0)
  const here = row.find((flow) => flow.to === to)?.customers ?? 0
  const direction = rank(to) > rank(from) ? "up" : rank(to) < rank(from) ? "down" : "same"
  const share = all === 0 ? 0 : here / all
  return (
    <Table.Cell
      className="text-right tabular-nums"
      // Never so dark that the text on it would be hard to read.
      style={{ backgroundColor: `rgba(${SHADES[direction]}, ${(share * 0.3).toFixed(3)})` }}
    >
      {here === 0 ? "–" : `${number(here)} (${percent(share)})`}
    </Table.Cell>
  )
}
