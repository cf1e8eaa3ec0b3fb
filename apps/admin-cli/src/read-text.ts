import { text } from 'node:stream/consumers'

/** What was written on the command line, or, where that is `-`, what comes by stdin: texts of several lines. */
export const readText = async (given: string): Promise<string> => (given === '-' ? await text(process.stdin) : given)
