import { BLANK, fromDraft, newAction, newStep, toDraft } from "./draft"

test("a definition comes back from the form as it went in", () => {
  const definition = {
    ...BLANK,
    name: "Thanks",
    steps: [
      {
        key: "first",
        wait: { minutes: 0 },
        valid_for_minutes: 60,
        conditions: null,
        actions: [
          { code: "issue_coupon", args: { kind: "percent", value: 10 } },
          {
            code: "send_message",
            args: { channel: "sms", template_id: "tpl_1" },
            otherwise: [{ code: "send_message", args: { channel: "email", template_id: "tpl_2" } }],
          },
        ],
      },
    ],
  }
  expect(fromDraft(toDraft(definition))).toEqual(definition)
})

test("what the API adds to an automation is not sent back", () => {
  const answer = { ...BLANK, id: "auto_1", status: "draft", version: 3 }
  expect(Object.keys(fromDraft(toDraft(answer))).sort()).toEqual(Object.keys(BLANK).sort())
})

test("a new step takes a key that no other has", () => {
  const first = { ...newStep([]), key: "step_2" }
  expect(newStep([first]).key).toBe("step_3")
})

test("two actions of one kind are told apart", () => {
  expect(newAction("send_message", {}).uid).not.toBe(newAction("send_message", {}).uid)
})
