import { execFileSync, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import path from "node:path"

const ROOT = path.resolve(__dirname, "../..")
const MEDUSA = path.join(ROOT, "node_modules/@medusajs/cli/cli.js")

export type Packed = {
  readonly tarball: string
  /** Paths inside the package, without the leading `package/`. */
  readonly files: readonly string[]
}

/** Builds the plugin and packs it exactly as it would be published. */
export function packPlugin(folder: string): Packed {
  run(process.execPath, [MEDUSA, "plugin:build"], ROOT)
  const answer = npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], ROOT)
  const [packed] = JSON.parse(answer.slice(answer.indexOf("["))) as {
    filename: string
    files: { path: string }[]
  }[]
  return {
    tarball: path.join(folder, packed!.filename),
    files: packed!.files.map((file) => file.path),
  }
}

/** Medusa wants default exports of jobs, subscribers and middlewares, and its compiler writes them as CommonJS. */
const BY_MEDUSA = /sets both exports\.__esModule = true and exports\.default/

/** What the checker of published packages says about the tarball. */
export function publint(tarball: string): readonly string[] {
  const script = path.join(ROOT, "node_modules/publint/src/cli.js")
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, "run", tarball, "--level", "warning"],
    { cwd: ROOT, encoding: "utf8" }
  )
  if (!/Linting/.test(stdout)) {
    throw new Error(`publint did not run:\n${stdout}\n${stderr}`)
  }
  return stdout.split("\n").filter((line) => /^\s*\d+\. /.test(line) && !BY_MEDUSA.test(line))
}

type BillOfMaterials = {
  readonly bomFormat: string
  readonly components: readonly {
    readonly name: string
    readonly version?: string
    readonly hashes?: readonly unknown[]
  }[]
}

/** What a release is accompanied by: everything that a shop installs with the plugin, from the lock file alone. */
export function billOfMaterials(): BillOfMaterials {
  const format = ["--sbom-format", "cyclonedx"]
  return JSON.parse(
    npm(["sbom", ...format, "--omit", "dev", "--package-lock-only"], ROOT)
  ) as BillOfMaterials
}

export function npm(args: readonly string[], cwd: string): string {
  const script = process.env.npm_execpath
  return script === undefined
    ? run("npm", args, cwd)
    : run(process.execPath, [script, ...args], cwd)
}

/** The fenced code blocks of the README in one language, in their order. */
export function readmeBlocks(language: string): readonly string[] {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8")
  const fence = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g")
  return [...readme.matchAll(fence)].map((match) => match[1]!.trim())
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { NODE_OPTIONS: _options, ...env } = process.env
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
      env: { ...env, NODE_ENV: "development", MEDUSA_DISABLE_TELEMETRY: "true" },
    })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout ?? ""}\n${stderr ?? ""}`)
  }
}
