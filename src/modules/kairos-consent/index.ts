import { Module } from "@medusajs/framework/utils"
import { ConsentService } from "./service"

export const CONSENT_MODULE = "kairos_consent"

export default Module(CONSENT_MODULE, { service: ConsentService })
