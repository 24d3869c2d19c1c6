import { promisify } from "node:util"
import { constants, deflateRaw, inflateRaw } from "node:zlib"

const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** Rows that wait until what they were read from is closed. */
export type RowPile<Row> = {
  readonly put: (rows: readonly Row[]) => Promise<void>
  /** Takes them off again, in their pieces and their order. */
  readonly takeOff: (work: (rows: readonly Row[]) => Promise<void>) => Promise<void>
}

/** Packed, because a million forecasts are 300 MB as text and a tenth of it so; the packing itself leaves the event loop alone. */
export function rowPile<Row>(): RowPile<Row> {
  const pieces: Promise<Buffer>[] = []
  return {
    put: async (rows) => {
      const piece = deflated(JSON.stringify(rows), { level: constants.Z_BEST_SPEED })
      pieces.push(piece)
      await piece
    },
    takeOff: async (work) => {
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        await work(JSON.parse(String(await inflated(await piece))) as readonly Row[])
      }
    },
  }
}
