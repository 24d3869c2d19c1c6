/** What old stock systems book like a product: postage, carriage, manual entries, discounts, samples, fees, bad debts. */
const SERVICES = new Set([
  "post",
  "dot",
  "c2",
  "m",
  "d",
  "s",
  "b",
  "bank charges",
  "amazonfee",
  "cruk",
  "pads",
  "adjust",
  "test",
])
/** Vouchers are money and no goods. */
const VOUCHER = /^gift[_ -]/i

/** Whether a code stands for something that is carried out of the shop, and not for postage, a fee or a voucher. */
export const isMerchandise = (sku: string): boolean =>
  !SERVICES.has(sku.toLowerCase()) && !VOUCHER.test(sku)
