import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { AXIS, COLORS, TOOLTIP } from "./chart-style"

export type BarsProps = {
  /** A point has one value for each series, in their order. */
  points: readonly { name: string; values: readonly number[] }[]
  series: readonly { label: string; color: keyof typeof COLORS }[]
  /** Of what adds up to a whole: one upon the other, else side by side. */
  stacked?: boolean
  /** Names read from above to below; else time runs to the right. */
  lying?: boolean
  /** Things are counted whole; means and money are not. */
  fractions?: boolean
}

export const Bars = ({ points, series, stacked, lying, fractions = false }: BarsProps) => {
  const names = { type: "category", dataKey: "name", tick: AXIS, stroke: LINE } as const
  const numbers = { type: "number", allowDecimals: fractions, tick: AXIS, stroke: LINE } as const
  return (
    <ResponsiveContainer width="100%" height="100%">
      {/* The table beside it says the same to a keyboard and a screen reader; the picture needs no stop of its own. */}
      <BarChart
        data={[...points]}
        layout={lying ? "vertical" : "horizontal"}
        margin={{ left: 0, right: lying ? 24 : 8 }}
        accessibilityLayer={false}
      >
        <XAxis {...(lying ? numbers : names)} />
        <YAxis {...(lying ? names : numbers)} width={lying ? 180 : 56} />
        <Tooltip {...TOOLTIP} />
        <Legend
          // As the bars are given; else the names decide.
          itemSorter={null}
          wrapperStyle={{ fontSize: 12 }}
          // The series' own colour is for its sign; as text it would be too light to read.
          formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
        />
        {series.map(({ label, color }, index) => (
          <Bar
            key={label}
            dataKey={`values.${index}`}
            name={label}
            fill={COLORS[color]}
            {...(stacked ? { stackId: "all", barSize: 24 } : {})}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

const LINE = "var(--border-base)"
