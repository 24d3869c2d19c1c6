"use client"

import { usePathname, useRouter } from "next/navigation"
import type { EmbeddedContent } from "medusa-plugin-kairos/storefront"
import { KairosProvider, useTrackPageView } from "medusa-plugin-kairos/storefront/react"
import type { ReactNode } from "react"
import { kairos } from "../lib/browser"

type Props = {
  /** What the server found; undefined when Kairos was late: then the browser asks once. */
  readonly embedded: EmbeddedContent | undefined
  /** Who is shopping and what they allowed. When it changes, content is asked for anew. */
  readonly identity: string
  readonly children: ReactNode
}

const Tracked = ({ children }: { readonly children: ReactNode }) => {
  useTrackPageView(usePathname())
  return children
}

export function Personal({ embedded, identity, children }: Props) {
  const router = useRouter()
  return (
    <KairosProvider
      client={kairos}
      identity={identity}
      navigate={(href) => router.push(href)}
      {...(embedded === undefined ? {} : { embedded })}
    >
      <Tracked>{children}</Tracked>
    </KairosProvider>
  )
}
