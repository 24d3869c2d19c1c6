"use client"

import { useRouter } from "next/navigation"
import type { Permission } from "medusa-plugin-kairos/storefront"
import { useKairos } from "medusa-plugin-kairos/storefront/react"
import { writeCookie } from "../lib/browser"
import { PERMISSION_COOKIE } from "../lib/permission"

/** Both answers are equally easy, and both can be changed at any time: keep a link to it in the footer. */
export function ConsentBanner() {
  const kairos = useKairos()
  const router = useRouter()
  const answer = (permission: Permission, value: string) => {
    writeCookie(PERMISSION_COOKIE, value)
    kairos.setConsent(permission)
    router.refresh()
  }
  return (
    <aside aria-label="Privacy">
      <p>May we remember this device and learn from your visits? The shop works as well without.</p>
      <button onClick={() => answer({ storage: false, profiling: false }, "none")}>
        No, thanks
      </button>
      <button onClick={() => answer({ storage: true, profiling: true }, "storage+profiling")}>
        Allow
      </button>
    </aside>
  )
}
