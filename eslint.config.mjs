import js from "@eslint/js"
import reactHooks from "eslint-plugin-react-hooks"
import tseslint from "typescript-eslint"
import { TYPED_FOLDERS } from "./scripts/typed-folders.mjs"

const CLOCK =
  "Take the time as an argument in core, the database's now() in SQL, or runtime.clock.now() elsewhere: src/clock.ts is the only place that reads the machine's clock."

/** Time and randomness are arguments, so that every decision can be played again. */
const ownClockOnly = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: CLOCK,
  },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: CLOCK,
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: CLOCK,
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message:
      "Take a seed as an argument in core; for secrets and ids use node:crypto in the modules and workflows.",
  },
]

const namedExportsOnly = {
  selector: "ExportDefaultDeclaration",
  message:
    "Export by name. Only what Medusa loads by default export (subscribers, jobs, modules' index.ts, middlewares.ts, admin routes and widgets) has one.",
}

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/dist/",
      ".medusa/",
      ".kairos/",
      "public/",
      "coverage/",
      "docs/openapi.json",
      "src/admin/vite-env.d.ts",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: TYPED_FOLDERS.map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers and nullable database values belong in messages; objects and functions do not.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      // `noUncheckedIndexedAccess` makes `[0]!` the honest way to say "this index exists".
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // Takes away assertions that `noUncheckedIndexedAccess` needs.
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      // Inputs are `unknown` until a check has named their type; what cannot be printed is refused there.
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Functions of an interface that others fill with IO are async without awaiting anything.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/clock.ts", "**/*.spec.ts", "**/*.spec.tsx"],
    rules: {
      "max-depth": ["error", 3],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        ...ownClockOnly,
        namedExportsOnly,
        {
          selector: "TSEnumDeclaration",
          message: "Use a union of string literals (or an `as const` list).",
        },
      ],
    },
  },
  {
    // What Medusa loads by its default export.
    files: [
      "src/subscribers/**/*.ts",
      "src/jobs/**/*.ts",
      "src/modules/*/index.ts",
      "src/links/**/*.ts",
      "src/providers/*/index.ts",
      "src/api/middlewares.ts",
      "src/admin/**/*.{ts,tsx}",
    ],
    rules: { "no-restricted-syntax": ["error", ...ownClockOnly] },
  },
  {
    // A browser has no database clock, and what it shows is for the eye.
    files: ["src/admin/**/*.{ts,tsx}", "src/storefront/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { ...reactHooks.configs.recommended.rules, "no-restricted-syntax": "off" },
  },
  {
    files: ["demo/storefront/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ["src/bin/**/*.ts", "src/importers/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Rows of knex, answers of HTTP and Medusa's own types come as `any`; inside core and catalog nothing does.
    files: ["**/*.{ts,tsx,mts}"],
    ignores: ["src/core/**", "src/catalog/**", "src/options/**", "src/types/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      // Medusa's types promise what is not always there (a guest has no `auth_context`); a look costs nothing.
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  {
    files: ["**/*.spec.{ts,tsx}", "integration-tests/**/*.ts", "bench/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-require-imports": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      ecmaVersion: 2024,
      globals: Object.fromEntries(
        [
          "process",
          "console",
          "Buffer",
          "URL",
          "URLSearchParams",
          "fetch",
          "performance",
          "setTimeout",
          "clearTimeout",
          "setInterval",
          "clearInterval",
          "setImmediate",
          "structuredClone",
          "AbortSignal",
          "AbortController",
          "TextEncoder",
          "TextDecoder",
          "Response",
          "Request",
          "Headers",
          "crypto",
          "queueMicrotask",
        ].map((name) => [name, "readonly"])
      ),
    },
    rules: { "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }] },
  },
  {
    files: ["**/*.{cjs,js}"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { module: "writable", require: "readonly", __dirname: "readonly" },
    },
  },
  {
    // Runs in a browser page.
    files: ["demo/mailbox/page.mjs", "demo/storefront/**/*.js"],
    languageOptions: { globals: { document: "readonly", window: "readonly" } },
  }
)
