import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { AXIS, TOOLTIP } from "../common/chart-style"

type ValueBarsProps = {
  points: readonly { name: string; first: number; second?: number }[]
  labels: { first: string; second?: string }
  /** Things are counted whole; means and money are not. */
  whole?: boolean
}

/** One or two figures side by side. */
export const ValueBars = ({ points, labels, whole = false }: ValueBarsProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <BarChart data={[...points]} margin={{ left: 0, right: 8 }} accessibilityLayer={false}>
      <XAxis dataKey="name" tick={AXIS} stroke="var(--border-base)" />
      <YAxis allowDecimals={!whole} width={56} tick={AXIS} stroke="var(--border-base)" />
      <Tooltip {...TOOLTIP} />
      <Legend
        wrapperStyle={{ fontSize: 12 }}
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <Bar dataKey="first" name={labels.first} fill="#3b82f6" />
      {labels.second === undefined ? null : (
        <Bar dataKey="second" name={labels.second} fill="#10b981" />
      )}
    </BarChart>
  </ResponsiveContainer>
)
