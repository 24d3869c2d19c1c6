import { asksForPrivacy } from "./gpc"

describe("Global Privacy Control", () => {
  it.each([
    ["1", true],
    [" 1 ", true],
    ["0", false],
    ["true", false],
    ["1;a", false],
    ["1, 1", false],
    ["", false],
    ["11", false],
    [undefined, false],
    [["1"], false],
  ])("in the header %j is %s", (header, expected) => {
    expect(asksForPrivacy(header)).toBe(expected)
  })
})
