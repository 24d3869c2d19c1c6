import { readFileSync } from "node:fs"
import path from "node:path"

type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: unknown
}

export type OurRoute = {
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  readonly query: readonly string[]
  readonly hasBody: boolean
}

/** Every route of ours, from the document that is generated from them: a test of all of them meets a new one by itself. */
export const ourRoutes: readonly OurRoute[] = Object.entries(
  (
    JSON.parse(readFileSync(path.resolve(__dirname, "../../docs/openapi.json"), "utf8")) as {
      paths: Record<string, Record<string, Operation>>
    }
  ).paths
).flatMap(([route, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path: route,
    query: (operation.parameters ?? []).filter((p) => p.in === "query").map((p) => p.name),
    hasBody: operation.requestBody !== undefined,
  }))
)
