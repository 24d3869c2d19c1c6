import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useLocale } from "../../lib/locale"
import { StandingBanners } from "./standing-banners"

type SectionProps = {
  title: string
  level?: "h1" | "h2"
  description?: ReactNode
  actions?: ReactNode
  children?: ReactNode
  badge?: ReactNode
}

/** A card with its heading; the first one of a page carries the page's h1. */
export function Section({
  title,
  level = "h2",
  description,
  actions,
  children,
  badge,
}: SectionProps) {
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-start justify-between gap-3 px-6 py-4">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading level={level} className="break-words">
              {title}
            </Heading>
            {badge}
          </div>
          {description ? (
            <Text size="small" className="text-ui-fg-subtle mt-1 max-w-3xl">
              {description}
            </Text>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </Container>
  )
}

/** A page of ours, under whatever keeps everything from leaving. */
export const Page = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-y-3 pb-8">
    <StandingBanners />
    {children}
  </div>
)

/** Main column and a narrower one beside it; one below the other where there is no room. */
export const TwoColumns = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
    <div className="flex w-full min-w-0 flex-col gap-y-3">{main}</div>
    <div className="flex w-full flex-col gap-y-3">{side}</div>
  </div>
)

/** A breadcrumb's text: a route's `handle` has no hooks of its own. */
export const Crumb = ({ name }: { name: string }) => {
  const { t } = useLocale()
  return <>{t(name)}</>
}

export const TextLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link
    to={to}
    // Medusa's blue for links is too light for small text; an underline in the text's own colour is not.
    className="text-ui-fg-base decoration-ui-border-strong focus-visible:shadow-borders-focus rounded-sm underline underline-offset-2 outline-none hover:decoration-current"
  >
    {children}
  </Link>
)

/** Term and value, one under the other in rows of a card. */
export const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="grid grid-cols-2 items-start gap-4 px-6 py-3">
    <dt className="txt-compact-small text-ui-fg-subtle font-medium">{term}</dt>
    <dd className="txt-compact-small min-w-0 break-words">{children}</dd>
  </div>
)
