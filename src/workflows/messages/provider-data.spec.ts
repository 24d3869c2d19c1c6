import { providerData } from "./provider-data"

const TOKEN = "https://shop.example/kairos/unsubscribe?token=eyJ"
const message = {
  to: "ada@shop.example",
  headers: { "List-Unsubscribe": `<${TOKEN}>`, "Reply-To": "us@shop.example" },
}
const sent = { row: { id: "kdel_1" }, attempt: 2, message }

describe("what a provider gets beside the content", () => {
  it("are the headers, where its kind looks for them", () => {
    expect({ ...providerData({ ...sent, support: "headers" }) }).toEqual({
      headers: message.headers,
    })
    expect({ ...providerData({ ...sent, support: "personalizations" }) }).toEqual({
      headers: message.headers,
      personalizations: [
        {
          to: message.to,
          headers: { "List-Unsubscribe": `<${TOKEN}>` },
          customArgs: { kairos_delivery_id: "kdel_1", kairos_attempt: "2" },
        },
      ],
    })
  })

  it("is nothing once it is written down", () => {
    for (const support of ["headers", "personalizations", null] as const) {
      expect(JSON.stringify({ provider_data: providerData({ ...sent, support }) })).toBe(
        '{"provider_data":{}}'
      )
    }
  })
})
