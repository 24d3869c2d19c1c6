import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"
import { redisModules } from "./examples/scaling/redis-modules"
import type * as Examples from "./examples/extend/extensions"

/**
 * The configuration of the demo shop. In this repository the plugin's own folders are the project's folders, so its
 * modules are listed one by one; a shop that installs the package lists the plugin instead (README).
 */
const examples = process.env.KAIROS_EXAMPLES === "true"

const kairos = {
  ...(examples ? exampleExtensions() : {}),
  // An option wins over the admin's switch, so the demo shop leaves it out ("setting") and keeps the switch usable.
  mode: modeOption(process.env.KAIROS_MODE),
  secret: process.env.KAIROS_SECRET ?? "only-for-the-demo-and-the-tests-0123456789",
  publicUrl: process.env.KAIROS_PUBLIC_URL ?? "http://localhost:9000",
  storefrontUrl: process.env.KAIROS_STOREFRONT_URL ?? "http://localhost:8000",
  sender: {
    name: "Kairos Demo",
    email: "shop@kairos.example",
    postalAddress: "1 Market Street, 28001 Madrid, Spain",
    replyTo: "help@kairos.example",
  },
  copies: ["archive@kairos.example"],
  timeZone: "Europe/Madrid",
  preferences: {
    topics: [
      { value: "kitchen", label: { en: "Kitchen", es: "Cocina", pt: "Cozinha" } },
      { value: "decoration", label: { en: "Decoration", es: "Decoración", pt: "Decoração" } },
      { value: "gifts", label: { en: "Gifts", es: "Regalos", pt: "Presentes" } },
    ],
    questions: [
      {
        key: "shops_for",
        kind: "choice" as const,
        label: {
          en: "For whom do you shop most?",
          es: "¿Para quién compras más?",
          pt: "Para quem você mais compra?",
        },
        options: [
          { value: "myself", label: { en: "Myself", es: "Para mí", pt: "Para mim" } },
          { value: "family", label: { en: "My family", es: "Mi familia", pt: "Minha família" } },
          { value: "business", label: { en: "My business", es: "Mi negocio", pt: "Meu negócio" } },
        ],
      },
      {
        key: "likes_surprises",
        kind: "yes_no" as const,
        label: {
          en: "Do you like to be surprised?",
          es: "¿Te gustan las sorpresas?",
          pt: "Você gosta de surpresas?",
        },
      },
      {
        key: "buys_here",
        kind: "number" as const,
        measures: "wallet_share" as const,
        label: {
          en: "Of all that you need for your home, how many percent do you buy from us?",
          es: "De todo lo que necesitas para tu casa, ¿qué porcentaje nos compras?",
          pt: "De tudo o que você precisa para a casa, que porcentagem compra conosco?",
        },
      },
    ],
  },
  ...(process.env.KAIROS_SEND_RATE
    ? { sendRate: { email: Number(process.env.KAIROS_SEND_RATE) } }
    : {}),
  ...sendgridOption(),
}

/** With a key, SendGrid's reports are taken; with an address, too, our provider sends there instead of to the mailbox. */
function sendgridOption() {
  const { KAIROS_SENDGRID_KEY, KAIROS_SENDGRID_URL, KAIROS_SENDGRID_WEBHOOK_KEY } = process.env
  const sendgrid = {
    ...(KAIROS_SENDGRID_KEY ? { apiKey: KAIROS_SENDGRID_KEY } : {}),
    ...(KAIROS_SENDGRID_URL ? { baseUrl: KAIROS_SENDGRID_URL } : {}),
    ...(KAIROS_SENDGRID_WEBHOOK_KEY ? { webhookPublicKey: KAIROS_SENDGRID_WEBHOOK_KEY } : {}),
  }
  return Object.keys(sendgrid).length === 0 ? {} : { sendgrid }
}

