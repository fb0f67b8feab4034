import assert from "node:assert/strict";
import path from "node:path";
import * as z from "zod/mini";
import {
  JobQueue,
  LiveQueue,
  ShellWorker,
  Worker,
  isShellJob,
  type JobContext,
  type JsonLike,
  type JsonObject,
  type RunningJob,
} from "../../src/index.js";
import { temporaryDirectory } from "../queue/temporary-queue.js";

interface Layer {
  readonly size: number;
  readonly inner?: readonly Layer[] | undefined;
}

interface Fit {
  lr: number;
  layers: Layer[];
  note?: string | undefined;
}

interface Fitted {
  readonly loss: number;
  readonly widest: Layer | null;
}

class Fitting extends Worker<Fit, Fitted> {
  override processJob({ params }: RunningJob<Fit>, { reportProgress }: JobContext): Fitted {
    reportProgress(1);
    return { loss: params.lr / 2, widest: params.layers[0] ?? null };
  }
}

const fit: Fit = { lr: 0.5, layers: [{ size: 3, inner: [{ size: 1 }] }] };

const newDirectory = (): string => path.join(temporaryDirectory(), "jobs");

describe("A queue whose params and results are interfaces", () => {
  it("takes them in and gives them out, also to its worker", async () => {
    const queue = new JobQueue<Fit, Fitted>(newDirectory());
    const { id, params } = queue.submit(fit);
    assert.deepEqual(params satisfies Fit, fit);
    await new Fitting(queue).run({ stopWhenEmpty: true });
    const ended = await queue.waitFor(id);
    assert.deepEqual([ended.params.layers, queue.result(id)?.loss], [fit.layers, 0.25]);
  });

  it("holds only what they say", () => {
    const queue = new JobQueue<Fit, Fitted>(newDirectory());
    // @ts-expect-error There is no such member.
    queue.submit({ ...fit, learning_rate: 1 });
    // @ts-expect-error It is a number.
    queue.submit({ ...fit, lr: "much" });
    const [job] = queue.list({ limit: 1 });
    assert.ok(job !== undefined && job.state !== "damaged");
    // @ts-expect-error There is no such member.
    assert.equal(job.params.rate, undefined);
  });

  it("is taken by what takes any queue", () => {
    const take = (queue: JobQueue<object, object>): boolean => queue.exists();
    const takeLike = <P extends JsonLike<P>>(queue: JobQueue<P>): Worker => new ShellWorker(queue);
    const takeJson = <P extends JsonObject>(queue: JobQueue<P>): boolean => queue.exists();
    const directory = newDirectory();
    assert.equal(take(new JobQueue<Fit, Fitted>(directory)) || take(new JobQueue(directory)), false);
    assert.ok(takeLike(new JobQueue<Fit>(directory)));
    assert.equal(takeJson(new JobQueue<{ n: number }>(directory)), false);
    assert.equal(isShellJob(fit), false);
  });

  it("is refused by the compiler where JSON cannot hold them", () => {
    const directory = newDirectory();
    interface Dated {
      readonly jobs: readonly { readonly at: Date }[];
    }
    interface Called {
      call(): void;
    }
    // @ts-expect-error A Date comes back as a string.
    new JobQueue<Dated>(directory);
    // @ts-expect-error A function is left out.
    new JobQueue<Fit, Called>(directory);
    // @ts-expect-error A Map is written as {}.
    new JobQueue<{ readonly sizes: Map<string, number> }>(directory);
    // @ts-expect-error A symbol is left out.
    new JobQueue<{ readonly key: symbol }>(directory);
    // @ts-expect-error Params are an object.
    new JobQueue<readonly string[]>(directory);
    // @ts-expect-error Likewise.
    new JobQueue<number>(directory);
    // @ts-expect-error A function is no object of JSON.
    assert.ok(new JobQueue<() => void>(directory));
  });
});

describe("A queue with a schema that fills in or converts", () => {
  const schema = z.object({
    lr: z._default(z.number(), 0.1),
    seed: z.pipe(
      z.string(),
      z.transform((digits) => Number(digits)),
    ),
  });

  it("takes what the schema takes, and keeps it as it is", () => {
    const queue = new JobQueue(newDirectory(), { params: schema, result: schema });
    const { id } = queue.submit({ seed: "7" });
    const job = queue.get(id);
    assert.ok(job !== undefined && job.state !== "damaged");
    assert.deepEqual(job.params satisfies { lr?: number | undefined; seed: string }, { seed: "7" });
    assert.deepEqual(schema.parse(job.params), { lr: 0.1, seed: 7 });
    assert.equal(queue.result(id)?.seed satisfies string | undefined, undefined);
    // @ts-expect-error It is made of digits, and is none yet.
    assert.throws(() => queue.submit({ seed: 7 }), { code: "INVALID_JOB" });
    // @ts-expect-error It may be left out.
    assert.equal((job.params.lr satisfies number) ?? 1, 1);
  });
});

describe("A queue with a schema that takes whatever it can convert", () => {
  it("takes that, be it in a list or deeper", () => {
    const number = z.pipe(z.transform(Number), z.number());
    const schema = z.object({ lr: z.coerce.number(), layers: z.array(z.object({ size: number })) });
    const queue = new JobQueue(newDirectory(), { params: schema, result: schema });
    const { params } = queue.submit({ lr: "0.1", layers: [{ size: "3" }] });
    assert.deepEqual(schema.parse(params), { lr: 0.1, layers: [{ size: 3 }] });
    // @ts-expect-error What is known of it is not taken on trust.
    new JobQueue(newDirectory(), { params: z.object({ lr: z.coerce.number(), at: z.date() }) });
  });
});

describe("A worker with the type of its results", () => {
  it("may return nothing only where that is not said", () => {
    class Silent extends Worker<Fit> {
      override async processJob(): Promise<void> {}
    }
    class Forgetful extends Worker<Fit, Fitted> {
      // @ts-expect-error It has to return what was fitted.
      override async processJob(): Promise<void> {}
    }
    class Mistaken extends Worker<Fit, Fitted> {
      // @ts-expect-error It returns something else.
      override processJob(): { los: number } {
        return { los: 1 };
      }
    }
    const directory = newDirectory();
    assert.ok([new Silent(directory), new Forgetful(directory), new Mistaken(directory)]);
  });
});

describe("Whatever is given a queue", () => {
  it("takes its directory as well", async () => {
    const directory = newDirectory();
    const queue = new JobQueue(directory);
    const { id } = queue.submit({ command: "true" });
    await new ShellWorker(directory).run({ stopWhenEmpty: true });
    using live = new LiveQueue(directory);
    assert.deepEqual([queue.get(id)?.state, live.queue.directory, live.status.kind], ["completed", directory, "ready"]);
    assert.equal(new Fitting(directory).queue.directory, directory);
  });
});
