import { toast } from "@medusajs/ui"
import { useMutation } from "@tanstack/react-query"
import { download, type QueryParams } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { AllowedButton } from "./allowed-button"

type ExportButtonProps = {
  what: "decisions" | "deliveries" | "profiles"
  query?: QueryParams
}

/** What the list shows, of all its pages, as a file. */
export function ExportButton({ what, query }: ExportButtonProps) {
  const { t } = useLocale()
  const file = useMutation({
    mutationFn: () => download(`${what}/export`, `kairos-${what}.csv`, query),
    // What is refused says how to ask for less.
    onError: (error) => toast.error(t("export.failed"), { description: error.message }),
  })
  return (
    <AllowedButton
      needs="export"
      size="small"
      variant="secondary"
      isLoading={file.isPending}
      onClick={() => file.mutate()}
    >
      {t(`export.${what}`)}
    </AllowedButton>
  )
}
