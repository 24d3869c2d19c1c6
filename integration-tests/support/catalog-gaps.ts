import type { Localized } from "../../src/core/catalog/definitions"

type Folder = "triggers" | "facts" | "actions" | "channels"
type Labelled = { readonly key: string; readonly label: Localized }

type Definition = {
  readonly code: string
  readonly label: Localized
  readonly description?: Localized
  readonly sentence?: unknown
  readonly phrase?: Localized
  readonly args?: readonly (Labelled & {
    readonly options?: readonly { readonly value: string; readonly label: Localized }[]
  })[]
  readonly sample?: unknown
}

/** What a folder of the catalog has, and what should belong to it. */
export type CatalogFolder = {
  readonly folder: Folder
  /** The files' names without `.ts`. */
  readonly files: readonly string[]
  readonly definitions: readonly Definition[]
  /** By code: what spec/catalog.json says of it. */
  readonly cases: Readonly<Record<string, unknown>>
}

const fileOf = (code: string) => code.replace(/[._]/g, "-")
const nameOf = (file: string) => file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const CASE: Readonly<Record<Folder, string>> = {
  triggers: "the beginning of its sentence in three languages",
  facts: "the value that it reads from the sample",
  actions: "its sample's sentence in three languages",
  channels: "the address that it finds in the sample",
}

/** Every line that somebody forgot, as an instruction. */
export function catalogGaps({ folder, files, definitions, cases }: CatalogFolder): string[] {
  const listed = new Set(definitions.map(({ code }) => fileOf(code)))
  const codes = new Set(definitions.map(({ code }) => code))
  return [
    ...files
      .filter((file) => !listed.has(file))
      .map(
        (file) =>
          `add to src/catalog/index.ts: import { ${nameOf(file)} } from "./${folder}/${file}", and ${nameOf(file)} to ${folder.toUpperCase()}`
      ),
    ...definitions.flatMap((definition) => gapsOf(definition, folder, files, cases)),
    ...Object.keys(cases)
      .filter((code) => !codes.has(code))
      .map((code) => `take out of spec/catalog.json: ${folder}["${code}"], which is gone`),
  ]
}

function gapsOf(
  definition: Definition,
  folder: Folder,
  files: readonly string[],
  cases: CatalogFolder["cases"]
): string[] {
  const { code } = definition
  const file = fileOf(code)
  const place = `src/catalog/${folder}/${file}.ts`
  return [
    ...(files.includes(file) ? [] : [`move "${code}" into a file of its own: ${place}`]),
    ...(definition.sample === undefined && folder !== "channels"
      ? [`add to ${place}: sample`]
      : []),
    ...textsOf(definition).flatMap(([path, text]) =>
      (["en", "es", "pt"] as const)
        .filter((language) => (text?.[language] ?? "").trim() === "")
        .map((language) => `add to ${place}: ${path}.${language}`)
    ),
    ...(code in cases ? [] : [`add to spec/catalog.json: ${folder}["${code}"], ${CASE[folder]}`]),
  ]
}

function textsOf(definition: Definition): (readonly [string, Localized | undefined])[] {
  const { label, phrase, sentence, args = [] } = definition
  const own = (name: string, text: unknown) =>
    typeof text === "object" ? [[name, text as Localized] as const] : []
  return [
    ["label", label],
    ...("consent_channel" in definition ? [] : [["description", definition.description] as const]),
    ...own("phrase", phrase),
    ...own("sentence", sentence),
    ...args.flatMap((arg) => [
      [`args.${arg.key}.label`, arg.label] as const,
      ...(arg.options ?? []).map(
        (option) => [`args.${arg.key}.options.${option.value}`, option.label] as const
      ),
    ]),
  ]
}
