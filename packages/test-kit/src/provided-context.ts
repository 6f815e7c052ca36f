declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's address of the migrated template database; tests copy it and never write to it. */
    templateUrl: string
  }
}

export {}
