import { Module } from "@medusajs/framework/utils"
import { RenewalService } from "./service"

export const RENEWAL_MODULE = "kairos_renewal"

export default Module(RENEWAL_MODULE, { service: RenewalService })
