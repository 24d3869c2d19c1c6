import type { Logger } from "@medusajs/framework/types"
import { correlated, correlatedLogger } from "./correlation"

describe("a line of the log", () => {
  const lines: string[] = []
  const write = (line: string) => lines.push(line)
  const logger = correlatedLogger({ error: write, warn: write, info: write } as unknown as Logger)
  beforeEach(() => {
    lines.length = 0
  })

  it("says what it belongs to, however deep it is written, and what of that is over no more", async () => {
    await correlated({ request_id: "r1" }, async () => {
      await Promise.resolve()
      await correlated({ event_id: "order.placed:order_1" }, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        logger.warn("failed")
      })
      logger.error("refused")
    })
    logger.info("alone")
    expect(lines).toEqual([
      "failed request_id=r1 event_id=order.placed:order_1",
      "refused request_id=r1",
      "alone",
    ])
  })

  it("does not mix up what happens at once", async () => {
    await Promise.all(
      ["a", "b", "c"].map((request_id) =>
        correlated({ request_id }, async () => {
          await new Promise((resolve) => setImmediate(resolve))
          logger.info("done")
        })
      )
    )
    expect(lines).toEqual(["done request_id=a", "done request_id=b", "done request_id=c"])
  })

  it("stays one line, whatever somebody called an event", () => {
    correlated({ event_id: "x\nadmin=true level=error" }, () => logger.info("taken"))
    expect(lines).toEqual(["taken event_id=x_admin_true_level_error"])
  })
})
