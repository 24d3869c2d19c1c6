/** How every chart of ours looks, in both themes. */
export const AXIS = { fill: "var(--fg-subtle)", fontSize: 12 }

export const TOOLTIP = {
  cursor: { fill: "var(--bg-base-hover)" },
  contentStyle: {
    background: "var(--bg-component)",
    border: "1px solid var(--border-base)",
    borderRadius: 8,
    color: "var(--fg-base)",
  },
} as const

/** Of what is drawn, by what it looks like: green for what succeeded, amber for what waits or was lost, grey for the rest. */
export const COLORS = {
  green: "#10b981",
  amber: "#f59e0b",
  grey: "#9ca3af",
  blue: "#3b82f6",
} as const
