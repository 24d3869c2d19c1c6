import { defineConfig } from "@medusajs/framework/utils"

/** The demo's Medusa without the plugin: what checking out costs by itself. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, sslmode: "disable" },
    http: {
      storeCors: "/localhost/",
      adminCors: "/localhost/",
      authCors: "/localhost/",
      jwtSecret: "only-for-the-demo-and-the-tests",
      cookieSecret: "only-for-the-demo-and-the-tests",
    },
  },
  admin: { disable: true },
})
