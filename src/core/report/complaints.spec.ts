import { judgeComplaints } from "./complaints"

it.each([
  [0, 0, "fine"],
  [0, 5, "fine"],
  [1000, 0, "fine"],
  [1000, 1, "fine"],
  [999, 1, "warn"],
  [10, 1, "warn"],
  [199, 199, "warn"],
  [1000, 3, "warn"],
  [200, 1, "stop"],
  [1000, 4, "stop"],
])("of %i delivered mails %i reported as spam: %s (B-26)", (delivered, complained, verdict) => {
  expect(judgeComplaints({ delivered, complained })).toBe(verdict)
})
