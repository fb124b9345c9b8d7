/** Milliseconds that each part of a health report may take to answer. */
export const PATIENCE = 2_000;
