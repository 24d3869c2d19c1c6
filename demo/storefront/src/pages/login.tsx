import { Link, useSearchParams } from "react-router-dom"
import { EmailField, EntryForm, nextPath } from "../components/entry-form"
import { Field, textOf } from "../components/fields"
import { useShop } from "../state/shop"

export const Login = () => {
  const { texts, login } = useShop()
  const [search] = useSearchParams()
  return (
    <div className="wrap narrow page">
      <h1>{texts.auth.login}</h1>
      <EntryForm
        title={texts.auth.login}
        testId="login"
        enter={(form) => login(textOf(form, "email"), String(form.get("password")))}
        refused={texts.auth.wrong}
        failed={() => texts.errors.general}
      >
        <EmailField />
        <Field
          label={texts.auth.password}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          required
        />
      </EntryForm>
      <p>
        {texts.auth.noAccount}{" "}
        <Link to={`/register?next=${nextPath(search)}`}>{texts.auth.toRegister}</Link>
      </p>
    </div>
  )
}
