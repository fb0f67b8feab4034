import { completed, submitted, type Verbs } from "./verb.js";

export const SUBMITTING: Verbs = {
  "submit to a new directory": {
    prepare: () => [],
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 1 }).id),
  },
  submit: {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => acknowledge(queue.submit({ n: 3 }).id),
  },
  "submit a batch": {
    prepare: submitted,
    act: (queue, _ids, acknowledge) => {
      const jobs = queue.submitMany([{ n: 3 }, { n: 4 }, { n: 5 }], { batch: "b" });
      for (const { id } of jobs) acknowledge(id);
    },
  },
  "submit jobs that wait": {
    prepare: submitted,
    act: (queue, [parent = ""], acknowledge) => {
      acknowledge(queue.submit({ n: 3 }, { hold: true }).id);
      acknowledge(queue.submit({ n: 4 }, { after: [parent], hold: true }).id);
    },
  },
  resubmit: {
    prepare: completed,
    act: (queue, [id = ""], acknowledge) => acknowledge(queue.resubmit(id).id),
  },
};
