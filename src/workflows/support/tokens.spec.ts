import { createHmac } from "node:crypto"
import { deflateRawSync } from "node:zlib"
import { CompactEncrypt, generateKeyPair, SignJWT } from "jose"
import { openDecision, sealDecision, signToken, verifyToken } from "./tokens"

const options = { secret: "a-secret-of-the-shop-0123456789abcdef", previousSecrets: [] }
const rotated = {
  secret: "the-new-secret-of-the-shop-0123456789",
  previousSecrets: [options.secret],
}
const stranger = { secret: "a-secret-of-another-shop-0123456789ab", previousSecrets: [] }

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[0] as string, "base64url").toString())

describe("signed links", () => {
  it("carry their subject and payload for their purpose", async () => {
    const token = await signToken(options, "unsubscribe", "kcon_1", { channel: "email" })
    expect(await verifyToken(options, "unsubscribe", token)).toMatchObject({
      subject: "kcon_1",
      payload: { channel: "email", aud: "unsubscribe" },
    })
  })

  it("count for no other purpose and in no other shop", async () => {
    const token = await signToken(options, "preferences", "kcon_1")
    expect(await verifyToken(options, "unsubscribe", token)).toBeNull()
    expect(await verifyToken(options, "subscriptions.cancel", token)).toBeNull()
    expect(await verifyToken(stranger, "preferences", token)).toBeNull()
  })

  it("outlive a change of the secret, but not a second one", async () => {
    const token = await signToken(options, "unsubscribe", "kcon_1")
    expect(await verifyToken(rotated, "unsubscribe", token)).not.toBeNull()
    const fresh = await signToken(rotated, "unsubscribe", "kcon_1")
    expect(headerOf(fresh).kid).not.toBe(headerOf(token).kid)
    expect(await verifyToken({ ...rotated, previousSecrets: [] }, "unsubscribe", token)).toBeNull()
  })

  it("end when they are to end", async () => {
    const past = new Date(Date.parse("2020-01-01T00:00:00Z"))
    const token = await signToken(options, "confirm", "kcon_1", {}, past)
    expect(await verifyToken(options, "confirm", token)).toBeNull()
  })

  it("refuse a key that another key's name stands on, and a foreign name on the right key", async () => {
    const old = await signToken(options, "unsubscribe", "kcon_1")
    const fresh = await signToken(rotated, "unsubscribe", "kcon_1")
    const claims = { sub: "kcon_1", aud: "unsubscribe", iat: 1_700_000_000 }
    const keyOf = (secret: string) => createHmac("sha256", secret).update("kairos/link/1").digest()
    const sign = (kid: string, secret: string) =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid }).sign(keyOf(secret))
    const [oldName, newName] = [headerOf(old).kid as string, headerOf(fresh).kid as string]
    expect(
      await verifyToken(rotated, "unsubscribe", await sign(newName, options.secret))
    ).toBeNull()
    expect(
      await verifyToken(rotated, "unsubscribe", await sign(oldName, rotated.secret))
    ).toBeNull()
    expect(await verifyToken(rotated, "unsubscribe", await sign("", rotated.secret))).toBeNull()
    expect(
      await verifyToken(rotated, "unsubscribe", await sign(oldName, options.secret))
    ).not.toBeNull()
    // Head of one, body of the other.
    const mixed = `${fresh.split(".")[0]}.${old.split(".").slice(1).join(".")}`
    expect(await verifyToken(rotated, "unsubscribe", mixed)).toBeNull()
  })

  it("refuse what is not one of them", async () => {
    const token = await signToken(options, "unsubscribe", "kcon_1")
    const [head = "", body = "", signature = ""] = token.split(".")
    const claims = { sub: "kcon_2", aud: "unsubscribe", iat: 1_700_000_000 }
    const { kid } = headerOf(token)
    const key = createHmac("sha256", options.secret).update("kairos/link/1").digest()
    const { privateKey } = await generateKeyPair("RS256")
    const sign = (alg: string, by: Parameters<SignJWT["sign"]>[0]) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(by)
    const longKey = Buffer.concat([key, key])
    const forged: unknown[] = [
      "",
      "x",
      "a.b.c",
      token.slice(0, -1),
      token.slice(0, 40),
      `${head}.${body}`,
      `${head}.${part(claims)}.${signature}`,
      `${part({ alg: "none", kid })}.${part(claims)}.`,
      `${part({ alg: "none" })}.${part(claims)}.`,
      `${part({ alg: "HS256", kid: "unknown" })}.${body}.${signature}`,
      await sign("RS256", privateKey),
      await sign("HS512", longKey),
      await sign("HS512", key),
      await sign("HS384", key),
      "x".repeat(8192),
      undefined,
      null,
      5,
      { token },
      [token],
    ]
    for (const value of forged) {
      expect(await verifyToken(options, "unsubscribe", value)).toBeNull()
    }
    // The same claims with the right key and algorithm are taken: it was not the claims that were refused.
    expect(await verifyToken(options, "unsubscribe", await sign("HS256", key))).not.toBeNull()
  })
})

describe("sealed decisions", () => {
  const decision = { automation_id: "kaut_1", customer_id: "cus_1", trace: "x".repeat(2000) }

  it("come back whole, and say nothing to who cannot open them", async () => {
    const token = sealDecision(options, decision)
    expect(await openDecision(options, token)).toEqual(decision)
    expect(await openDecision(rotated, token)).toEqual(decision)
    expect(await openDecision(stranger, token)).toBeNull()
    expect(token).not.toContain(Buffer.from("cus_1").toString("base64url"))
    expect(token.length).toBeLessThan(400)
  })

  it("refuse what was altered, and what unpacks to a flood", async () => {
    const token = sealDecision(options, decision)
    const parts = token.split(".")
    parts[3] = `${(parts[3] as string).slice(0, -2)}AA`
    expect(await openDecision(options, parts.join("."))).toBeNull()
    const key = createHmac("sha256", options.secret).update("kairos/decision/1").digest()
    const flood = await new CompactEncrypt(deflateRawSync(JSON.stringify("x".repeat(1_000_000))))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: headerOf(token).kid })
      .encrypt(key)
    expect(await openDecision(options, flood)).toBeNull()
    for (const value of ["", "a.b.c.d.e", null, 5, await signToken(options, "x", "y")]) {
      expect(await openDecision(options, value)).toBeNull()
    }
  })
})
