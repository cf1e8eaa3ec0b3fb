/** Who may import whom (ARCHITECTURE.md shows the picture). */
const source = (name) => `^${name}/(src|testing|embedded|migrations)/`

/** In `from`, a package; in `to`, what it must not reach. */
const never = (name, { from, to, comment }) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    never('db-stands-alone', {
      from: source('packages/db'),
      to: '^(packages/(jobs|api|sdk)|apps)/',
      comment: 'db is the ground: it knows nobody',
    }),
    never('jobs-know-db-only', {
      from: source('packages/jobs'),
      to: '^(packages/(api|sdk)|apps)/',
      comment: 'jobs stand on db',
    }),
    never('api-knows-db-and-jobs', {
      from: source('packages/api'),
      to: '^(packages/sdk|apps)/',
      comment: 'api stands on db and jobs',
    }),
    {
      ...never('sdk-takes-types-only', {
        from: '^packages/sdk/src/',
        to: '^(packages/(db|jobs|api)|apps)/',
        comment: 'clients ship nothing of the server',
      }),
      to: { path: '^(packages/(db|jobs|api)|apps)/', dependencyTypesNot: ['type-only'] },
    },
    never('clients-know-sdk-only', {
      from: '^apps/(admin-cli|demo)/src/',
      to: '^(packages/(db|jobs|api)|apps/server)/',
      comment: 'desi is a client like any other',
    }),
    never('no-http-below-api', {
      from: '^packages/(db|jobs)/src/',
      to: 'node_modules/(@trpc|fastify|@fastify)/',
      comment: 'db and jobs run without a server',
    }),
    {
      name: 'features-meet-in-db',
      comment: 'What two features share moves down to db, or up to the root of src',
      severity: 'error',
      from: { path: '^packages/(api|jobs)/src/([^/]+)/', pathNot: '^packages/jobs/src/mail/' },
      to: { path: '^packages/$1/src/([^/]+)/', pathNot: ['^packages/$1/src/$2/', '^packages/jobs/src/mail/'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^node:' } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // swc's reader here does not know `await using`, which tests live on.
    exclude: { path: '(^|/)(dist|testing|test/consumer)/|\\.test\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
