import type { ImportError } from '../import.entity.js';

/** Not all of the file came in. */
export const UPLOAD_CUT: ImportError = {
  code: 'upload_cut',
  message:
    'The upload broke off. The whole lines that came in are kept; send the same file again, and only what is missing is added.',
};

/** The file could not be unpacked to its end. */
export const INVALID_GZIP: ImportError = {
  code: 'invalid_gzip',
  message:
    'The file is not whole gzip data. The lines before the fault are kept; send the whole file again.',
};

/** Whoever started it does not want it any more. */
export const CANCELLED: ImportError = {
  code: 'import_cancelled',
  message: 'The import was cancelled. What had been taken in before is kept.',
};
