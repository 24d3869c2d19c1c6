import path from "node:path"

/** The file of Medusa's command line, run with node: `npx` in between would swallow signals. */
export const medusa = (root) => path.join(root, "node_modules", "@medusajs", "cli", "cli.js")
