import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { readCsvSource } from "./csv-source"

test("reads a shop out of a history, with titles from the file beside it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "kairos-source-"))
  try {
    const file = path.join(folder, "orders.csv")
    writeFileSync(
      file,
      "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n" +
        "1,S1,2,2011-01-05 10:00,2.55,17850\n1,S2,1,2011-01-05 10:00,3,17850\n" +
        "2,S1,1,2011-01-04 10:00,2.55,17850\n3,S3,1,2011-01-06 10:00,9,\nC4,S1,-1,2011-01-07 10:00,2.55,17850\n"
    )
    writeFileSync(
      path.join(folder, "products.csv.gz"),
      gzipSync("StockCode,Description\nS1,WHITE  LANTERN (small)\nS2,BIRD HOUSE \nS9,Gift Only\n")
    )
    const shop = await readCsvSource(file, {
      currency: "gbp",
      timeZone: "UTC",
      now: "2026-01-01T00:00:00.000Z",
    })
    expect(shop.products.map((one) => [one.sku, one.title, one.price, one.for_sale])).toEqual([
      ["S1", "WHITE LANTERN (small)", "2.55", true],
      ["S2", "Bird House", "3", true],
      ["S3", "S3", "9", true],
      ["S9", "Gift Only", null, false],
    ])
    expect(shop.customers).toEqual([
      {
        key: "17850",
        email: "customer-17850@history.example",
        first_name: null,
        last_name: null,
        created_at: "2011-01-04T10:00:00.000Z",
      },
    ])
    expect(shop.orders.map((order) => [order.order_id, order.lines.length])).toEqual([
      ["1", 2],
      ["2", 1],
    ])
    expect(shop.notes).toEqual([
      "5 lines, 3 usable: 2 orders of 1 customers",
      "left out: no_customer 1, cancelled 1",
      "1 stock codes are not shown in the shop: services, vouchers, notes or without a price",
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
