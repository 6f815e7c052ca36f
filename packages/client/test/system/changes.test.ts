import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createChangedCopy } from '../support/changed-copy.ts'
import { compilers, createConsumer } from '../support/consumer.ts'
import { distDir } from '../support/pack-client.ts'
import { runProgram } from '../support/run-program.ts'

test('a field that gets another name breaks the build of whoever reads it, and the error names field and type', async () => {
  await using copy = await createChangedCopy({ from: 'refundedMinor', to: 'returnedMinor' })
  await using consumer = await createConsumer(distDir)

  const built = await runProgram(process.execPath, ['build/build.ts'], { cwd: copy.clientDir })
  expect(built.output).toBe('')
  const installed = join(consumer.dir, 'node_modules/@azora/payments-client')
  await rm(installed, { recursive: true })
  await cp(join(copy.clientDir, 'dist'), installed, { recursive: true })

  expect(await consumer.typecheck('7.0')).toMatch(
    /^plain\.ts\(\d+,\d+\): error TS2339: Property 'refundedMinor' does not exist on type 'Payment'\.\s*$/,
  )
})

test('a new refusal code does not compile until every language has a text for it', async () => {
  await using copy = await createChangedCopy({
    file: 'refusal-reason.ts',
    from: "| { code: 'cart_empty' }",
    to: "| { code: 'cart_empty' }\n  | { code: 'coupon_expired'; endedAt: string }",
  })

  const args = [
    compilers['7.0'],
    '-p',
    'tsconfig.build.json',
    '--emitDeclarationOnly',
    'false',
    '--noEmit',
    '--pretty',
    'false',
  ]
  const { output } = await runProgram(process.execPath, args, { cwd: copy.clientDir })

  for (const language of ['de', 'en'])
    expect(output).toMatch(new RegExp(`refusal-words-${language}\\.ts.*Property 'coupon_expired' is missing`))
})
