import { httpClient, logIn } from "./http.mjs"
import { writeState } from "./state.mjs"

/**
 * `--shadow` switches the shop to shadow mode; the next start without it switches back. Else what the admin chose stays.
 * @param {string} api
 */
export async function switchMode({ flags, shop, state, url }, api) {
  const was = state.shadow ?? false
  if (flags.shadow === was) {
    return
  }
  const token = await logIn(api, "user", { email: shop.admin_email, password: shop.admin_password })
  const admin = httpClient(api, { authorization: `Bearer ${token}` })
  await admin.post("/admin/kairos/settings", { mode: flags.shadow ? "shadow" : "live" })
  await writeState(url, { shadow: flags.shadow })
}
