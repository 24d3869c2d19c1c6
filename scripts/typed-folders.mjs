import fs from "node:fs"
import path from "node:path"
import { ROOT } from "./test/root.mjs"

/** The folders with a tsconfig.json that together hold all TypeScript: the package's own first, which is typed without a browser. */
export const TYPED_FOLDERS = [
  ".",
  "integration-tests",
  "src/admin",
  "demo/storefront",
  "examples/nextjs-placement",
].filter((folder) => fs.existsSync(path.join(ROOT, folder, "tsconfig.json")))
