import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** The shop imports the SDK by the name that a real shop uses; here it comes from the sources beside it. */
export const storefrontConfig = ({ outDir, ssr }) => ({
  root: here("."),
  configFile: false,
  logLevel: "warn",
  mode: "production",
  plugins: [react()],
  resolve: {
    alias: [
      {
        find: "medusa-plugin-kairos/storefront/react",
        replacement: here("../../src/storefront/react.tsx"),
      },
      {
        find: "medusa-plugin-kairos/storefront",
        replacement: here("../../src/storefront/index.ts"),
      },
    ],
  },
  ssr: { noExternal: true },
  // Written into the server's part too: it runs in a process that belongs to somebody else's NODE_ENV.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    outDir,
    emptyOutDir: true,
    // The style sheet and the pictures belong to the browser's build.
    copyPublicDir: !ssr,
    ...(ssr
      ? {
          ssr: here("src/entry-server.tsx"),
          rollupOptions: { output: { entryFileNames: "[name].mjs" } },
        }
      : {}),
  },
})
