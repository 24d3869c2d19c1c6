import { type ComponentProps, Suspense } from "react"
import { lazyPart } from "../common/lazy-part"
import { Loading } from "../common/states"

// The chart's library is large; the rest of the page does not wait for it.
const ValueBars = lazyPart(() => import("./value-bars").then((module) => module.ValueBars))

/** A picture of what a table beside it says. */
export const ChartBox = (props: ComponentProps<typeof ValueBars>) => (
  <div aria-hidden className="px-6 py-4" style={{ height: 220 }}>
    <Suspense fallback={<Loading rows={3} />}>
      <ValueBars {...props} />
    </Suspense>
  </div>
)
