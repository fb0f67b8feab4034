/** Submitting from a program, each job safe on the disk: against a loop that writes as many files with the same fsyncs. */
import { BareSubmits } from "../bare-submits.js";
import { JobQueue, type JobParams } from "../../src/queue/index.js";
import { timeRow, type Measurement } from "../measurement.js";
import { compare } from "../side-by-side.js";

const ONE_BY_ONE = 200;
const TOGETHER = 2_000;
const PARAMS: JobParams = { command: "true", type: "shell" };

export const submits: Measurement = async function* ({ newDirectory, pairs }) {
  const queue = new JobQueue(newDirectory());
  const bare = new BareSubmits(newDirectory());
  const one = await compare(
    {
      name: "submit",
      run: () => {
        for (let count = 0; count < ONE_BY_ONE; count++) queue.submit(PARAMS);
      },
    },
    { name: "a bare loop, same fsyncs", run: () => bare.oneByOne(ONE_BY_ONE) },
    pairs,
  );
  yield timeRow(`${ONE_BY_ONE} durable submits, one by one`, one, "≤ 1.25");
  const list = Array.from({ length: TOGETHER }, () => PARAMS);
  const many = await compare(
    { name: "submitManyMeanwhile", run: async () => void (await queue.submitManyMeanwhile(list)) },
    { name: "a bare loop, same fsyncs", run: () => bare.together(TOGETHER) },
    pairs,
  );
  yield timeRow(`${TOGETHER.toLocaleString("en")} durable submits, together`, many, "≤ 1.25");
};
