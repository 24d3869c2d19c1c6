import { transformFileSync } from "@swc/core"
import fs from "node:fs"
import path from "node:path"

const ROOMS = ["src", "bench", "integration-tests"]

/**
 * The sources as JavaScript, as a shop has them installed: a process, and each of its threads, would else hold a TypeScript compiler of
 * some hundred megabytes, which a benchmark of memory must not count.
 * @returns the folder that stands for the repository's
 */
export function transpiled(root, folder) {
  for (const name of fs.readdirSync(root)) {
    if (!ROOMS.includes(name) && name !== ".git") {
      fs.symlinkSync(path.join(root, name), path.join(folder, name))
    }
  }
  for (const room of ROOMS) {
    for (const name of fs.readdirSync(path.join(root, room), { recursive: true })) {
      write(path.join(root, room, name), path.join(folder, room, name))
    }
  }
  return folder
}

const OPTIONS = {
  module: { type: "commonjs" },
  jsc: {
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: "es2022",
  },
  swcrc: false,
}

function write(from, to) {
  if (fs.statSync(from).isDirectory()) {
    fs.mkdirSync(to, { recursive: true })
  } else if (/(?<!\.d)\.ts$/.test(from)) {
    fs.mkdirSync(path.dirname(to), { recursive: true })
    fs.writeFileSync(to.replace(/\.ts$/, ".js"), transformFileSync(from, OPTIONS).code)
  } else if (/\.(json|[cm]?js)$/.test(from)) {
    fs.mkdirSync(path.dirname(to), { recursive: true })
    fs.copyFileSync(from, to)
  }
}
