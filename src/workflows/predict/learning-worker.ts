import { parentPort } from "node:worker_threads"
import {
  type AffinityLessons,
  learnAffinity,
  learnShop,
  type ShopLessons,
} from "../../core/analysis/learn-shop"
import type { NotEnough } from "../../core/predict/not-enough"
import { wholeLines } from "../../read-models/copy-out"
import { basketReader, keysOf, type NamedGoods, orderReader } from "./history-reader"

/*
 * The thread that learns: fits take seconds in which no checkout could be answered. It is given streams piece by piece, confirms each
 * piece, and answers with what it learned.
 */

export type ToWorker =
  | { readonly kind: "begin"; readonly goods: readonly NamedGoods[] }
  | { readonly kind: "orders" | "baskets"; readonly chunk: Uint8Array }
  | { readonly kind: "learn_shop"; readonly as_of: number }
  | { readonly kind: "learn_affinity" }

export type FromWorker =
  | { readonly kind: "taken" }
  | { readonly kind: "shop"; readonly shop: ShopLessons }
  | { readonly kind: "affinity"; readonly affinity: Lessons["affinity"] }
  | { readonly kind: "failed"; readonly message: string }

export type Lessons = {
  readonly shop: ShopLessons
  readonly affinity: AffinityLessons | NotEnough
}

function begin(goods: readonly NamedGoods[]) {
  const keys = keysOf(goods)
  const reader = orderReader(keys)
  return { keys, reader, orders: wholeLines(reader.take), baskets: basketReader(keys) }
}

let study = begin([])

function handle(message: ToWorker): FromWorker {
  switch (message.kind) {
    case "begin":
      study = begin(message.goods)
      return { kind: "taken" }
    case "orders":
      void study.orders(Buffer.from(message.chunk))
      return { kind: "taken" }
    case "baskets":
      study.baskets.take(message.chunk)
      return { kind: "taken" }
    case "learn_shop":
      return { kind: "shop", shop: shopLessons(message.as_of) }
    case "learn_affinity":
      return { kind: "affinity", affinity: affinityLessons() }
  }
}

function affinityLessons(): Lessons["affinity"] {
  const { counter, counts, baskets } = study.baskets.end()
  return learnAffinity(counter, counts, baskets, (no) => study.keys.get(no)!)
}

function shopLessons(asOf: number): ShopLessons {
  const { orders } = study.reader
  const lines = { lines: orders.length, usable: orders.length, rejected: {} }
  return learnShop({ orders, returns: [], titles: new Map(), lines }, asOf)
}

parentPort?.on("message", (message: ToWorker) => {
  let answer: FromWorker
  try {
    answer = handle(message)
  } catch (error) {
    answer = { kind: "failed", message: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
