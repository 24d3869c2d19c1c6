import { type FormEvent, type ReactNode, useState } from "react"
import { useNavigate, useSearchParams } from "react-router-dom"
import { useShop } from "../state/shop"
import { Alert, Field } from "./fields"

/** Only a path of this shop: `?next=//elsewhere` must lead nowhere else. */
export const nextPath = (search: URLSearchParams): string => {
  const next = search.get("next") ?? ""
  return /^\/(?![/\\])[\w\-/]*$/.test(next) ? next : "/"
}

export type EntryFormProps = {
  title: string
  testId: string
  /** Lets the person in, or throws. */
  enter: (form: FormData) => Promise<void>
  /** What to tell somebody whom the shop does not let in (401), and what about any other failure. */
  refused: string
  failed: (failure: unknown) => string
  children: ReactNode
}

/** A way into an account: afterwards the cart is the person's own, and the page they came from is seen with their eyes. */
export const EntryForm = (props: EntryFormProps) => {
  const { title, testId, enter, refused, failed, children } = props
  const { cart, refreshContent } = useShop()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [error, setError] = useState("")
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    try {
      await enter(form)
      await cart.claim()
      refreshContent()
      await navigate(nextPath(search))
    } catch (failure) {
      setError((failure as { status?: number }).status === 401 ? refused : failed(failure))
      setBusy(false)
    }
  }
  return (
    <form className="panel" onSubmit={(event) => void submit(event)} data-testid={`${testId}-form`}>
      {children}
      <Alert>{error}</Alert>
      <button className="button wide" data-testid={`${testId}-submit`} disabled={busy}>
        {title}
      </button>
    </form>
  )
}

export const EmailField = () => {
  const { texts } = useShop()
  return (
    <Field
      label={texts.auth.email}
      name="email"
      type="email"
      autoComplete="email"
      maxLength={254}
      required
    />
  )
}
