#!/usr/bin/env node
/**
 * Lints everything and checks all types. In one process, because the linter asks the compiler about almost every expression: what
 * tsc would find as well costs some seconds here and half a minute by itself.
 */
import path from "node:path"
import process from "node:process"
import { ESLint } from "eslint"
import ts from "typescript"
import { ROOT } from "./test/root.mjs"
import { TYPED_FOLDERS } from "./typed-folders.mjs"

const programs = TYPED_FOLDERS.map(programOf)
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: {
    files: ["**/*.{ts,tsx,mts}"],
    languageOptions: { parserOptions: { project: null, programs } },
  },
})
const results = await eslint.lintFiles(["."])
const formatter = await eslint.loadFormatter("stylish")
const complaints = [
  await formatter.format(results),
  ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(typeErrors()), {
    getCurrentDirectory: () => ROOT,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  }),
].filter((text) => text !== "")
console.log(complaints.join("\n"))
process.exitCode = complaints.length === 0 ? 0 : 1

/** A file of several programs is checked in the first, which knows least of the world. */
function typeErrors() {
  const checked = new Set()
  return programs.flatMap((program) =>
    program
      .getSourceFiles()
      .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && !checked.has(fileName))
      .flatMap((file) => {
        checked.add(file.fileName)
        return ts.getPreEmitDiagnostics(program, file)
      })
  )
}

function programOf(folder) {
  const file = path.join(ROOT, folder, "tsconfig.json")
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(
    file,
    { noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`)
      },
    }
  )
  return ts.createProgram({
    rootNames: fileNames,
    options,
    configFileParsingDiagnostics: errors,
    // The linter climbs from a node to its parents.
    host: ts.createCompilerHost(options, true),
  })
}
