import { Module } from "@medusajs/framework/utils"
import { ProfileService } from "./service"

export const PROFILE_MODULE = "kairos_profile"

export default Module(PROFILE_MODULE, { service: ProfileService })
