import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { createInterface } from "node:readline"
import { MailboxNotificationService } from "../../demo/mailbox-provider/service"

const notification = {
  to: "Ana@Shop.example",
  from: "Demo <shop@kairos.example>",
  channel: "email",
  template: "kairos",
  content: { subject: "Hello", html: "<h1>Hello</h1>", text: "Hello" },
  provider_data: { headers: { "List-Unsubscribe": "<https://shop.example/u>" } },
  idempotency_key: "delivery_1:1",
}

describe("the mailbox and its provider", () => {
  let folder: string
  let server: ChildProcess
  let url: string

  const start = async (): Promise<void> => {
    const script = path.resolve(__dirname, "../../demo/mailbox/server.mjs")
    const files = ["--file", path.join(folder, "mails.jsonl"), "--journal", journal()]
    server = spawn(process.execPath, [script, "--port", "0", ...files])
    const lines = createInterface({ input: server.stdout! })
    const [line] = (await once(lines, "line")) as [string]
    url = line.replace("mailbox ", "")
  }
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL")
    await once(server, "exit")
  }
  const journal = (): string => path.join(folder, "journal.jsonl")
  const accepted = (): number => readFileSync(journal(), "utf8").trim().split("\n").length
  const messages = async (to: string): Promise<{ subject: string; sent_at: string }[]> => {
    const response = await fetch(`${url}/messages?to=${encodeURIComponent(to)}`)
    return ((await response.json()) as { messages: { subject: string; sent_at: string }[] })
      .messages
  }
  const behave = async (behaviour: object): Promise<Response> =>
    fetch(`${url}/behaviour`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(behaviour),
    })
  const send = (subject = "Hello", timeoutMs = 20_000): Promise<{ id?: string }> =>
    new MailboxNotificationService({}, { url, timeoutMs }).send({
      ...notification,
      content: { ...notification.content, subject },
    })

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "kairos-mailbox-"))
    await start()
  })
  afterAll(async () => {
    await stop()
    rmSync(folder, { recursive: true })
  })

  it("keeps a mail with its parts, headers and key, also over a restart", async () => {
    const { id } = await send("First")
    await send("Second")
    await stop()
    await start()
    const found = await messages("ANA@shop.example")
    expect(found.map(({ subject }) => subject)).toEqual(["Second", "First"])
    expect(found[1]).toMatchObject({
      id,
      to: notification.to,
      from: notification.from,
      html: "<h1>Hello</h1>",
      text: "Hello",
      headers: notification.provider_data.headers,
      idempotency_key: "delivery_1:1",
    })
    expect(await messages("somebody@shop.example")).toEqual([])
  })

  it.each([
    [{ mode: "429", retry_after: 7 }, /^HTTP 429 retry-after=7 /],
    [{ mode: "500" }, /^HTTP 500 /],
    [{ mode: "401" }, /^HTTP 401 /],
    [{ mode: "hang" }, /^timeout after 1000 ms$/],
    [{ mode: "reset" }, /^(ECONNRESET|UND_ERR_SOCKET)/],
  ])("refuses under %j, accepting nothing", async (behaviour, message) => {
    const before = accepted()
    await behave(behaviour)
    await expect(send("Hello", 1000)).rejects.toThrow(message)
    expect(accepted()).toBe(before)
  })

  it.each([
    [{ mode: "reset-after-accept" }, /^(ECONNRESET|UND_ERR_SOCKET)/],
    [{ mode: "accept-then-hang" }, /^timeout after 1000 ms$/],
  ])("accepts under %j without the caller hearing of it", async (behaviour, message) => {
    const before = accepted()
    await behave(behaviour)
    await expect(send("Hello", 1000)).rejects.toThrow(message)
    expect(accepted()).toBe(before + 1)
  })

  it("misbehaves as often as it is told to, and only for the address that it is told", async () => {
    await behave({ mode: "500", times: 1, to: "ana@shop.example" })
    await expect(send()).rejects.toThrow(/^HTTP 500/)
    await expect(send()).resolves.toHaveProperty("id")
    await behave({ mode: "500", to: "bruno@shop.example" })
    await expect(send()).resolves.toHaveProperty("id")
    await behave({ mode: "ok" })
  })

  it("refuses a behaviour that it does not know", async () => {
    const response = await behave({ mode: "sulk" })
    expect(response.status).toBe(400)
    expect(((await response.json()) as { message: string }).message).toMatch(
      /mode "sulk" is unknown/
    )
  })

  it("says that nothing was sent when nobody listens", async () => {
    const listener = createServer().listen(0, "127.0.0.1")
    await once(listener, "listening")
    const { port } = listener.address() as AddressInfo
    await new Promise((resolve) => listener.close(resolve))
    const provider = new MailboxNotificationService({}, { url: `http://127.0.0.1:${port}` })
    await expect(provider.send(notification)).rejects.toThrow(/^ECONNREFUSED/)
  })

  it("shows mails without running what is in them, in the reader's language", async () => {
    await send(`<script>alert(1)</script>`)
    const page = await fetch(`${url}/`, { headers: { "accept-language": "pt-BR,pt;q=0.9" } })
    const text = await page.text()
    expect(text).toContain(`<html lang="pt">`)
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
    expect(text).not.toContain("<script>alert(1)")
    const found = (await messages("ana@shop.example")) as unknown as { id: string }[]
    const mail = await fetch(`${url}/messages/${found[0]!.id}/html`)
    expect(mail.headers.get("content-security-policy")).toMatch(/^sandbox allow-popups/)
  })
})
