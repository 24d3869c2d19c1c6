import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { PlanInput } from "../../modules/kairos-renewal/plans"
import type { PlanRow } from "../../modules/kairos-renewal/rows"
import { type Checked, invalid, type Problem, valid } from "../../core/result"
import type { Runtime } from "../support/runtime"
import { armRenewalMails } from "./arm-renewal-mails"

export type PlanChange = Partial<PlanInput> & { readonly status?: PlanRow["status"] }

/** Saves a new plan and arms the mails that it owes. */
export async function createPlan(
  runtime: Runtime,
  input: PlanInput,
  by: string
): Promise<Checked<PlanRow>> {
  const problems = await problemsOf(runtime, input)
  if (problems.length > 0) {
    return invalid(...problems)
  }
  const armed = await armRenewalMails(runtime, by)
  if (!armed.ok) {
    return armed
  }
  return valid(
    await runtime.knex.transaction(async (trx) => {
      const plan = await runtime.renewal.plans.create(input, trx)
      await runtime.automation.audit.append(
        { actor: by, action: "create", entity: "plan", entity_id: plan.id, after: plan },
        trx
      )
      return plan
    })
  )
}

/** Whoever subscribed keeps the terms that they agreed to; a change counts for those who come. @returns null when there is none */
export async function editPlan(
  runtime: Runtime,
  id: string,
  change: PlanChange,
  by: string
): Promise<Checked<PlanRow> | null> {
  const before = await runtime.renewal.plans.read(id)
  if (before === null) {
    return null
  }
  const problems = await problemsOf(runtime, { ...before, ...change })
  if (problems.length > 0) {
    return invalid(...problems)
  }
  const after = await runtime.knex.transaction(async (trx) => {
    const row = await runtime.renewal.plans.update(id, change, trx)
    await runtime.automation.audit.append(
      { actor: by, action: "edit", entity: "plan", entity_id: id, before, after: row },
      trx
    )
    return row
  })
  return after === null ? null : valid(after)
}

/** What only the shop's own data can tell; types and ranges were checked at the edge. */
async function problemsOf(
  { knex, automation }: Runtime,
  { product_id, variant_id, terms }: PlanInput
): Promise<readonly Problem[]> {
  const there = async (table: string, where: Record<string, string>) =>
    (await knex(table)
      .where({ ...where, deleted_at: null })
      .first("id")) !== undefined
  const problems: Problem[] = []
  if (!(await there("product", { id: product_id }))) {
    problems.push({
      path: "product_id",
      message: `product_id: there is no product "${product_id}"; use the id of one that is sold`,
    })
  } else if (
    variant_id !== null &&
    !(await there("product_variant", { id: variant_id, product_id }))
  ) {
    problems.push({
      path: "variant_id",
      message: `variant_id: "${variant_id}" is no variant of that product; use one of its variants, or null for all`,
    })
  }
  const group = terms.customer_group_id
  if (group !== null && !(await there("customer_group", { id: group }))) {
    problems.push({
      path: "terms.customer_group_id",
      message: `terms.customer_group_id: there is no customer group "${group}"; use an existing one, or null for none`,
    })
  }
  const known = new Set((await automation.placements.list()).map(({ code }) => code))
  for (const [index, code] of (terms.placements ?? []).entries()) {
    if (!known.has(code)) {
      problems.push({
        path: `terms.placements.${index}`,
        message: `terms.placements.${index}: there is no placement "${code}"; make it first, or leave it out`,
      })
    }
  }
  return [...problems, ...(await trialProblems(knex, product_id, variant_id, terms))]
}

/** What costs something at the checkout is not free for its first days: a trial is sold by a variant that costs nothing. */
async function trialProblems(
  knex: Knex,
  product_id: string,
  variant_id: string | null,
  { trial_days, price }: PlanInput["terms"]
): Promise<readonly Problem[]> {
  if (trial_days === 0) {
    return []
  }
  const { rows } = await knex.raw(
    `select v.title from product_variant v
     join product_variant_price_set l on l.variant_id = v.id and l.deleted_at is null
     join price p on p.price_set_id = l.price_set_id and p.deleted_at is null and p.amount > 0
     where v.product_id = ? and v.id = coalesce(?, v.id) and v.deleted_at is null limit 1`,
    [product_id, variant_id]
  )
  const [dear] = rows as readonly { readonly title: string }[]
  return [
    ...(dear === undefined
      ? []
      : [
          {
            path: "terms.trial_days",
            message: `terms.trial_days: "${dear.title}" costs something at the checkout, so its first days would not be free; add a variant at the price 0, and name it as variant_id`,
          },
        ]),
    ...(price === null
      ? [
          {
            path: "terms.price",
            message:
              "terms.price: what is free at first has no price to renew for; name the renewal's amount and currency",
          },
        ]
      : []),
  ]
}
