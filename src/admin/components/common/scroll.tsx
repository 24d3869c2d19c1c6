import type { ReactNode } from "react"

/** A wide table scrolls by itself and by keyboard; the page stays still. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  <div
    role="group"
    aria-label={label}
    tabIndex={0}
    className="focus-visible:shadow-borders-focus w-full overflow-x-auto outline-none last:rounded-b-lg"
  >
    {children}
  </div>
)
