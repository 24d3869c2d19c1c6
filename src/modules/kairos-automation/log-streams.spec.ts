import { Writable } from "node:stream"
import { outliveLostLines } from "./log-streams"

/** As Node's stdout is on a full disk: each line is an error, and the stream stays. */
function fullDisk(): Writable {
  const noRoom = Object.assign(new Error("no space left on device"), { code: "ENOSPC" })
  return new Writable({ autoDestroy: false, write: (_line, _encoding, done) => done(noRoom) })
}

describe("a log without room", () => {
  it("loses its lines, and nothing else comes of it (F46)", async () => {
    const stdout = fullDisk()
    outliveLostLines([stdout])
    const lost = new Promise((resolve) => stdout.write("a line", resolve))
    await expect(lost).resolves.toMatchObject({ code: "ENOSPC" })
    await new Promise(setImmediate)
    expect(stdout.listenerCount("error")).toBe(1)
  })

  it("is listened to once, however often it is asked for, and whoever listens beside", () => {
    const stdout = fullDisk()
    stdout.once("error", () => undefined)
    outliveLostLines([stdout])
    outliveLostLines([stdout])
    expect(stdout.listenerCount("error")).toBe(2)
  })
})
