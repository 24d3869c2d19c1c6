import { type FormEvent, useState } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { Alert, Field, textOf } from "../components/fields"
import { useShop } from "../state/shop"

/** Only a path of this shop: `?next=//elsewhere` must lead nowhere else. */
export const nextPath = (search: URLSearchParams): string => {
  const next = search.get("next") ?? ""
  return /^\/(?![/\\])[\w\-/]*$/.test(next) ? next : "/"
}

export const Login = () => {
  const { texts, login, cart, refreshContent } = useShop()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [error, setError] = useState("")
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    try {
      await login(textOf(form, "email"), String(form.get("password")))
      await cart.claim()
      refreshContent()
      await navigate(nextPath(search))
    } catch (failure) {
      const known = (failure as { status?: number }).status === 401
      setError(known ? texts.auth.wrong : texts.errors.general)
      setBusy(false)
    }
  }
  return (
    <div className="wrap narrow page">
      <h1>{texts.auth.login}</h1>
      <form className="panel" onSubmit={(event) => void submit(event)} data-testid="login-form">
        <Field
          label={texts.auth.email}
          name="email"
          type="email"
          autoComplete="email"
          maxLength={254}
          required
        />
        <Field
          label={texts.auth.password}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <Alert>{error}</Alert>
        <button className="button wide" data-testid="login-submit" disabled={busy}>
          {texts.auth.login}
        </button>
      </form>
      <p>
        {texts.auth.noAccount}{" "}
        <Link to={`/register?next=${nextPath(search)}`}>{texts.auth.toRegister}</Link>
      </p>
    </div>
  )
}
