import { readFileSync } from "node:fs"
import path from "node:path"
import { LIMITS } from "./limits"
import { addressBlock, seenAddress, subscriberOf } from "./rate-limits"

describe("the address that is counted", () => {
  it.each<[string, string | undefined, number, string]>([
    ["nobody in between", undefined, 0, "203.0.113.9"],
    ["a header that nobody vouches for", "10.0.0.1", 0, "203.0.113.9"],
    ["one proxy", "198.51.100.7", 1, "198.51.100.7"],
    ["a client that writes the header itself", "1.1.1.1, 2.2.2.2, 198.51.100.7", 1, "198.51.100.7"],
    [
      "two proxies, and what the client wrote",
      "1.1.1.1, 198.51.100.7, 10.0.0.2",
      2,
      "198.51.100.7",
    ],
    ["fewer addresses than proxies", "198.51.100.7", 3, "198.51.100.7"],
    ["an empty header", " , ", 1, "203.0.113.9"],
  ])("with %s", (_name, header, proxies, expected) => {
    expect(seenAddress(header, "203.0.113.9", proxies)).toBe(expected)
  })

  it.each([
    ["203.0.113.9", "203.0.113.9", "203.0.113.0/24"],
    ["::ffff:203.0.113.9", "203.0.113.9", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2", "2001:db8:1::/48"],
    ["2001:db8::6", "2001:db8:0:0", "2001:db8:0::/48"],
    ["::1", "0:0:0:0", "0:0:0::/48"],
  ])("%s is counted as %s and reported as %s", (ip, subscriber, block) => {
    expect(subscriberOf(ip)).toBe(subscriber)
    expect(addressBlock(subscriber)).toBe(block)
  })
})

it("every limit stands in docs/security.md with its numbers", () => {
  const docs = readFileSync(path.resolve(__dirname, "../../../docs/security.md"), "utf8")
  const rows = docs
    .split("\n")
    .filter((line) => /^\| `\w+` +\| +[\d,]+ +\| +[\d,]+ s +\|/.test(line))
  const listed = rows.map((row) => {
    const [name, points, seconds] = row
      .split("|")
      .slice(1)
      .map((cell) => cell.trim())
    const number = (text = "") => Number(text.replaceAll(/[^\d]/g, ""))
    return { name: name?.replaceAll("`", ""), points: number(points), seconds: number(seconds) }
  })
  expect(listed).toEqual(Object.values(LIMITS))
})
