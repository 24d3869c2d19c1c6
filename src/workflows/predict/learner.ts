import path from "node:path"
import { Worker } from "node:worker_threads"
import type { NamedGoods } from "./history-reader"
import type { FromWorker, Lessons, ToWorker } from "./learning-worker"

export type Learner = {
  readonly begin: (goods: readonly NamedGoods[]) => Promise<void>
  /** Resolves when the piece has been read, so that no stream runs ahead. */
  readonly take: (kind: "orders" | "baskets", chunk: Buffer) => Promise<void>
  /** From the orders that were read. */
  readonly learnShop: (asOf: number) => Promise<Lessons["shop"]>
  /** From the baskets that were read. */
  readonly learnAffinity: () => Promise<Lessons["affinity"]>
  readonly end: () => Promise<void>
}

/** From the sources Node needs somebody who reads TypeScript; installed in a shop it does not. */
const FROM_SOURCES = __filename.endsWith(".ts")

/**
 * Far more than it needs. Where all of the machine is allowed, V8 lets what nobody needs any more grow to four times what is needed before
 * it looks; with less allowed it looks sooner.
 */
const MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 12 }

function unexpected({ kind }: FromWorker): never {
  throw new Error(`the learning thread answered "${kind}" to another question`)
}

/** A thread that learns beside the shop. */
export function startLearner(): Learner {
  const worker = new Worker(
    path.join(__dirname, `learning-worker${FROM_SOURCES ? ".ts" : ".js"}`),
    {
      resourceLimits: MEMORY,
      ...(FROM_SOURCES ? { execArgv: ["--require", "ts-node/register/transpile-only"] } : {}),
    }
  )
  const waiting: { resolve: (answer: FromWorker) => void; reject: (error: Error) => void }[] = []
  const fail = (error: Error): void => {
    waiting.splice(0).forEach(({ reject }) => reject(error))
  }
  worker.on("message", (answer: FromWorker) => waiting.shift()?.resolve(answer))
  worker.on("error", fail)
  worker.on("exit", (code) => fail(new Error(`the learning thread ended with ${code}`)))
  const ask = async (message: ToWorker, moved: ArrayBuffer[] = []): Promise<FromWorker> => {
    const answer = await new Promise<FromWorker>((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(message, moved)
    })
    if (answer.kind === "failed") {
      throw new Error(`learning from the shop's purchases failed: ${answer.message}`)
    }
    return answer
  }
  return {
    begin: async (goods) => {
      await ask({ kind: "begin", goods })
    },
    take: async (kind, chunk) => {
      // The connection reads on into its own buffer: what is handed over must be a copy.
      const copy = Uint8Array.from(chunk)
      await ask({ kind, chunk: copy }, [copy.buffer])
    },
    learnShop: async (as_of) => {
      const answer = await ask({ kind: "learn_shop", as_of })
      return answer.kind === "shop" ? answer.shop : unexpected(answer)
    },
    learnAffinity: async () => {
      const answer = await ask({ kind: "learn_affinity" })
      return answer.kind === "affinity" ? answer.affinity : unexpected(answer)
    },
    end: async () => {
      await worker.terminate()
    },
  }
}
