import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { AXIS, TOOLTIP } from "../common/chart-style"

type OutcomeBarsProps = {
  points: readonly { name: string; sent: number; goals: number }[]
  labels: { sent: string; goals: string }
}

/** Sent and reached, day by day. */
export const OutcomeBars = ({ points, labels }: OutcomeBarsProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <BarChart data={[...points]} margin={{ left: 0, right: 8 }} accessibilityLayer={false}>
      <XAxis dataKey="name" tick={AXIS} stroke="var(--border-base)" />
      <YAxis allowDecimals={false} width={32} tick={AXIS} stroke="var(--border-base)" />
      <Tooltip {...TOOLTIP} />
      <Legend
        wrapperStyle={{ fontSize: 12 }}
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <Bar dataKey="sent" name={labels.sent} fill="#9ca3af" />
      <Bar dataKey="goals" name={labels.goals} fill="#10b981" />
    </BarChart>
  </ResponsiveContainer>
)
