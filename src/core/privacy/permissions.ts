import type { Localized } from "../catalog/definitions"

/** What a person of the shop may do in Kairos, as operations of one resource of Medusa's roles. */
export const PERMISSIONS = [
  "view",
  "edit",
  "publish",
  "configure",
  "reveal",
  "export",
  "privacy",
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Its name in Medusa's roles: `kairos:publish`. */
export const PERMISSION_RESOURCE = "kairos"

/** As it follows on "your role does not let you". */
export const PERMISSION_TEXTS: Readonly<Record<Permission, Localized>> = {
  view: {
    en: "look at Kairos",
    es: "ver Kairos",
    pt: "ver o Kairos",
  },
  edit: {
    en: "change automations, templates and content",
    es: "cambiar automatizaciones, plantillas y contenidos",
    pt: "alterar automações, modelos e conteúdos",
  },
  publish: {
    en: "start or stop automations and messages",
    es: "poner en marcha o detener automatizaciones y mensajes",
    pt: "ativar ou parar automações e mensagens",
  },
  configure: {
    en: "change settings, limits of money and contact, tiers and plans",
    es: "cambiar la configuración, los límites de dinero y contacto, los niveles y los planes",
    pt: "alterar configurações, limites de dinheiro e contato, níveis e planos",
  },
  reveal: {
    en: "see what is known of single customers",
    es: "ver lo que se sabe de cada cliente",
    pt: "ver o que se sabe de cada cliente",
  },
  export: {
    en: "export files",
    es: "exportar archivos",
    pt: "exportar arquivos",
  },
  privacy: {
    en: "answer requests about privacy: erase, object, correct, take down consents and suppressions",
    es: "atender solicitudes de privacidad: borrar, oponerse, corregir, anotar consentimientos y bloqueos",
    pt: "atender pedidos de privacidade: apagar, opor-se, corrigir, registrar consentimentos e bloqueios",
  },
}
