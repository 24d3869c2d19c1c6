import { useCallback, useEffect, useState } from "react"
import type { Clients } from "../lib/clients"
import { COOKIE, removeCookie } from "../lib/cookies"
import type { PageData } from "../lib/page-data"
import type { Customer } from "../lib/shop-api"

export type Registration = {
  readonly email: string
  readonly password: string
  readonly first_name: string
  readonly last_name: string
}

export type Session = {
  readonly signedIn: boolean
  /** Null while unknown, and for guests. */
  readonly customer: Customer | null
  readonly login: (email: string, password: string) => Promise<void>
  /** `before` runs once the e-mail is known to be free and before the account exists. */
  readonly register: (registration: Registration, before: () => Promise<unknown>) => Promise<void>
  readonly logout: () => Promise<void>
}

export const useSession = ({ sdk, kairos }: Clients, data: PageData): Session => {
  const [signedIn, setSignedIn] = useState(data.signedIn)
  const [customer, setCustomer] = useState<Customer | null>(data.customer)

  const forget = useCallback(() => {
    removeCookie(COOKIE.token)
    setCustomer(null)
    setSignedIn(false)
  }, [])

  useEffect(() => {
    if (!signedIn || customer !== null) return
    sdk.store.customer.retrieve().then(
      ({ customer: found }) => setCustomer(found),
      (error: unknown) => {
        if ((error as { status?: number }).status === 401) forget()
      }
    )
  }, [sdk, signedIn, customer, forget])

  const login = useCallback(
    async (email: string, password: string) => {
      const token = await sdk.auth.login("customer", "emailpass", { email, password })
      if (typeof token !== "string") throw new Error("this shop knows log in by password only")
      setCustomer((await sdk.store.customer.retrieve()).customer)
      setSignedIn(true)
      void kairos.tracker.identify()
    },
    [sdk, kairos]
  )

  const register = useCallback(
    async (registration: Registration, before: () => Promise<unknown>) => {
      const { password, ...person } = registration
      const token = await sdk.auth.register("customer", "emailpass", {
        email: person.email,
        password,
      })
      await before()
      if (typeof token !== "string") throw new Error("the account was not made")
      await sdk.store.customer.create(person, {}, { Authorization: `Bearer ${token}` })
      await login(person.email, password)
    },
    [sdk, login]
  )

  const logout = useCallback(async () => {
    // While the token is still there: what was done so far was done by this customer.
    await kairos.tracker.reset()
    await sdk.auth.logout().catch(() => undefined)
    forget()
  }, [sdk, kairos, forget])

  return { signedIn, customer, login, register, logout }
}
