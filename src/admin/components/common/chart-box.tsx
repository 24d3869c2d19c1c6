import { Suspense } from "react"
import type { BarsProps } from "./bars"
import { lazyPart } from "./lazy-part"
import { Loading } from "./states"

// The chart's library is large; the rest of the page does not wait for it, and no other page may load it.
const Bars = lazyPart(() => import("./bars").then((module) => module.Bars))

type ChartBoxProps = BarsProps & { height?: number; className?: string }

/** Bars for the eye. A table beside them says the same to every other way of reading. */
export const ChartBox = ({ height = 220, className = "px-6 py-4", ...bars }: ChartBoxProps) => (
  <div aria-hidden className={className} style={{ height }}>
    <Suspense fallback={<Loading rows={3} />}>
      <Bars {...bars} />
    </Suspense>
  </div>
)
