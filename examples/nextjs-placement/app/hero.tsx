"use client"

import { Placement } from "medusa-plugin-kairos/storefront/react"

/** The room is reserved, so nothing jumps; the fallback is what your shop showed before. */
export const Hero = () => (
  <Placement
    code="home-hero"
    reserve="320px"
    label="Offers"
    headingLevel={1}
    fallback={<h1>Small things, well made</h1>}
  />
)
