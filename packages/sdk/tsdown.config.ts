import { defineConfig } from 'tsdown'

const onlyImport = ['eventsource', '@trpc/client', '@trpc/server', 'superjson']
const common = { entry: 'src/index.ts', platform: 'neutral' } as const

export default defineConfig([
  { ...common, dts: false, deps: { onlyImport } },
  {
    ...common,
    clean: false,
    treeshake: { moduleSideEffects: false },
    dts: { emitDtsOnly: true, tsconfig: '../tsconfig.sdk.json' },
    banner: { dts: '/// <reference lib="esnext.disposable" />' },
    // The api's own imports stay outside: were one of them part of a type, `onlyImport` would fail the build.
    deps: { onlyImport, dts: { alwaysBundle: ['@desideliver/api'], neverBundle: /^(?!@desideliver\/api)[@\w]/ } },
  },
])
