import { backTest } from "../../src/core/value/back-test"
import { CDNOW_WINDOW, expectCustomers, expectFigures } from "../support/purchase-model-figures"
import {
  cdnowCustomers,
  describeWithReference,
  referenceJson,
  referenceRows,
} from "../support/reference-data"

// Needs no database; it is here because it takes seconds.
describeWithReference("all 23,570 customers of CDNOW", () => {
  it("have the figures that SciPy and CLVTools give, as a whole and one by one", () => {
    const reference = referenceJson("cdnow_master.json")
    const customers = cdnowCustomers("CDNOW_master.txt.gz", 0)
    const test = backTest(customers, CDNOW_WINDOW)!
    expectFigures(customers, test, reference)
    const rows = referenceRows("reference/cdnow_master_every50th_customer.csv")
    expectCustomers(customers, test, rows, reference.tolerance)
  })
})
