import { Button, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"

type PagerProps = {
  /** What is leafed through, where a page has several lists. */
  list?: string
  count: number
  offset: number
  limit: number
  estimate?: boolean
  onOffset: (offset: number) => void
}

/** "21–40 of 312", and the two buttons; one page needs no buttons but keeps its line. */
export function Pager({ list, count, offset, limit, estimate, onOffset }: PagerProps) {
  const { t, number } = useLocale()
  const last = Math.min(offset + limit, count)
  return (
    <nav
      aria-label={list === undefined ? t("pager.label") : t("pager.labelOf", { list })}
      className="flex flex-wrap items-center justify-between gap-3 px-6 py-3"
    >
      <Text size="small" className="text-ui-fg-subtle tabular-nums" role="status">
        {t(estimate ? "pager.estimate" : "pager.range", {
          from: number(count === 0 ? 0 : offset + 1),
          to: number(last),
          total: number(count),
        })}
      </Text>
      <div className="flex gap-2">
        <Button
          size="small"
          variant="secondary"
          disabled={offset === 0}
          onClick={() => onOffset(Math.max(0, offset - limit))}
        >
          {t("pager.previous")}
        </Button>
        <Button
          size="small"
          variant="secondary"
          disabled={last >= count}
          onClick={() => onOffset(offset + limit)}
        >
          {t("pager.next")}
        </Button>
      </div>
    </nav>
  )
}
