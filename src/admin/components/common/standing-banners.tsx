import { Alert, Button, toast, usePrompt } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { SettingsResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { useSettings } from "../../lib/resources"

/** What keeps everything from leaving is said on every page: nobody should search for why nothing is sent. */
export function StandingBanners() {
  const settings = useSettings().data?.settings
  return (
    <>
      {settings?.is_copy ? <CopyBanner /> : null}
      {settings?.stopped.all ? <StoppedBanner /> : null}
    </>
  )
}

/** A copied database sends nothing until somebody says that this installation is the shop. */
function CopyBanner() {
  const { t } = useLocale()
  const ask = usePrompt()
  const save = useSend<{ installation: "confirm" }, SettingsResponse>("settings")
  const confirm = async () => {
    const isSure = await ask({
      title: t("copy.confirm.title"),
      description: t("copy.confirm.text"),
      confirmText: t("copy.isShop"),
      cancelText: t("form.cancel"),
      variant: "danger",
    })
    if (isSure) {
      save.mutate(
        { installation: "confirm" },
        {
          onSuccess: () => toast.success(t("copy.done")),
          onError: (error) => toast.error(t("error.invalid"), { description: error.message }),
        }
      )
    }
  }
  return (
    <Alert variant="warning" className="items-start">
      <p className="font-medium">{t("copy.title")}</p>
      <p>{t("copy.text")}</p>
      <Button
        size="small"
        variant="secondary"
        className="mt-2"
        isLoading={save.isPending}
        onClick={() => void confirm()}
      >
        {t("copy.isShop")}
      </Button>
    </Alert>
  )
}

function StoppedBanner() {
  const { t } = useLocale()
  return (
    <Alert variant="error" className="items-start">
      <p className="font-medium">{t("stop.bannerTitle")}</p>
      <p>
        {t("stop.bannerText")}{" "}
        <Link to="/kairos/settings" className="underline underline-offset-2">
          {t("nav.settings")}
        </Link>
      </p>
    </Alert>
  )
}
