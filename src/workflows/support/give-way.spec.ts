import { beginCheckout, givingWay } from "./give-way"

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** Whether it has been resolved by now. */
async function isOver(work: Promise<void>): Promise<boolean> {
  let over = false
  void work.then(() => (over = true))
  await jest.advanceTimersByTimeAsync(0)
  return over
}

it("does not wait while no cart is being completed", async () => {
  expect(await isOver(givingWay()())).toBe(true)
})

it("waits until the last of the checkouts has been answered", async () => {
  const [one, two] = [beginCheckout(), beginCheckout()]
  const waits = givingWay()()
  one()
  // An answer is over once, however often its connection says so.
  one()
  expect(await isOver(waits)).toBe(false)
  two()
  expect(await isOver(waits)).toBe(true)
})

it("waits a second at most, and no more once it has waited for longer than it has worked", async () => {
  const giveWay = givingWay()
  await jest.advanceTimersByTimeAsync(300)
  const end = beginCheckout()
  const first = giveWay()
  await jest.advanceTimersByTimeAsync(999)
  expect(await isOver(first)).toBe(false)
  await jest.advanceTimersByTimeAsync(1)
  expect(await isOver(first)).toBe(true)
  expect(await isOver(giveWay())).toBe(true)
  // It worked on, for as long as it had waited.
  await jest.advanceTimersByTimeAsync(700)
  const second = giveWay()
  expect(await isOver(second)).toBe(false)
  end()
  expect(await isOver(second)).toBe(true)
})
