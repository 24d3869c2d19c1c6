const WIDTH = 112
const HEIGHT = 24
/** A bar of a single hour is a bar, not a box. */
const WIDEST = 8

type SparklineProps = { values: readonly number[]; label: string }

/** So small a picture needs no chart library. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(1, ...values)
  const step = Math.min(WIDEST, WIDTH / values.length)
  return (
    <svg
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      className="text-ui-fg-muted fill-current"
    >
      {values.map((value, index) => {
        const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT)
        return (
          <rect
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={Math.max(1, step - 2)}
            height={height}
          />
        )
      })}
    </svg>
  )
}
