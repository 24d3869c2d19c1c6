import type { RenderedContent } from "../types"
import type { ContentContext, ContentReader, EmbeddedContent } from "./content"

/** `waiting`: the room is reserved. `ready`: decided. `fallback`: nothing for this person, or nobody answered. */
export type PlacementState =
  | { readonly status: "waiting"; readonly content: null }
  | { readonly status: "ready"; readonly content: RenderedContent }
  | { readonly status: "fallback"; readonly content: null }

const WAITING: PlacementState = { status: "waiting", content: null }
const FALLBACK: PlacementState = { status: "fallback", content: null }

type Entry = { readonly state: PlacementState; readonly staleAt: number }
type Wish = { readonly key: string; readonly code: string; readonly context: ContentContext }

export type PlacementStore = {
  /** The first view of a placement takes what came with the page. */
  readonly peek: (key: string, code: string) => PlacementState
  /** Asks unless an answer is there that may still be shown. Wishes of one tick with one context travel together. */
  readonly load: (wish: Wish) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** An embedded answer lives at least until the page has started, in milliseconds, also with a `ttl` of 0. */
const EMBEDDED_LIFE = 5_000

/** Milliseconds since the page began; only differences are used. */
const now = (): number => globalThis.performance.now()

const stateOf = (content: RenderedContent | null): PlacementState =>
  content === null ? FALLBACK : { status: "ready", content }

/**
 * What the placements of one page view show. What is shown stays: a late answer is never swapped in for a fallback
 * that a person already sees, because that is what makes pages jump.
 */
export const createPlacementStore = (
  client: { readonly content: ContentReader },
  embedded?: EmbeddedContent
): PlacementStore => {
  const entries = new Map<string, Entry>()
  const unclaimed = new Map(Object.entries(embedded?.content ?? {}))
  const listeners = new Set<() => void>()
  let wishes: Wish[] = []

  const ask = async (group: readonly Wish[], context: ContentContext) => {
    const answer = await client.content(
      group.map((wish) => wish.code),
      context
    )
    for (const { key, code } of group) {
      const state = stateOf(answer.content[code] ?? null)
      entries.set(key, { state, staleAt: now() + answer.ttl * 1_000 })
    }
    listeners.forEach((listener) => listener())
  }

  const flush = () => {
    const groups = new Map<string, Wish[]>()
    for (const wish of wishes) {
      const same = JSON.stringify(wish.context)
      groups.set(same, [...(groups.get(same) ?? []), wish])
    }
    wishes = []
    for (const group of groups.values()) void ask(group, group[0]?.context ?? {})
  }

  return {
    peek: (key, code) => {
      const content = unclaimed.get(code)
      if (content !== undefined && !entries.has(key)) {
        const life = Math.max((embedded?.ttl ?? 0) * 1_000, EMBEDDED_LIFE)
        entries.set(key, { state: stateOf(content), staleAt: now() + life })
        unclaimed.delete(code)
      }
      return entries.get(key)?.state ?? WAITING
    },
    load: (wish) => {
      const entry = entries.get(wish.key)
      if (entry !== undefined && now() < entry.staleAt) return
      entries.set(wish.key, { state: WAITING, staleAt: Infinity })
      wishes.push(wish)
      if (wishes.length === 1) queueMicrotask(flush)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
