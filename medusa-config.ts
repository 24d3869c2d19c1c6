import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

/**
 * The configuration of the demo shop. In this repository the plugin's own folders are the project's folders, so its
 * modules are listed one by one; a shop that installs the package lists the plugin instead (README).
 */
const kairos = {
  mode: process.env.KAIROS_MODE === "shadow" ? ("shadow" as const) : ("live" as const),
  secret: process.env.KAIROS_SECRET ?? "only-for-the-demo-and-the-tests-0123456789",
  publicUrl: process.env.KAIROS_PUBLIC_URL ?? "http://localhost:9000",
  storefrontUrl: process.env.KAIROS_STOREFRONT_URL ?? "http://localhost:8000",
  sender: {
    name: "Kairos Demo",
    email: "shop@kairos.example",
    postalAddress: "1 Market Street, 28001 Madrid, Spain",
  },
  timeZone: "Europe/Madrid",
}

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, sslmode: "disable" },
    redisUrl: process.env.REDIS_URL,
    http: {
      storeCors: process.env.STORE_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      adminCors: process.env.ADMIN_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      authCors: process.env.AUTH_CORS ?? "/localhost/,/127\\.0\\.0\\.1/",
      jwtSecret: process.env.JWT_SECRET ?? "only-for-the-demo-and-the-tests",
      cookieSecret: process.env.COOKIE_SECRET ?? "only-for-the-demo-and-the-tests",
    },
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  admin: { disable: process.env.MEDUSA_ADMIN_DISABLED === "true" },
  modules: [
    { resolve: "./src/modules/kairos-profile", options: kairos },
    { resolve: "./src/modules/kairos-consent", options: kairos },
    { resolve: "./src/modules/kairos-automation", options: kairos },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            resolve: path.join(__dirname, "demo/mailbox-provider"),
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
})
