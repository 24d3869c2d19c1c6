import type { Runtime } from "../support/runtime"
import { emailProvider } from "./header-support"

const runtime = (provider: unknown, emailHeaders?: boolean): Runtime =>
  ({
    options: { emailHeaders },
    container: {
      resolve: () => ({
        notificationProviderService_: {
          getProviderForChannels: async () => ({ id: "p" }),
          retrieveProviderRegistration: () => provider,
        },
      }),
    },
  }) as unknown as Runtime

/** An instance of a provider's class, with what stands on the class. */
const provided = (statics: object): unknown => ({ constructor: statics })
const silent = provided({ identifier: "shop-smtp" })
const declared = provided({ identifier: "shop-smtp", sendsHeaders: true })
const ofMedusa = provided({ identifier: "notification-sendgrid" })

it.each([
  ["that says nothing", silent, undefined, "none"],
  ["that says nothing, for which the shop does", silent, true, "headers"],
  ["that says so", declared, undefined, "headers"],
  ["that says so wrongly", declared, false, "none"],
  ["of Medusa for SendGrid", ofMedusa, undefined, "personalizations"],
  ["of Medusa that the shop does not trust", ofMedusa, false, "none"],
])("a provider %s", async (_name, provider, option, headers) => {
  expect((await emailProvider(runtime(provider, option))).headers).toBe(headers)
})

it("is unknown where Medusa does not tell, and only the option counts then", async () => {
  const bare = (emailHeaders?: boolean) =>
    ({ options: { emailHeaders }, container: { resolve: () => ({}) } }) as unknown as Runtime
  expect(await emailProvider(bare())).toEqual({ identifier: null, headers: "none" })
  expect(await emailProvider(bare(true))).toEqual({ identifier: null, headers: "headers" })
})
