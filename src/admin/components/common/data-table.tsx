import { Table } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Scroll } from "./scroll"

/**
 * A table below a row of names.
 * @param label what the table holds, for whoever scrolls it by keyboard
 * @param columns translated, each different from the others
 * @param figures which of them hold figures, which stand to the right
 */
export const DataTable = ({
  label,
  columns,
  figures = [],
  children,
}: {
  label: string
  columns: readonly string[]
  figures?: readonly string[]
  children: ReactNode
}) => (
  <Scroll label={label}>
    <Table>
      <Table.Header>
        <Table.Row>
          {columns.map((column) => (
            <Table.HeaderCell
              key={column}
              className={figures.includes(column) ? "text-right" : undefined}
            >
              {column}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Header>
      <Table.Body>{children}</Table.Body>
    </Table>
  </Scroll>
)
