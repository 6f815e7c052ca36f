import { createStripeSandbox } from '@azora/stripe-sandbox/create-stripe-sandbox'
import { closeOnSignal } from './supervisor/close-on-signal.ts'
import { readSetting } from './start/read-setting.ts'

const sandbox = await createStripeSandbox({
  port: Number(readSetting('STRIPE_SANDBOX_PORT')),
  dataDir: readSetting('DATA_DIR'),
  webhook: { url: readSetting('WEBHOOK_URL'), secret: readSetting('WEBHOOK_SECRET') },
})
closeOnSignal(() => sandbox.close())
