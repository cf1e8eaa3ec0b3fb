/** Who may import whom (ARCHITECTURE.md shows the picture). */
const source = (name) => `^${name}/(src|testing|embedded|migrations)/`

/** In `from`, a package; in `to`, what it must not reach. */
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    never(
      'db-stands-alone',
      source('packages/db'),
      '^(packages/(jobs|api|sdk)|apps)/',
      'db is the ground: it knows nobody',
    ),
    never('jobs-know-db-only', source('packages/jobs'), '^(packages/(api|sdk)|apps)/', 'jobs stand on db'),
    never('api-knows-db-and-jobs', source('packages/api'), '^(packages/sdk|apps)/', 'api stands on db and jobs'),
    {
      ...never(
        'sdk-takes-types-only',
        '^packages/sdk/src/',
        '^(packages/(db|jobs|api)|apps)/',
        'clients ship nothing of the server',
      ),
      to: { path: '^(packages/(db|jobs|api)|apps)/', dependencyTypesNot: ['type-only'] },
    },
    never(
      'cli-knows-sdk-only',
      '^apps/admin-cli/src/',
      '^(packages/(db|jobs|api)|apps/server)/',
      'desi is a client like any other',
    ),
    never(
      'no-http-below-api',
      '^packages/(db|jobs)/src/',
      'node_modules/(@trpc|fastify|@fastify)/',
      'db and jobs run without a server',
    ),
    {
      name: 'features-meet-in-db',
      comment: 'What two features share moves down to db, or up to the root of src',
      severity: 'error',
      from: { path: '^packages/(api|jobs)/src/([^/]+)/', pathNot: '^packages/jobs/src/mail/' },
      to: { path: '^packages/$1/src/([^/]+)/', pathNot: ['^packages/$1/src/$2/', '^packages/jobs/src/mail/'] },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: '(\\.test\\.ts$|/testing/)' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^node:' } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // swc's reader here does not know `await using`, which tests live on.
    exclude: { path: '(^|/)dist/|\\.test\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
