import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { StartFailed } from './app/start-failed.tsx'
import { loadConfig } from './lib/load-config.ts'
import { applyTheme } from './lib/theme.ts'
import { startLanguage } from './words/language.ts'
import './styles/main.css'

applyTheme()
const element = document.querySelector('#root')
if (!element) throw new Error('index.html has no #root')
const root = createRoot(element)

await startLanguage()
loadConfig().then(
  (config) => root.render(<App config={config} />),
  () => root.render(<StartFailed />),
)
