import {
  createContext,
  createElement,
  Fragment,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type MouseEvent,
  type ReactNode,
} from "react"
import type { RenderedContent } from "../types"
import { browser } from "./browser"
import type { EmbeddedContent } from "./content"
import type { ContentContext, Kairos } from "./index"
import { parseMarkdown, type MarkdownSpan } from "./markdown"
import { createPlacementStore, type PlacementState, type PlacementStore } from "./placement-store"

export type { EmbeddedContent } from "./content"
export type { PlacementState } from "./placement-store"

type Shared = {
  readonly client: Kairos
  readonly store: PlacementStore
  readonly identity: string
  readonly locale: string | undefined
  readonly navigate: ((href: string) => void) | undefined
}

const SharedContext = createContext<Shared | null>(null)

export type KairosProviderProps = {
  readonly client: Kairos
  /** Who is shopping and what they allowed, as any string. When it changes, content is asked for anew. */
  readonly identity?: string
  readonly locale?: string
  /** What the shop's server asked for and sent along with the page. */
  readonly embedded?: EmbeddedContent
  /** The router's way to go to a path of the same site. */
  readonly navigate?: (href: string) => void
  readonly children: ReactNode
}

export const KairosProvider = (props: KairosProviderProps) => {
  const { client, embedded, identity = "", locale, navigate, children } = props
  const store = useMemo(() => createPlacementStore(client, embedded), [client, embedded])
  const shared = useMemo(
    () => ({ client, store, identity, locale, navigate }),
    [client, store, identity, locale, navigate]
  )
  return <SharedContext.Provider value={shared}>{children}</SharedContext.Provider>
}

const useShared = (): Shared => {
  const shared = useContext(SharedContext)
  if (shared === null) throw new Error("kairos: a placement needs a <KairosProvider> around it")
  return shared
}

/** The client that the provider was given. */
export const useKairos = (): Kairos => useShared().client

/**
 * Reports the page that is shown, and the one before as left, where the visitor allowed it; again when they allow it while
 * they look at it. @param path of the page, without its query
 */
export const useTrackPageView = (path: string): void => {
  const { client, identity } = useShared()
  useEffect(() => client.tracker.pageViewed(path), [client, identity, path])
}

/** Reports the product that is shown; null while it is not known. */
export const useTrackProduct = (productId: string | null): void => {
  const { client, identity } = useShared()
  useEffect(() => {
    // React runs the effects of what is inside first: the page that the product stands on must be reported before it.
    if (productId !== null) queueMicrotask(() => client.tracker.productViewed(productId))
  }, [client, identity, productId])
}

/** What to show in a placement now. `context` may change (a cart was made): then content is asked for anew. */
export const usePlacement = (code: string, context: ContentContext = {}): PlacementState => {
  const { store, identity, locale } = useShared()
  const full: ContentContext = locale === undefined ? context : { locale, ...context }
  const key = JSON.stringify([identity, code, full])
  const peek = () => store.peek(key, code)
  const state = useSyncExternalStore(store.subscribe, peek, peek)
  // The key holds all that the context says; the objects themselves are new on every render.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => store.load({ key, code, context: full }), [store, key])
  return state
}

/** Half of it, or of the screen where it is taller, seen for this many milliseconds counts as shown. */
const SEEN_FOR = 400
const THRESHOLDS = [0, 0.1, 0.25, 0.5, 0.75, 1]

/** Calls `seen` once, when the element has really been in view; never in a hidden tab. */
const watch = (element: object, seen: () => void): (() => void) => {
  const { IntersectionObserver } = browser()
  if (IntersectionObserver === undefined) return () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const observer = new IntersectionObserver(
    (entries) => {
      clearTimeout(timer)
      const last = entries[entries.length - 1]
      if (last?.isIntersecting !== true || last.intersectionRatio < 0.5) return
      timer = setTimeout(() => {
        if (browser().document?.visibilityState === "hidden") return
        observer.disconnect()
        seen()
      }, SEEN_FOR)
    },
    { threshold: THRESHOLDS }
  )
  observer.observe(element)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
  }
}

/** A ref for the element that shows a decision; records `shown` once it has been in view. */
export const useShown = (decisionId: string | null) => {
  const { client } = useShared()
  const ref = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (ref.current === null || decisionId === null || decisionId === "") return undefined
    return watch(ref.current, () => client.outcome(decisionId, "shown"))
  }, [client, decisionId])
  return ref
}

const drawSpan = (span: MarkdownSpan, key: number, onLink: LinkHandler): ReactNode => {
  if (span.kind === "text") return <Fragment key={key}>{span.text}</Fragment>
  if (span.kind === "break") return <br key={key} />
  const children = span.children.map((child, index) => drawSpan(child, index, onLink))
  if (span.kind === "strong") return <strong key={key}>{children}</strong>
  if (span.kind === "emphasis") return <em key={key}>{children}</em>
  return (
    <a key={key} href={span.href} onClick={(event) => onLink(event, span.href)}>
      {children}
    </a>
  )
}

type LinkHandler = (event: MouseEvent, href: string) => void
const noHandler: LinkHandler = () => undefined

