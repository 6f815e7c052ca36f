export type Persona = 'shopper' | 'shopper2' | 'support' | 'admin' | 'admin2' | 'service'
export type Role = 'shopper' | 'support' | 'admin' | 'service'
export type PersonaProfile = { sub: string; name: string; email: string; roles: readonly Role[]; about: string }

/** Who can sign in at the sandbox. Their `sub` never changes: rows in a kept database belong to it. */
export const personas: Readonly<Record<Persona, PersonaProfile>> = {
  shopper: { sub: 'user_ada', name: 'Ada Park', email: 'ada@example.com', roles: ['shopper'], about: 'A shopper' },
  shopper2: {
    sub: 'user_ben',
    name: 'Ben Ode',
    email: 'ben@example.com',
    roles: ['shopper'],
    about: 'Another shopper',
  },
  support: { sub: 'user_sam', name: 'Sam Ito', email: 'sam@example.com', roles: ['support'], about: 'Support staff' },
  admin: { sub: 'user_ana', name: 'Ana Reyes', email: 'ana@example.com', roles: ['admin'], about: 'Administrator' },
  admin2: {
    sub: 'user_ole',
    name: 'Ole Berg',
    email: 'ole@example.com',
    roles: ['admin'],
    about: 'Another administrator',
  },
  service: {
    sub: 'service_shop',
    name: 'Shop backend',
    email: 'backend@example.com',
    roles: ['service'],
    about: 'The shop’s own backend',
  },
}

export const isPersona = (name: unknown): name is Persona => typeof name === 'string' && Object.hasOwn(personas, name)

export const personaBySub = (sub: string): PersonaProfile | undefined =>
  Object.values(personas).find((profile) => profile.sub === sub)
