import { readFileSync } from "node:fs"
import path from "node:path"
import { ROUTE_PERMISSIONS } from "./route-permissions"

describe("the permissions of the admin's routes", () => {
  it("are said of every route that there is, and of no other", () => {
    const document = JSON.parse(
      readFileSync(path.resolve(__dirname, "../../../docs/openapi.json"), "utf8")
    ) as { paths: Record<string, Record<string, unknown>> }
    const routes = Object.entries(document.paths)
      .filter(([route]) => route.startsWith("/admin/kairos/"))
      .flatMap(([route, methods]) =>
        Object.keys(methods).map(
          (method) =>
            `${method.toUpperCase()} ${route.slice("/admin/kairos/".length).replaceAll(/\{(\w+)\}/g, ":$1")}`
        )
      )
    expect(Object.keys(ROUTE_PERMISSIONS).sort()).toEqual(routes.sort())
  })
})
