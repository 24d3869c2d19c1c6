import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { npm, readmeBlocks } from "./packed"

const ROOT = path.resolve(__dirname, "../..")

type Manifest = { readonly devDependencies: Readonly<Record<string, string>> }

/**
 * A Medusa application as `create-medusa-app` leaves it, with our tarball instead of the registry's package and the README's
 * lines in its configuration. The e-mail provider is the demo's, as a shop has one of its own.
 */
export function makeBlankApp(folder: string, tarball: string): void {
  mkdirSync(path.join(folder, "src/scripts"), { recursive: true })
  write(folder, "package.json", JSON.stringify(manifest(), null, 2))
  write(folder, "tsconfig.json", JSON.stringify(TSCONFIG, null, 2))
  write(folder, "medusa-config.ts", config())
  cpSync(path.join(ROOT, "demo/mailbox-provider"), path.join(folder, "src/providers/mailbox"), {
    recursive: true,
    filter: (file) => !file.endsWith(".spec.ts"),
  })
  cpSync(
    path.join(ROOT, "integration-tests/support/base-shop.ts"),
    path.join(folder, "src/scripts/base-shop.ts")
  )
  cpSync(
    path.join(ROOT, "integration-tests/support/prepare-shop.ts"),
    path.join(folder, "src/scripts/prepare-shop.ts")
  )
  // A shop's own definitions, which import what the package exports and nothing else.
  cpSync(path.join(ROOT, "examples/extend"), path.join(folder, "src/kairos"), { recursive: true })
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund"], folder)
  // The README's `npm install medusa-plugin-kairos`, with what would be on the registry.
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], folder)
}

function manifest(): unknown {
  const { devDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, "package.json"), "utf8")
  ) as Manifest
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, devDependencies[name]]))
  return {
    name: "blank-shop",
    private: true,
    dependencies: pick([
      "@medusajs/admin-sdk",
      "@medusajs/cli",
      "@medusajs/framework",
      "@medusajs/medusa",
    ]),
    devDependencies: pick([
      "@swc/core",
      "@types/node",
      "@types/react",
      "@types/react-dom",
      "react",
      "react-dom",
      "ts-node",
      "typescript",
      "vite",
    ]),
  }
}

/** The README's `plugins` entry stands in the configuration word for word, with the shop's own definitions in its options. */
function config(): string {
  const plugins = readmeBlocks("ts").find((block) => block.startsWith("plugins:"))
  if (plugins === undefined) {
    throw new Error("the README shows no `plugins:` entry for medusa-config.ts")
  }
  const extended = plugins.replace("options: {", "options: {\n      ...extensions,")
  return `import { defineConfig } from "@medusajs/framework/utils"
import { extensions } from "./src/kairos/extensions"

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, sslmode: "disable" },
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "only-for-the-tests",
      cookieSecret: "only-for-the-tests",
    },
  },
  modules: [
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            resolve: "./src/providers/mailbox",
            id: "mailbox",
            options: { channels: ["email"], url: process.env.KAIROS_MAILBOX_URL },
          },
          {
            resolve: "@medusajs/medusa/notification-local",
            id: "local",
            options: { channels: ["feed"] },
          },
        ],
      },
    },
  ],
  ${extended.replaceAll("\n", "\n  ")}
})
`
}

const TSCONFIG = {
  compilerOptions: {
    target: "ES2021",
    esModuleInterop: true,
    module: "Node16",
    moduleResolution: "Node16",
    emitDecoratorMetadata: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    declaration: false,
    sourceMap: false,
    inlineSourceMap: true,
    outDir: "./.medusa/server",
    rootDir: "./",
    jsx: "react-jsx",
    forceConsistentCasingInFileNames: true,
    resolveJsonModule: true,
    checkJs: false,
    strictNullChecks: true,
  },
  "ts-node": { swc: true },
  include: ["**/*", ".medusa/types/*"],
  exclude: ["node_modules", ".medusa/server", ".medusa/admin", ".cache"],
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(path.join(folder, name), text)
}
