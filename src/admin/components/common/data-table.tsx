import { Table } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Scroll } from "./scroll"

/**
 * A table below a row of names.
 * @param label what the table holds, for whoever scrolls it by keyboard
 * @param columns translated, each different from the others
 */
export const DataTable = ({
  label,
  columns,
  children,
}: {
  label: string
  columns: readonly string[]
  children: ReactNode
}) => (
  <Scroll label={label}>
    <Table>
      <Table.Header>
        <Table.Row>
          {columns.map((column) => (
            <Table.HeaderCell key={column}>{column}</Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>{children}</Table.Body>
    </Table>
  </Scroll>
)
