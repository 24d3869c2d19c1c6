/* Preloaded into a process of the shop: its clock is wrong by as many milliseconds as stand in the file FAULT_CLOCK. */
const { readFileSync } = require("node:fs")

const RealDate = Date
let shift = 0
const read = () => {
  try {
    shift = Number(readFileSync(process.env.FAULT_CLOCK, "utf8"))
  } catch {
    shift = 0
  }
}
read()
setInterval(read, 500).unref()

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) {
      super(RealDate.now() + shift)
    } else {
      super(...args)
    }
  }
  static now() {
    return RealDate.now() + shift
  }
}
