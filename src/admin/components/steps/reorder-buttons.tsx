import { ArrowDownMini, ArrowUpMini, Trash } from "@medusajs/icons"
import { IconButton } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"

type ReorderButtonsProps = {
  name: string
  index: number
  count: number
  onMove: (to: number) => void
  onRemove: () => void
}

/** Up, down, remove. Unusable ones stay focusable: a button that vanishes under the fingers loses the keyboard's place. */
export function ReorderButtons({ name, index, count, onMove, onRemove }: ReorderButtonsProps) {
  const { t } = useLocale()
  const isFirst = index === 0
  const isLast = index === count - 1
  const dim = (is: boolean) => (is ? "opacity-40" : "")
  return (
    <div className="flex items-center">
      <IconButton
        type="button"
        size="small"
        variant="transparent"
        className={dim(isFirst)}
        aria-disabled={isFirst}
        aria-label={t("form.moveUp", { name })}
        onClick={() => !isFirst && onMove(index - 1)}
      >
        <ArrowUpMini />
      </IconButton>
      <IconButton
        type="button"
        size="small"
        variant="transparent"
        className={dim(isLast)}
        aria-disabled={isLast}
        aria-label={t("form.moveDown", { name })}
        onClick={() => !isLast && onMove(index + 1)}
      >
        <ArrowDownMini />
      </IconButton>
      <IconButton
        type="button"
        size="small"
        variant="transparent"
        aria-label={t("form.removeNamed", { name })}
        onClick={onRemove}
      >
        <Trash />
      </IconButton>
    </div>
  )
}
