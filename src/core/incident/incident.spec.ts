import { type Incident, silenceOf } from "./incident"

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 2, day, hour)).toISOString()
const incident = (opened: number, closed: number | null, kind: Incident["kind"] = "return") => ({
  id: `${kind}:${opened}`,
  kind,
  opened_at: at(opened),
  closed_at: closed === null ? null : at(closed),
})

test("whoever had nothing go wrong is not left alone", () => {
  expect(silenceOf([], at(1))).toBeNull()
})

test("an open incident silences, and is asked again within the hour", () => {
  expect(silenceOf([incident(1, null)], at(5))).toEqual({
    incident: "return",
    since: at(1),
    open: true,
    count: 1,
    until: at(5, 13),
  })
})

test("three days after its end it is over, to the minute", () => {
  const closed = [incident(1, 5)]
  expect(silenceOf(closed, at(8, 11))).toMatchObject({ open: false, until: at(8) })
  expect(silenceOf(closed, at(8))).toBeNull()
})

test("several within two weeks count as one that is worse", () => {
  const two = [incident(1, 2), incident(10, 11, "complaint")]
  expect(silenceOf(two, at(17))).toMatchObject({ incident: "complaint", count: 2, until: at(18) })
  expect(silenceOf([incident(1, 2), incident(16, 17)], at(21))).toBeNull()
})

test("one that still goes on comes before one that is over", () => {
  const both = [incident(9, 9, "refund"), incident(2, null, "claim")]
  expect(silenceOf(both, at(10))).toMatchObject({ incident: "claim", open: true })
})

test("one that nobody closed ends after a month by itself", () => {
  const forgotten = [incident(1, null, "complaint")]
  expect(silenceOf(forgotten, at(30))).toMatchObject({ open: true })
  expect(silenceOf(forgotten, at(32))).toMatchObject({ open: false, until: at(34) })
  expect(silenceOf(forgotten, at(34))).toBeNull()
})

test("what lies ahead of the asked moment has not happened", () => {
  expect(silenceOf([incident(9, null)], at(5))).toBeNull()
})
