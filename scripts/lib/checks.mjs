import { join } from 'node:path'
import { documentedPaths } from './documented-paths.mjs'
import { runStep } from './run-step.mjs'

/** What needs neither a database nor a browser: seconds. Each resolves with `{ ok, output }`. */
export function checks(root) {
  const tool = (name, args) => runStep(join(root, 'node_modules', '.bin', name), args, { cwd: root })
  return [
    { label: 'Format', run: () => tool('oxfmt', ['--check', '.']) },
    { label: 'Lint', run: () => tool('oxlint', ['--type-aware']) },
    {
      label: 'Types',
      run: () => tool('turbo', ['run', 'typecheck', '--continue', '--output-logs=errors-only', '--ui=stream']),
    },
    {
      label: 'Import rules',
      run: () => tool('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'apps', 'packages']),
    },
    { label: 'Unused code', run: () => tool('knip', ['--no-progress']) },
    { label: 'Documented paths', run: () => documentedPaths(root) },
  ]
}
