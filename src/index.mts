/** The library as an ES module: what index.ts exports, under types that say so. */
export * from "./index.js";
