import type {
  CreateApplicationMethodDTO,
  CreatePromotionDTO,
  IPromotionModuleService,
  PromotionDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Coupon } from "../../core/coupon/coupon"
import type { CouponBasket } from "../../read-models/coupon-basket"
import type { Runtime } from "../support/runtime"

const RELATIONS = ["rules", "rules.values"]

/** Medusa's promotion of a coupon, found by its code, which is unique among promotions that are not deleted. */
export async function findPromotions(
  runtime: Runtime,
  codes: readonly string[]
): Promise<ReadonlyMap<string, PromotionDTO>> {
  if (codes.length === 0) {
    return new Map()
  }
  const found = await promotionsOf(runtime).listPromotions(
    { code: [...codes] },
    { relations: RELATIONS, take: null as unknown as number }
  )
  return new Map(found.map((promotion) => [promotion.code as string, promotion]))
}

/** What a promotion takes from the basket on which its coupon is first presented. */
export type Bound = {
  readonly customer_ids: readonly string[]
  readonly is_tax_inclusive: boolean
  readonly kind: CouponBasket["kind"]
}

const MINIMUM = "original_item_total"

/**
 * Exactly one promotion, however many ask at once: Medusa's unique code decides, and whoever loses finds the winner's.
 * No lock is held meanwhile, because the waiting would hold the connections that the one who works needs.
 */
export async function findOrCreatePromotion(
  runtime: Runtime,
  coupon: Coupon,
  bound: Bound
): Promise<PromotionDTO> {
  const found = (await findPromotions(runtime, [coupon.code])).get(coupon.code)
  if (found !== undefined) {
    return found
  }
  try {
    await promotionsOf(runtime).createPromotions(promotionFor(coupon, bound))
  } catch (error) {
    const winner = (await findPromotions(runtime, [coupon.code])).get(coupon.code)
    if (winner === undefined) {
      throw error
    }
    return winner
  }
  return (await findPromotions(runtime, [coupon.code])).get(coupon.code) as PromotionDTO
}

/**
 * A person may come back with another customer row (a guest's, a new account's): the rule learns it. A draft order does
 * not tell Medusa its item total, so there the minimum is ours alone to hold.
 */
export async function bindPromotion(
  runtime: Runtime,
  promotion: PromotionDTO,
  bound: Bound
): Promise<void> {
  const service = promotionsOf(runtime)
  const ruleFor = (attribute: string) =>
    promotion.rules?.find((candidate) => candidate.attribute === attribute)
  const rule = ruleFor("customer.id")
  const known = (rule?.values ?? []).map((entry) => entry.value as string)
  const missing = bound.customer_ids.filter((id) => !known.includes(id))
  if (rule !== undefined && missing.length > 0) {
    await service.updatePromotionRules([{ id: rule.id, values: [...known, ...missing] }])
  }
  const minimum = ruleFor(MINIMUM)
  if (minimum !== undefined && bound.kind === "draft_order") {
    await service.removePromotionRules(promotion.id, [minimum.id])
  }
}

/** Whether Medusa would still count a use: neither withdrawn nor used up. */
export function isUsable(promotion: PromotionDTO | undefined): promotion is PromotionDTO {
  return promotion !== undefined && promotion.status === "active" && !isUsedUp(promotion)
}

export function isUsedUp(promotion: PromotionDTO): boolean {
  return (promotion.used ?? 0) >= (promotion.limit ?? 1)
}

/** Ends the promotions of these coupons. Never a hard delete: in bulk it takes time in the square of their number. */
export async function retirePromotions(
  runtime: Runtime,
  coupons: readonly Coupon[]
): Promise<void> {
  await retireCodes(
    runtime,
    coupons.map((coupon) => coupon.code)
  )
  await runtime.automation.coupons.forgetPromotions(coupons.map((coupon) => coupon.id))
}

/** Ends what Medusa knows under these codes. */
export async function retireCodes(runtime: Runtime, codes: readonly string[]): Promise<void> {
  const promotions = await findPromotions(runtime, codes)
  const ids = [...promotions.values()].map((promotion) => promotion.id)
  if (ids.length > 0) {
    const service = promotionsOf(runtime)
    await service.updatePromotions(ids.map((id) => ({ id, status: "inactive" as const })))
    await service.softDeletePromotions(ids)
  }
}

export function promotionsOf(runtime: Runtime): IPromotionModuleService {
  return runtime.container.resolve(Modules.PROMOTION)
}

function promotionFor(coupon: Coupon, bound: Bound): CreatePromotionDTO {
  // Medusa's total holds tax and gifts, so its rule is the laxer one: it lets the discount go while the cart is open,
  // and the exact minimum is asked for when the code is presented and when the cart is completed.
  const minimum =
    coupon.minimum !== null && bound.kind === "cart"
      ? [{ attribute: MINIMUM, operator: "gte", values: [coupon.minimum] }]
      : []
  return {
    code: coupon.code,
    type: "standard",
    status: "active",
    is_automatic: false,
    is_tax_inclusive: bound.is_tax_inclusive,
    limit: 1,
    rules: [
      { attribute: "customer.id", operator: "in", values: [...bound.customer_ids] },
      ...minimum,
    ],
    application_method: applicationMethod(coupon),
    metadata: { kairos_coupon_id: coupon.id },
  } as CreatePromotionDTO
}

function applicationMethod(coupon: Coupon): CreateApplicationMethodDTO {
  switch (coupon.kind) {
    case "percent":
      return {
        type: "percentage",
        target_type: "order",
        allocation: "across",
        value: Number(coupon.value),
      } as CreateApplicationMethodDTO
    case "fixed":
      return {
        type: "fixed",
        target_type: "order",
        allocation: "across",
        value: Number(coupon.value),
        currency_code: coupon.currency_code as string,
      } as CreateApplicationMethodDTO
    case "free_shipping":
      return {
        type: "percentage",
        target_type: "shipping_methods",
        allocation: "across",
        value: 100,
      } as CreateApplicationMethodDTO
    case "gift":
      return {
        type: "percentage",
        target_type: "items",
        allocation: "once",
        max_quantity: 1,
        value: 100,
        target_rules: [
          {
            attribute: "items.variant_id",
            operator: "eq",
            values: [coupon.gift_variant_id as string],
          },
        ],
      } as CreateApplicationMethodDTO
  }
}
