import type { PlanTerms } from "../../src/core/renewal/plan"

export type RenewablePlan = {
  readonly name: string
  readonly sku: string
  readonly terms: Partial<PlanTerms> & Pick<PlanTerms, "term" | "renewal">
}

export type Renewable = {
  readonly title: string
  readonly handle: string
  readonly category: string
  readonly description: string
  /** Whether a parcel is sent; a pass needs none. */
  readonly parcel: boolean
  /** Without a plan it is nothing that anybody would want. */
  readonly plan_only: boolean
  readonly variants: readonly {
    readonly title: string
    readonly sku: string
    /** Decimal string in the shop's currency. */
    readonly price: string
  }[]
  readonly plans: readonly RenewablePlan[]
}

const YEAR = { unit: "year", count: 1 } as const
const CLUB_PRICE = "39.00"

/**
 * What ends, in the generated shop: a membership, something that is used up every month or by the use, and a part that has to be
 * replaced.
 * They are no part of the simulated history, whose truth is known.
 * @param currency_code of the prices that plans have of their own
 */
export const renewables = (currency_code: string): readonly Renewable[] => [
  {
    title: "Kairos Club, Annual Pass",
    handle: "kairos-club",
    category: "Club",
    description:
      "A year as a member: first look at what is new, repairs of what you bought here, and a seat at our workshops.",
    parcel: false,
    plan_only: true,
    variants: [
      { title: "One year", sku: "CLU-01", price: CLUB_PRICE },
      { title: "14 days to try, then one year", sku: "CLU-02", price: "0" },
    ],
    plans: [
      { name: "Club, year by year", sku: "CLU-01", terms: { term: YEAR, renewal: "automatic" } },
      {
        name: "Club, with 14 days to try",
        sku: "CLU-02",
        terms: {
          term: YEAR,
          renewal: "automatic",
          trial_days: 14,
          price: { amount: CLUB_PRICE, currency_code },
        },
      },
    ],
  },
  {
    title: "Monthly Coffee Box",
    handle: "coffee-box",
    category: "Pantry",
    description:
      "Two bags of 250 g from two roasteries, ground as you like it. Another pair each month.",
    parcel: true,
    plan_only: false,
    variants: [{ title: "Two bags", sku: "BOX-01", price: "24.90" }],
    plans: [
      {
        name: "Coffee every month",
        sku: "BOX-01",
        terms: {
          term: { unit: "month", count: 1 },
          renewal: "automatic",
          may_skip: true,
          notice_days: 7,
          postpone_days: 14,
          pause_days: 60,
        },
      },
      {
        name: "Coffee every two months",
        sku: "BOX-01",
        terms: {
          term: { unit: "month", count: 2 },
          renewal: "automatic",
          may_skip: true,
          notice_days: 7,
          postpone_days: 14,
          pause_days: 60,
        },
      },
    ],
  },
  {
    title: "Coffee at Our Bar, Card of Ten",
    handle: "coffee-card",
    category: "Pantry",
    description:
      "Ten coffees at the bar of our shop, one at a time or all for friends. The card is good for a year.",
    parcel: false,
    plan_only: true,
    variants: [{ title: "Ten coffees", sku: "TEN-01", price: "27.00" }],
    plans: [
      {
        name: "Ten coffees within a year",
        sku: "TEN-01",
        terms: { term: { unit: "use", count: 10, within: YEAR, few: 2 }, renewal: "manual" },
      },
    ],
  },
  {
    title: "Water Filter Cartridges, Set of 2",
    handle: "water-filters",
    category: "Kitchen",
    description:
      "For all usual jugs. A cartridge does its work for about three months, then it should be replaced.",
    parcel: true,
    plan_only: false,
    variants: [{ title: "Two cartridges", sku: "FIL-01", price: "18.00" }],
    plans: [
      {
        name: "Fresh filters every three months",
        sku: "FIL-01",
        terms: {
          term: { unit: "month", count: 3 },
          renewal: "manual",
          may_skip: true,
          grace_days: 30,
        },
      },
    ],
  },
]
