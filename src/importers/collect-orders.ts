import type { HistoryLine, OrderHistory } from "./order-history-csv"
import type { HistoryCustomer } from "./match-customers"
import type { ImportedLine, ImportedOrder } from "./purchase-row"

export type CollectedOrder = Omit<ImportedOrder, "lines"> & {
  readonly customer_key: string
  readonly lines: readonly (ImportedLine & { readonly sku: string })[]
}

export type Collected = {
  readonly orders: readonly CollectedOrder[]
  readonly customers: readonly HistoryCustomer[]
}

type Draft = Omit<CollectedOrder, "lines"> & {
  occurred_at: string
  readonly lines: CollectedOrder["lines"][number][]
}

/**
 * Lines put together to orders. They are held in memory until the file ends (about 200 bytes a line), because nothing
 * promises that the lines of an order stand together.
 */
export async function collectOrders(
  history: OrderHistory,
  onProgress: (lines: number) => void
): Promise<Collected> {
  const orders = new Map<string, Draft>()
  const customers = new Map<string, HistoryCustomer>()
  for await (const batch of history.lines) {
    batch.forEach((line) => addLine(line, orders, customers))
    onProgress(history.counts().lines)
  }
  return { orders: [...orders.values()], customers: [...customers.values()] }
}

function addLine(
  line: HistoryLine,
  orders: Map<string, Draft>,
  customers: Map<string, HistoryCustomer>
): void {
  const { order_id, occurred_at, currency_code, sku, title, quantity, unit_price, unit_cost } = line
  const key = line.customer_id ?? (line.email as string)
  const order = orders.get(order_id) ?? {
    order_id,
    customer_key: key,
    occurred_at,
    currency_code,
    lines: [],
  }
  if (occurred_at < order.occurred_at) {
    order.occurred_at = occurred_at
  }
  order.lines.push({ sku, title, quantity, unit_price, unit_cost })
  orders.set(order_id, order)
  const known = customers.get(key)
  if (known === undefined || occurred_at < known.created_at || known.email === null) {
    const created_at =
      known !== undefined && known.created_at < occurred_at ? known.created_at : occurred_at
    customers.set(key, { key, email: known?.email ?? line.email, created_at })
  }
}
