import { renewalProof } from "./renewal-proof"

const found = { records: 2, until: "2030-01-31T09:00:00.000Z", goes_on: true }

test("the proof of what was agreed says on which ground it is kept, and until when", () => {
  const proof = renewalProof(found, true)!
  expect([proof.records, proof.until]).toEqual([2, found.until])
  expect(proof.basis.en).toMatch(/legal duty/)
  expect(proof.because.en).toMatch(/without the person.*three years/)
})

test("nobody can say until when while it goes on; once it is over they can", () => {
  expect(renewalProof(found, false)?.until).toBeNull()
  expect(renewalProof({ ...found, goes_on: false }, false)?.until).toBe(found.until)
})

test("whoever agreed to nothing has no proof", () => {
  expect(renewalProof(null, true)).toBeNull()
})
