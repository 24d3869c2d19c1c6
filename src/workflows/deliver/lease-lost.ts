/** Another worker holds the delivery by now; whatever this one did is rolled back. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost"
}
