import {
  Bar as ChartBar,
  BarChart,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts"
import { AXIS, TOOLTIP } from "../common/chart-style"

export type Bar = { name: string; sent: number; held: number; skipped: number }

type DecisionsBarsProps = {
  bars: readonly Bar[]
  labels: { sent: string; held: string; skipped: string }
  /** Time runs to the right; names read from above to below. */
  upright?: boolean
}

const NUMBERS = { allowDecimals: false, tick: AXIS, stroke: "var(--border-base)" } as const

export const DecisionsBars = ({ bars, labels, upright = false }: DecisionsBarsProps) => (
  <ResponsiveContainer width="100%" height="100%">
    {/* The table below says the same to a keyboard and a screen reader; the picture needs no stop of its own. */}
    <BarChart
      data={[...bars]}
      layout={upright ? "horizontal" : "vertical"}
      margin={{ left: 8, right: 24 }}
      accessibilityLayer={false}
    >
      {upright ? (
        <>
          <XAxis type="category" dataKey="name" tick={AXIS} stroke="var(--border-base)" />
          <YAxis type="number" width={40} {...NUMBERS} />
        </>
      ) : (
        <>
          <XAxis type="number" {...NUMBERS} />
          <YAxis
            type="category"
            dataKey="name"
            width={180}
            tick={AXIS}
            stroke="var(--border-base)"
          />
        </>
      )}
      <Tooltip {...TOOLTIP} />
      <Legend
        // As the bars are stacked; else the names decide.
        itemSorter={null}
        wrapperStyle={{ fontSize: 12 }}
        // The series' own colour is for its sign; as text it would be too light to read.
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <ChartBar dataKey="sent" name={labels.sent} stackId="all" fill="#10b981" barSize={20} />
      <ChartBar dataKey="held" name={labels.held} stackId="all" fill="#f59e0b" />
      <ChartBar dataKey="skipped" name={labels.skipped} stackId="all" fill="#9ca3af" />
    </BarChart>
  </ResponsiveContainer>
)
