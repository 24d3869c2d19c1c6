export type GeneratedProduct = {
  readonly sku: string
  readonly title: string
  readonly category: string
  readonly description: string
  /** Decimal string in euros. */
  readonly price: string
}

type Shelf = {
  readonly prefix: string
  readonly about: string
  readonly items: readonly (readonly [title: string, price: string])[]
}

const SHELVES: Readonly<Record<string, Shelf>> = {
  Kitchen: {
    prefix: "KIT",
    about: "For a kitchen that is used every day.",
    items: [
      ["Stoneware Mug, Moss", "14.90"],
      ["Stoneware Mug, Sand", "14.90"],
      ["Pour-Over Coffee Set", "39.00"],
      ["Oak Cutting Board", "34.50"],
      ["Linen Tea Towels, Set of 3", "22.00"],
      ["Cast Iron Skillet, 26 cm", "59.00"],
      ["Walnut Salad Servers", "27.50"],
      ["Storage Jars, Set of 4", "32.00"],
      ["Olive Wood Spoon", "9.80"],
      ["Enamel Baking Dish", "29.90"],
    ],
  },
  Pantry: {
    prefix: "PAN",
    about: "Small batches, short lists of ingredients.",
    items: [
      ["House Blend Coffee, 500 g", "13.50"],
      ["Single Estate Coffee, 250 g", "11.90"],
      ["Green Tea, Loose Leaf", "9.50"],
      ["Rooibos Evening Tea", "7.90"],
      ["Orange Blossom Honey", "8.90"],
      ["Dark Chocolate Bar, 85 %", "4.20"],
      ["Almond Biscuits", "5.60"],
      ["Early Harvest Olive Oil", "16.80"],
      ["Smoked Sea Salt", "6.40"],
      ["Fig and Walnut Jam", "6.90"],
    ],
  },
  Home: {
    prefix: "HOM",
    about: "Quiet things for living rooms and bedrooms.",
    items: [
      ["Wool Throw, Grey Check", "79.00"],
      ["Linen Cushion Cover", "24.90"],
      ["Beeswax Candle, Tall", "12.50"],
      ["Scented Candle, Cedar", "23.00"],
      ["Table Lamp, Brass", "119.00"],
      ["Reading Lamp, Black", "89.00"],
      ["Rattan Basket, Large", "42.00"],
      ["Ceramic Vase, Ribbed", "36.00"],
      ["Wall Clock, Birch", "64.00"],
      ["Picture Frame, Oak", "18.50"],
    ],
  },
  Bath: {
    prefix: "BAT",
    about: "Plain soap, heavy towels.",
    items: [
      ["Olive Oil Soap", "5.90"],
      ["Lavender Hand Wash", "11.40"],
      ["Bath Towel, Waffle Weave", "34.00"],
      ["Hand Towel, Waffle Weave", "16.00"],
      ["Solid Shampoo, Rosemary", "9.90"],
      ["Bamboo Toothbrush, Set of 4", "10.50"],
      ["Body Oil, Almond", "19.80"],
      ["Cotton Bathrobe", "74.00"],
      ["Natural Sponge", "13.00"],
      ["Shaving Brush, Beech", "28.00"],
    ],
  },
  Desk: {
    prefix: "DES",
    about: "Paper, pens and what keeps them in place.",
    items: [
      ["Notebook, Dotted, A5", "12.00"],
      ["Notebook, Plain, A6", "8.50"],
      ["Fountain Pen, Fine", "38.00"],
      ["Ink Bottle, Midnight", "14.00"],
      ["Pencil Set, Cedar", "9.00"],
      ["Desk Tray, Ash", "31.00"],
      ["Weekly Planner", "17.50"],
      ["Leather Pen Roll", "26.00"],
      ["Letter Opener, Brass", "21.00"],
      ["Postcards, Set of 12", "11.00"],
    ],
  },
  Garden: {
    prefix: "GAR",
    about: "For balconies as much as for gardens.",
    items: [
      ["Herb Seeds, Kitchen Mix", "6.50"],
      ["Wildflower Seeds", "5.50"],
      ["Terracotta Pot, 20 cm", "13.90"],
      ["Watering Can, Copper", "48.00"],
      ["Hand Trowel, Ash Handle", "22.50"],
      ["Pruning Shears", "35.00"],
      ["Plant Mister, Glass", "17.00"],
      ["Garden Twine, Jute", "4.90"],
      ["Bird Feeder, Larch", "29.00"],
      ["Gardening Gloves", "15.50"],
    ],
  },
}

export const CATEGORIES: readonly string[] = Object.keys(SHELVES)

export const PRODUCTS: readonly GeneratedProduct[] = Object.entries(SHELVES).flatMap(
  ([category, shelf]) =>
    shelf.items.map(([title, price], index) => ({
      sku: `${shelf.prefix}-${String(index + 1).padStart(2, "0")}`,
      title,
      category,
      description: `${title}. ${shelf.about}`,
      price,
    }))
)
