import { z } from 'zod'

const WORDS = 'must be the name of a package, or a path such as ./my-package'

/** What an operator names for the gateway to import: a package, or a path from the configuration file. */
export const moduleSpecifier = z.string(WORDS).regex(/^(?!\.\.?$)(?![/\\])(?!\w+:)\S+$/, WORDS)
