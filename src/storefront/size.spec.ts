import path from "node:path"
import { gzipSync } from "node:zlib"
import { buildSync } from "esbuild"

/** What a shopper downloads of one entry, React itself left out. */
const sizeOf = (entry: string): number => {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["react", "react/jsx-runtime"],
    jsx: "automatic",
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

describe("the storefront SDK", () => {
  it.each(["index.ts", "react.tsx"])("%s is below 5 KiB gzipped", (entry) => {
    expect(sizeOf(entry)).toBeLessThan(5 * 1024)
  })
})
