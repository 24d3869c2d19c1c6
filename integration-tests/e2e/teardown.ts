import { dropBaseShop } from "./base-copy"

/** Jest calls it when all files of the stage are done. */
export default dropBaseShop
