/** A superuser's address of the migrated template database; tests copy it and never write to it. */
export type TemplateUrl = string

declare module 'vitest' {
  interface ProvidedContext {
    templateUrl: TemplateUrl
  }
}
