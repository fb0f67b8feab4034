/** How much of each test is done: as much as everybody waits for, or with `npm run test:faults` as much as is wanted once. */
export function scaled<T>(usual: T, everything: T): T {
  return process.env["DIRQ_TEST_FAULTS"] === "all" ? everything : usual;
}
