import { Alert } from "@medusajs/ui"
import { lazy, type ComponentType } from "react"
import { useLocale } from "../../lib/locale"

/** A part with a large library of its own. When it cannot be loaded, it says so instead of taking the page down. */
export const lazyPart = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: PartFailed as ComponentType<P> })
    )
  )

function PartFailed() {
  const { t } = useLocale()
  return (
    <Alert variant="warning" className="items-start">
      {t("error.part")}
    </Alert>
  )
}
