import { createSignInSandbox } from './sign-in/create-sign-in-sandbox.ts'
import { readSetting } from './start/read-setting.ts'
import { closeOnSignal } from './supervisor/close-on-signal.ts'

const sandbox = await createSignInSandbox({
  port: Number(readSetting('SIGN_IN_SANDBOX_PORT')),
  publicUrl: readSetting('OIDC_ISSUER'),
  audience: readSetting('OIDC_AUDIENCE'),
  redirectOrigins: [readSetting('PUBLIC_URL')],
  dataDir: readSetting('DATA_DIR'),
})
closeOnSignal(() => sandbox.close())
