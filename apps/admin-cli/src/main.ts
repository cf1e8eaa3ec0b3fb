#!/usr/bin/env node
import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addLogin } from './commands/account/login.ts'
import { addLogout } from './commands/account/logout.ts'
import { addWhoami } from './commands/account/whoami.ts'
import { addListAudit } from './commands/audit/list.ts'
import { addListCarts } from './commands/carts/list.ts'
import { addShowCart } from './commands/carts/show.ts'
import { addArchiveCategory } from './commands/categories/archive.ts'
import { addCreateCategory } from './commands/categories/create.ts'
import { addListCategories } from './commands/categories/list.ts'
import { addRestoreCategory } from './commands/categories/restore.ts'
import { addUpdateCategory } from './commands/categories/update.ts'
import { addDownloadExport } from './commands/exports/download.ts'
import { addListExports } from './commands/exports/list.ts'
import { addRemoveExport } from './commands/exports/remove.ts'
import { addRequestExport } from './commands/exports/request.ts'
import { addShowExport } from './commands/exports/show.ts'
import { addListJobs } from './commands/jobs/list.ts'
import { addListQueues } from './commands/jobs/queues.ts'
import { addRetryJob } from './commands/jobs/retry.ts'
import { addShowJob } from './commands/jobs/show.ts'
import { addDailyOrders } from './commands/orders/daily.ts'
import { addExportOrders } from './commands/orders/export.ts'
import { addChangeManyOrders } from './commands/orders/bulk.ts'
import { addDeliverShort } from './commands/orders/deliver-short.ts'
import { addListOrders } from './commands/orders/list.ts'
import { addShowOrder } from './commands/orders/show.ts'
import { addChangeOrderStatus } from './commands/orders/status.ts'
import { addWatchOrders } from './commands/orders/watch.ts'
import { addArchiveProduct } from './commands/products/archive.ts'
import { addCreateProduct } from './commands/products/create.ts'
import { addExportProducts } from './commands/products/export.ts'
import { addImportProducts } from './commands/products/import.ts'
import { addListProducts } from './commands/products/list.ts'
import { addListLowStock } from './commands/products/low-stock.ts'
import { addRestoreProduct } from './commands/products/restore.ts'
import { addShowProduct } from './commands/products/show.ts'
import { addStock } from './commands/products/stock.ts'
import { addUpdateProduct } from './commands/products/update.ts'
import { addStats } from './commands/stats/stats.ts'
import { addCreateSynonym } from './commands/synonyms/create.ts'
import { addListSynonyms } from './commands/synonyms/list.ts'
import { addRemoveSynonym } from './commands/synonyms/remove.ts'
import { addUpdateSynonym } from './commands/synonyms/update.ts'
import { ticketVerbs } from './commands/tickets/ticket-verbs.ts'
import { addDisableUser } from './commands/users/disable.ts'
import { addEnableUser } from './commands/users/enable.ts'
import { addInviteUser } from './commands/users/invite.ts'
import { addListUsers } from './commands/users/list.ts'
import { addResetTwoFactor } from './commands/users/reset-2fa.ts'
import { addChangeRole } from './commands/users/role.ts'
import { addShowUser } from './commands/users/show.ts'
import { addVerifyBusiness } from './commands/users/verify.ts'
import { exitCodesHelp } from './exit-codes.ts'
import { reportError } from './report-error.ts'

/** Every command, in the order of the help. A new one adds its line here. */
const verbs = [addLogin, addLogout, addWhoami, addStats]
const nouns = [
  {
    name: 'orders',
    description: 'see what customers ordered, and move it along',
    verbs: [
      addListOrders,
      addShowOrder,
      addChangeOrderStatus,
      addChangeManyOrders,
      addDeliverShort,
      addWatchOrders,
      addExportOrders,
      addDailyOrders,
    ],
  },
  {
    name: 'carts',
    description: 'see what customers are about to order',
    verbs: [addListCarts, addShowCart],
  },
  {
    name: 'tickets',
    description: 'see what customers ask for, answer, and move it along',
    verbs: ticketVerbs,
  },
  {
    name: 'products',
    description: 'see the catalogue, change it, and import it',
    verbs: [
      addListProducts,
      addShowProduct,
      addCreateProduct,
      addUpdateProduct,
      addArchiveProduct,
      addRestoreProduct,
      addStock,
      addListLowStock,
      addImportProducts,
      addExportProducts,
    ],
  },
  {
    name: 'categories',
    description: 'see the shelves of the catalogue, and change them',
    verbs: [addListCategories, addCreateCategory, addUpdateCategory, addArchiveCategory, addRestoreCategory],
  },
  {
    name: 'synonyms',
    description: 'see what search takes for the same, and teach it',
    verbs: [addListSynonyms, addCreateSynonym, addUpdateSynonym, addRemoveSynonym],
  },
  {
    name: 'users',
    description: 'see who has an account, and what each may do',
    verbs: [
      addListUsers,
      addShowUser,
      addVerifyBusiness,
      addDisableUser,
      addEnableUser,
      addChangeRole,
      addInviteUser,
      addResetTwoFactor,
    ],
  },
  {
    name: 'jobs',
    description: 'see what is done in the background, and try again what failed',
    verbs: [addListJobs, addShowJob, addRetryJob, addListQueues],
  },
  {
    name: 'exports',
    description: 'have files of orders written in the background, and get them',
    verbs: [addListExports, addShowExport, addRequestExport, addDownloadExport, addRemoveExport],
  },
  {
    name: 'audit',
    description: 'see what staff changed',
    verbs: [addListAudit],
  },
]

function createProgram(): Command {
  const program = new Command('desi')
    .description('Staff command line of DesiDeliver')
    .version(manifest.version, '-V, --version', 'show the version')
    .option('--json', 'answer for programs: JSON on stdout')
    .option('--profile <name>', 'server and session to use (DESI_PROFILE; "default")')
    .option('--url <url>', 'server to use (DESI_URL; that of the profile)')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride()
    .addHelpText('after', environmentHelp + exitCodesHelp)
  for (const add of verbs) add(program)
  for (const noun of nouns) {
    const parent = program.command(noun.name).description(noun.description).helpCommand(false)
    for (const add of noun.verbs) add(parent)
  }
  return program
}

const environmentHelp = `
Environment:
  DESI_PROFILE, DESI_URL  instead of --profile and --url
  DESI_TOKEN              a session instead of that of the profile, for scripts
  DESI_DEBUG              show where errors come from
  NO_COLOR                no colours

Examples:
  desi login --url https://api.example.com
  desi orders list --status pending
  desi orders show DD20260309007
`

// Whoever reads may stop early, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await createProgram().parseAsync()
} catch (error) {
  process.exitCode = reportError(error)
}
