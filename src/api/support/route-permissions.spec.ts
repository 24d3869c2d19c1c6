import { readdirSync, readFileSync } from "node:fs"
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

  it("are asked by each screen of the admin of whoever may press its buttons (A8)", () => {
    const root = path.resolve(__dirname, "../../admin/components")
    const screens = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }))
    const acting = screens.flatMap(({ file, text }) =>
      routesSentTo(text).map((route) => ({ file, text, route }))
    )
    expect(acting.length).toBeGreaterThan(25)
    expect(acting.filter(({ route }) => permissionsOf(route).length === 0)).toEqual([])
    const unasked = acting
      .filter(({ file }) => !DRAWS_NO_BUTTON.has(file))
      .filter(({ text, route }) =>
        [text, ...partsOf(text)].every(
          (part) => !permissionsOf(route).some((needed) => asks(part, needed))
        )
      )
      .map(({ file, route }) => `${file}: ${route}`)
    expect(unasked).toEqual([])

    /** The forms that a screen is made of hold its button. */
    function partsOf(text: string): readonly string[] {
      return [...text.matchAll(/from "\.\/([\w-]+-form)"/g)].map(
        ([, name]) => screens.find(({ file }) => path.basename(file) === `${name}.tsx`)?.text ?? ""
      )
    }
  })
})

/** What is shown while somebody types, refused with the API's own words. */
const DRAWS_NO_BUTTON: ReadonlySet<string> = new Set(["templates/template-preview.tsx"])

/** `useSend("plans")`, `useSend(`plans/${id}`)`, `useSend(({ verb }) => `plans/${id}/${verb}`)`: the paths, holes as `*`. */
const routesSentTo = (text: string): readonly string[] =>
  [...text.matchAll(/useSend<[^(]*>\(\s*(?:\(\{[^)]*\}\) =>\s*)?(["`])([^"`]+)\1/g)].map(
    ([, , sent = ""]) => sent.replaceAll(/\$\{[^}]*\}/g, "*")
  )

/** Of all routes that a path may be: one with a hole for the verb is several. */
function permissionsOf(sent: string): readonly string[] {
  const parts = sent.split("/")
  const matching = Object.entries(ROUTE_PERMISSIONS).filter(([route]) => {
    const [method, template = ""] = route.split(" ")
    const names = template.split("/")
    return (
      method === "POST" &&
      names.length === parts.length &&
      names.every((name, at) => name === parts[at] || (parts[at] === "*" && at > 0))
    )
  })
  const exact = matching.filter(([route]) =>
    route
      .split(" ")[1]!
      .split("/")
      .every((name, at) => name === parts[at] || name.startsWith(":"))
  )
  return [...new Set((exact.length > 0 ? exact : matching).map(([, permission]) => permission))]
}

/** By a button or a question of its own, with the permission written out. */
const asks = (text: string, permission: string): boolean =>
  text.includes(`needs="${permission}"`) ||
  text.includes(`useMay("${permission}")`) ||
  new RegExp(`needs=\\{[^}]*"${permission}"`).test(text)