/** The provider of e-mail: the demo's mailbox, or SendGrid where it is configured. */
function emailProvider() {
  const channels = examples ? ["email", "sms"] : ["email"]
  if (process.env.KAIROS_SENDGRID_URL) {
    return {
      resolve: path.join(__dirname, "src/providers/sendgrid"),
      id: "sendgrid",
      options: { channels },
    }
  }
  return {
    resolve: path.join(__dirname, "demo/mailbox-provider"),
    id: "mailbox",
    options: {
      channels,
      url: process.env.KAIROS_MAILBOX_URL,
      timeoutMs: process.env.KAIROS_MAILBOX_TIMEOUT_MS,
    },
  }
}

/** What a shop adds of its own, as the tests do with the definitions of examples/extend. */
function exampleExtensions() {
  // Only where it is asked for: the examples import the package by its name, which the tests resolve.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require("./examples/extend/extensions") as typeof Examples).extensions
}

function modeOption(value: string | undefined): "live" | "shadow" | undefined {
  if (value === "setting") {
    return undefined
  }
  return value === "shadow" ? "shadow" : "live"
}

/** Medusa turns TLS on for every host but localhost; here only an address that asks for it (`sslmode=require`) gets it. */
function driverOptions(url: string | undefined) {
  return /[?&]sslmode=(require|verify)/.test(url ?? "") ? {} : { ssl: false, sslmode: "disable" }
}

/** A password of a test is worth no work: hashing each of hundreds as dearly as a real one takes minutes. */
const quickPasswords = {
  resolve: "@medusajs/medusa/auth",
  options: {
    providers: [
      {
        resolve: "@medusajs/medusa/auth-emailpass",
        id: "emailpass",
        options: { hashConfig: { logN: 4, r: 8, p: 1 } },
      },
    ],
  },
}

const worthlessPasswords =
  process.env.NODE_ENV === "test" || process.env.KAIROS_WORTHLESS_PASSWORDS === "true"

/** A payment provider of the tests' own, which declines, keeps silent or answers late as its cards say. */
const testPayments = {
  resolve: "@medusajs/medusa/payment",
  options: {
    providers: [
      { resolve: path.join(__dirname, "integration-tests/support/test-payments"), id: "test" },
    ],
  },
}

const testBank = process.env.NODE_ENV === "test" || process.env.KAIROS_TEST_BANK !== undefined

/** Cards of the demo, so that a renewal can be paid, refused, and paid with another one. */
const demoPayments = {
  resolve: "@medusajs/medusa/payment",
  options: { providers: [{ resolve: path.join(__dirname, "demo/payment-provider"), id: "cards" }] },
}

const redisUrl = process.env.REDIS_URL

module.exports = defineConfig({
  featureFlags: { caching: Boolean(redisUrl) },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: driverOptions(process.env.DATABASE_URL),
    redisUrl,
    http: {
      storeCors: process.env.STORE_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      adminCors: process.env.ADMIN_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      authCors: process.env.AUTH_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      jwtSecret: process.env.JWT_SECRET ?? "only-for-the-demo-and-the-tests",
      cookieSecret: process.env.COOKIE_SECRET ?? "only-for-the-demo-and-the-tests",
    },
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  admin: {
    disable: process.env.MEDUSA_ADMIN_DISABLED === "true",
    // Loaded lazily by our pages: found only while a page is open, they would make Vite reload it under its reader.
    vite: () => ({ optimizeDeps: { include: ["react-querybuilder", "recharts"] } }),
  },
  modules: [
    ...(redisUrl ? redisModules(redisUrl) : []),
    ...(worthlessPasswords ? [quickPasswords] : []),
    testBank ? testPayments : demoPayments,
    // Medusa reads its own flags after this file, so the module of its roles has to be named where they are tried.
    ...(process.env.MEDUSA_FF_RBAC === "true" ? [{ resolve: "@medusajs/medusa/rbac" }] : []),
    { resolve: "./src/modules/kairos-profile", options: kairos },
    { resolve: "./src/modules/kairos-consent", options: kairos },
    { resolve: "./src/modules/kairos-automation", options: kairos },
    { resolve: "./src/modules/kairos-renewal", options: kairos },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          emailProvider(),
          {
            resolve: "@medusajs/medusa/notification-local",
            id: "local",
            options: { channels: ["feed"] },
          },
        ],
      },
    },
  ],
})
