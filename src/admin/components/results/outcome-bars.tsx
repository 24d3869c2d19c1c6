import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"

type OutcomeBarsProps = {
  points: readonly { name: string; sent: number; goals: number }[]
  labels: { sent: string; goals: string }
}

const AXIS = { fill: "var(--fg-subtle)", fontSize: 12 }

/** Sent and reached, day by day. */
export const OutcomeBars = ({ points, labels }: OutcomeBarsProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <BarChart data={[...points]} margin={{ left: 0, right: 8 }} accessibilityLayer={false}>
      <XAxis dataKey="name" tick={AXIS} stroke="var(--border-base)" />
      <YAxis allowDecimals={false} width={32} tick={AXIS} stroke="var(--border-base)" />
      <Tooltip
        cursor={{ fill: "var(--bg-base-hover)" }}
        contentStyle={{
          background: "var(--bg-component)",
          border: "1px solid var(--border-base)",
          borderRadius: 8,
          color: "var(--fg-base)",
        }}
      />
      <Legend
        wrapperStyle={{ fontSize: 12 }}
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <Bar dataKey="sent" name={labels.sent} fill="#9ca3af" />
      <Bar dataKey="goals" name={labels.goals} fill="#10b981" />
    </BarChart>
  </ResponsiveContainer>
)
