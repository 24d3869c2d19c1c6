import { NO_PERMISSION, type Permission } from "medusa-plugin-kairos/storefront"
import { KairosProvider } from "medusa-plugin-kairos/storefront/react"
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from "react"
import { useNavigate } from "react-router-dom"
import { type Clients, createClients } from "../lib/clients"
import { COOKIE, writeCookie } from "../lib/cookies"
import type { PageData } from "../lib/page-data"
import { type Answer, writeAnswer } from "../lib/permission"
import { listRegions, type Region } from "../lib/shop-api"
import { type ConsentName, consentTexts } from "../texts/consent-texts"
import type { Texts } from "../texts/en"
import { formatLocales, type Locale, textsOf } from "../texts/texts"
import { useCart } from "./use-cart"
import { useSession } from "./use-session"

const YEAR = 365

const useShopState = (data: PageData) => {
  const clients = useMemo<Clients>(() => createClients(data.config), [data.config])
  const [locale, setLocaleState] = useState<Locale>(data.locale)
  const [answer, setAnswerState] = useState<Answer>(data.answer)
  const [region, setRegion] = useState<Region | null>(data.region)
  const [regionFailed, setRegionFailed] = useState(false)
  const [epoch, setEpoch] = useState(0)
  const session = useSession(clients, data)
  const cart = useCart(clients, region, data.cartId)

  useEffect(() => {
    if (region !== null) return
    listRegions(clients.sdk).then(
      (regions) => setRegion(regions[0] ?? null),
      () => setRegionFailed(true)
    )
  }, [clients, region])

  /** Something changed that decides: who is here, what they allowed, what they bought. */
  const refreshContent = useCallback(() => setEpoch((before) => before + 1), [])

  const setLocale = useCallback((next: Locale) => {
    writeCookie(COOKIE.locale, next, YEAR)
    document.documentElement.lang = formatLocales[next]
    setLocaleState(next)
  }, [])

  const setAnswer = useCallback(
    (next: Permission) => {
      writeCookie(COOKIE.permission, writeAnswer(next), YEAR / 2)
      clients.kairos.setConsent(next)
      setAnswerState(next)
      refreshContent()
    },
    [clients, refreshContent]
  )

  /** Hands in the boxes that were ticked at a form, with the wording that stood beside them. */
  const giveConsents = useCallback(
    (email: string, names: readonly ConsentName[], source: string) =>
      Promise.all(
        names.map((name) => {
          const { purpose, channel, version } = consentTexts[name]
          const given = { purpose, channel, source, text_version: `${version}/${locale}`, locale }
          const again = (taken: boolean) => taken || clients.kairos.consent(email, given)
          return clients.kairos.consent(email, given).then(again)
        })
      ),
    [clients, locale]
  )

  const texts: Texts = textsOf[locale]
  return {
    data,
    ...clients,
    ...session,
    cart,
    region,
    regionFailed,
    locale,
    setLocale,
    texts,
    answer,
    permission: answer ?? NO_PERMISSION,
    setAnswer,
    epoch,
    refreshContent,
    giveConsents,
  }
}

export type Shop = ReturnType<typeof useShopState>

const ShopContext = createContext<Shop | null>(null)

export const ShopProvider = ({ data, children }: { data: PageData; children: ReactNode }) => {
  const shop = useShopState(data)
  const goTo = useNavigate()
  const navigate = useCallback((href: string) => void goTo(href), [goTo])
  return (
    <ShopContext.Provider value={shop}>
      <KairosProvider
        client={shop.kairos}
        identity={String(shop.epoch)}
        locale={shop.locale}
        navigate={navigate}
        {...(data.content === null ? {} : { embedded: data.content })}
      >
        {children}
      </KairosProvider>
    </ShopContext.Provider>
  )
}

export const useShop = (): Shop => {
  const shop = useContext(ShopContext)
  if (shop === null) throw new Error("useShop needs a <ShopProvider> around it")
  return shop
}
