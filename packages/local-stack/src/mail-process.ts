import { createMailSandbox } from './mail/create-mail-sandbox.ts'
import { readSetting } from './start/read-setting.ts'
import { closeOnSignal } from './supervisor/close-on-signal.ts'

const sandbox = await createMailSandbox({
  port: Number(readSetting('MAIL_SANDBOX_PORT')),
  dataDir: readSetting('DATA_DIR'),
})
closeOnSignal(() => sandbox.close())
