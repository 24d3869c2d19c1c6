import { Bar, BarChart, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts"
import { AXIS, TOOLTIP } from "../common/chart-style"

type WeekBarsProps = {
  points: readonly { name: string; recovered: number; lost: number }[]
  labels: { recovered: string; lost: string }
}

/** The height of a bar is how many carts were left in that week; what came back is its lower part. */
export const WeekBars = ({ points, labels }: WeekBarsProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <BarChart data={[...points]} margin={{ left: 0, right: 8 }} accessibilityLayer={false}>
      <XAxis dataKey="name" tick={AXIS} stroke="var(--border-base)" />
      <YAxis allowDecimals={false} width={32} tick={AXIS} stroke="var(--border-base)" />
      <Tooltip {...TOOLTIP} />
      <Legend
        itemSorter={null}
        wrapperStyle={{ fontSize: 12 }}
        formatter={(name) => <span style={{ color: "var(--fg-subtle)" }}>{name}</span>}
      />
      <Bar dataKey="recovered" name={labels.recovered} stackId="all" fill="#10b981" barSize={28} />
      <Bar dataKey="lost" name={labels.lost} stackId="all" fill="#f59e0b" />
    </BarChart>
  </ResponsiveContainer>
)