/** Limited Markdown as React elements: nothing is ever parsed as HTML. */
export const Markdown = ({ text, onLink }: { text: string; onLink?: LinkHandler }) => (
  <>
    {parseMarkdown(text).map((paragraph, index) => (
      <p key={index}>
        {paragraph.map((span, position) => drawSpan(span, position, onLink ?? noHandler))}
      </p>
    ))}
  </>
)

/** Follows a link of the same site with the shop's router, and records the click first. */
export const useFollow = (decisionId: string | null, placement?: string): LinkHandler => {
  const { client, navigate } = useShared()
  return (event, href) => {
    if (decisionId !== null) {
      // A decision is stored when shown: a click within the first moments says both.
      client.outcome(decisionId, "shown")
      client.outcome(decisionId, "clicked")
      if (placement !== undefined) client.tracker.track("placement_clicked", { placement })
    }
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
    if (navigate === undefined || elsewhere || !href.startsWith("/")) return
    event.preventDefault()
    navigate(href)
  }
}

export type PlacementProps = {
  readonly code: string
  /** The room kept free before anything is known: a CSS length, or a number of pixels. */
  readonly reserve: number | string
  /** Shown when nothing was decided, or nobody answered in time. Must fit the reserved room. */
  readonly fallback?: ReactNode
  readonly context?: ContentContext
  readonly className?: string
  /** The name of the region for screen readers; without it the headline. */
  readonly label?: string
  readonly headingLevel?: 1 | 2 | 3
  readonly productHref?: (product: RenderedContent["products"][number]) => string
  /** Draws the content in the shop's own way; `follow` is for its links. */
  readonly children?: (content: RenderedContent, follow: LinkHandler) => ReactNode
  readonly texts?: { readonly why: string; readonly coupon: string }
  /** What stands under "Why do I see this?" beside the reasons: an off switch, a way to ask a person. */
  readonly whyActions?: (content: RenderedContent) => ReactNode
}

const ENGLISH = { why: "Why do I see this?", coupon: "Your code" }

/** A slot of the page. It holds its room from the first paint on, so that nothing jumps when content comes. */
export const Placement = (props: PlacementProps) => {
  const state = usePlacement(props.code, props.context)
  const id = state.content?.decision_id ?? null
  const ref = useShown(id)
  const follow = useFollow(id, props.code)
  return (
    <section
      ref={ref}
      className={["kairos-placement", props.className].filter(Boolean).join(" ")}
      data-testid={`placement-${props.code}`}
      data-placement={props.code}
      data-status={state.status}
      aria-label={props.label ?? (state.content?.headline || props.code)}
      aria-busy={state.status === "waiting"}
      style={{ minHeight: props.reserve }}
    >
      {state.status === "fallback" && props.fallback}
      {state.status === "ready" &&
        (props.children?.(state.content, follow) ?? (
          <PlacementBody content={state.content} follow={follow} {...props} />
        ))}
    </section>
  )
}

type BodyProps = Omit<PlacementProps, "children"> & {
  readonly content: RenderedContent
  readonly follow: LinkHandler
}

/** The plain drawing of content; every part has a class of its own for the shop's style sheet. */
export const PlacementBody = ({ content, follow, headingLevel = 2, ...props }: BodyProps) => {
  const texts = props.texts ?? ENGLISH
  const { cta, coupon } = content
  return (
    <>
      {content.image_url !== null && (
        <img className="kairos-image" src={content.image_url} alt="" decoding="async" />
      )}
      <div className="kairos-text">
        {createElement(`h${headingLevel}`, { className: "kairos-headline" }, content.headline)}
        <div className="kairos-body">
          <Markdown text={content.body} onLink={follow} />
        </div>
        {coupon !== null && (
          <p className="kairos-coupon">
            {texts.coupon} <code>{coupon.code}</code>
          </p>
        )}
        {cta !== null && (
          <a className="kairos-cta" href={cta.href} onClick={(event) => follow(event, cta.href)}>
            {cta.label}
          </a>
        )}
      </div>
      <PlacementProducts content={content} follow={follow} productHref={props.productHref} />
      {content.disclosure !== null && <p className="kairos-disclosure">{content.disclosure}</p>}
      {content.why !== "" && (
        <details className="kairos-why">
          <summary>{texts.why}</summary>
          <p>{content.why}</p>
          {props.whyActions?.(content)}
        </details>
      )}
    </>
  )
}

type ProductsProps = Pick<BodyProps, "content" | "follow"> & {
  readonly productHref: PlacementProps["productHref"]
}

const PlacementProducts = ({ content, follow, productHref }: ProductsProps) =>
  content.products.length === 0 ? null : (
    <ul className="kairos-products">
      {content.products.map((product) => {
        const href = productHref?.(product) ?? `/products/${encodeURIComponent(product.handle)}`
        return (
          <li key={product.id}>
            <a href={href} onClick={(event) => follow(event, href)}>
              {product.thumbnail !== null && <img src={product.thumbnail} alt="" loading="lazy" />}
              <span>{product.title}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
