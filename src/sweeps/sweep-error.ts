/** A sweep that means nothing, in words for the one who typed it. */
export class SweepError extends Error {}
