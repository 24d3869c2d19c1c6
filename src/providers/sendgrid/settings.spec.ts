import { generateKeyPairSync } from "node:crypto"
import { resolveOptions } from "../../options/options"
import { SendgridNotificationService } from "./service"
import { sendgridSettings } from "./settings"

const KEY = `SG.${"k".repeat(22)}.${"s".repeat(43)}`
const OTHER = `SG.${"o".repeat(22)}.${"o".repeat(43)}`

const inPlugin = (sendgrid: object) => ({
  plugins: ["another", { resolve: "medusa-plugin-kairos", options: { sendgrid } }],
})
const verificationKey = (namedCurve: string) =>
  generateKeyPairSync("ec", { namedCurve })
    .publicKey.export({ format: "der", type: "spki" })
    .toString("base64")

describe("options of the SendGrid provider", () => {
  it("takes the plugin's option where its own is silent", () => {
    const config = inPlugin({ apiKey: KEY, baseUrl: "https://api.eu.sendgrid.com" })
    expect(sendgridSettings({ channels: ["email"] }, config)).toMatchObject({
      apiKey: KEY,
      baseUrl: "https://api.eu.sendgrid.com",
      timeoutMs: 10_000,
      from: null,
    })
    const inModule = { modules: { kairos_automation: { options: { sendgrid: { apiKey: KEY } } } } }
    expect(sendgridSettings({ apiKey: OTHER }, inModule)).toMatchObject({
      apiKey: OTHER,
      baseUrl: "https://api.sendgrid.com",
    })
  })

  it.each([
    [{}, /option "apiKey" is missing; set it here or as "sendgrid.apiKey" of the plugin/],
    [{ apiKey: "secret-of-mine" }, /option "apiKey" is wrong: must be a key of SendGrid, .*SG\./],
    [{ apiKey: KEY, api_key: KEY }, /option "api_key" is unknown; expected apiKey, /],
    [{ apiKey: KEY, timeoutMs: 60_000 }, /option "timeoutMs" is wrong: .*from 100 to 25000/],
    [{ apiKey: KEY, baseUrl: "https://u:p@x.example" }, /option "baseUrl" is wrong/],
  ])("stop the boot when they are %j (IN90), without showing a key", (options, message) => {
    const boot = () => SendgridNotificationService.validateOptions(options)
    expect(boot).toThrow(message)
    expect(boot).not.toThrow(/secret-of-mine/)
  })

  it("are checked in the plugin's option, too", () => {
    const secret = "only-for-the-tests-0123456789-0123456789"
    const withOption = (sendgrid: object) => () => resolveOptions({ secret, sendgrid })
    expect(withOption({ apiKey: "SG.short" })).toThrow(
      /option "sendgrid.apiKey" is wrong: must be a key of SendGrid/
    )
    expect(withOption({ webhookPublicKey: verificationKey("secp384r1") })).toThrow(
      /option "sendgrid.webhookPublicKey" is wrong: must be the verification key/
    )
    expect(withOption({ webhookKey: "x" })).toThrow(/option "sendgrid.webhookKey" is unknown/)
    expect(
      withOption({ apiKey: KEY, webhookPublicKey: verificationKey("prime256v1") })
    ).not.toThrow()
  })
})
