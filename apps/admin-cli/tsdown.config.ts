import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { desi: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22',
  fixedExtension: true,
  dts: false,
  minify: true,
  // One file that runs wherever Node is, without an install.
  deps: { alwaysBundle: /./, onlyBundle: false },
})
