import fs from "node:fs"
import path from "node:path"
import { ROOT } from "./test/root.mjs"

/** The folders with a tsconfig.json that together hold all TypeScript; the package's own is looked at by itself, without a browser's types. */
export const TYPED_FOLDERS = [
  "integration-tests",
  "src/admin",
  "demo/storefront",
  "examples/nextjs-placement",
].filter((folder) => fs.existsSync(path.join(ROOT, folder, "tsconfig.json")))
