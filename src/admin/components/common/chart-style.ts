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
