import { Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { AXIS, TOOLTIP } from "../common/chart-style"

type RateLinesProps = {
  /** Shares from 0 to 1; null where there is nothing to have a share of. */
  points: readonly { name: string; renewed: number | null; churned: number | null }[]
  labels: { renewed: string; churned: string }
  format: (share: number) => string
}

export const RateLines = ({ points, labels, format }: RateLinesProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <LineChart data={[...points]} margin={{ left: 0, right: 16 }} accessibilityLayer={false}>
      <XAxis dataKey="name" tick={AXIS} stroke="var(--border-base)" />
      <YAxis
        width={56}
        domain={[0, 1]}
        tick={AXIS}
        tickFormatter={format}
        stroke="var(--border-base)"
      />
      <Tooltip {...TOOLTIP} cursor={false} formatter={(value) => format(Number(value))} />
      <Legend
        wrapperStyle={{ fontSize: 12 }}
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <Line dataKey="renewed" name={labels.renewed} stroke="#10b981" strokeWidth={2} />
      <Line dataKey="churned" name={labels.churned} stroke="#f97316" strokeWidth={2} />
    </LineChart>
  </ResponsiveContainer>
)
