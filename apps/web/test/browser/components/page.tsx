import '@azora/payments-client/styles.css'
import './team.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { type PageSettings, TeamPage } from './team-page.tsx'

const text = document.querySelector('#settings')?.textContent ?? ''
// The test writes it, from the same type.
const page = <TeamPage settings={JSON.parse(text) as PageSettings} />
const root = document.querySelector('#root')
if (root?.hasChildNodes()) hydrateRoot(root, page)
else if (root) createRoot(root).render(page)
