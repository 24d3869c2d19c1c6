import { randomBytes } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow, createUsersWorkflow } from "@medusajs/medusa/core-flows"

export type Login = { readonly email: string; readonly password: string }
export type DemoCustomer = Login & { readonly id: string }

export const ADMIN_EMAIL = "admin@kairos.example"

export async function createAdmin(container: MedusaContainer): Promise<Login> {
  const login = { email: ADMIN_EMAIL, password: makePassword() }
  const { result: users } = await createUsersWorkflow(container).run({
    input: { users: [{ email: login.email, first_name: "Ada", last_name: "Admin" }] },
  })
  const user = users[0] as { id: string }
  const authIdentityId = await register(container, login)
  await container.resolve(Modules.AUTH).updateAuthIdentities({
    id: authIdentityId,
    app_metadata: { user_id: user.id },
  })
  return login
}

/** A customer with an account, who can log in at the storefront. */
export async function createCustomer(
  container: MedusaContainer,
  person: { readonly email: string; readonly first_name: string; readonly last_name: string }
): Promise<DemoCustomer> {
  const login = { email: person.email, password: makePassword() }
  const authIdentityId = await register(container, login)
  const { result } = await createCustomerAccountWorkflow(container).run({
    input: { authIdentityId, customerData: person },
  })
  return { ...login, id: result.id }
}

async function register(container: MedusaContainer, login: Login): Promise<string> {
  const { success, authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email: login.email, password: login.password } })
  if (!success || authIdentity === undefined) {
    throw new Error(`The login ${login.email} could not be made: ${error}`)
  }
  return authIdentity.id
}

/** Random, because a demo may be reachable by others than its owner; short enough to be typed. */
function makePassword(): string {
  return randomBytes(9).toString("base64url").replace(/[-_]/g, "x")
}
